from bench.matching import a_family, decided, load_of, rows, with_others
from tests.library import the_book


def test_families_are_of_many_kinds_and_each_owes_or_asks_something() -> None:
    book = the_book()
    families = [a_family(number) for number in range(60)]
    assert len({family.state for family in families}) > 5
    assert {len(family.children) for family in families} == {1, 2, 3}
    assert all(decided(family, book) for family in families)


def test_agreements_of_other_agencies_change_no_duty() -> None:
    book = the_book()
    crowd = with_others(book, 30)
    assert len(crowd.instruments) == len(book.instruments) + 30
    assert load_of(40, crowd).duties == load_of(40, book).duties


def test_every_bound_is_printed_with_its_value() -> None:
    found = list(rows(few=30, many=60, others=10))
    assert [row.at_most for row in found] == [1.0, 500, 1.2, 1.2, 2.0]
    assert all(row.value > 0 for row in found)
