"""What a letter may say of its sheet: shown, withheld, promised, missing, enclosed."""

from datetime import date, datetime

from kinward.rules.disclosure import Reader
from kinward.rules.facts import Fact
from kinward.rules.view import Gap, Promise, View, Withheld, view
from schemas.document import Field_
from tests.kinward.rules.letter_settings import SAN_DIEGO, the_setting
from tests.library import the_book

NAME, BORN = "children[].name", "children[].born_on"
TREE = {
    "children": [
        {"name": Fact("Ana", ("sofia",)), "born_on": Fact(date(2019, 5, 14), ("sofia",))},
        {"name": Fact(None, ("sofia",)), "born_on": Fact(None, ("sofia",))},
    ],
    "parent": {"a_number": Fact("012345678", ("lucia",))},
    "hearing": {"at": Fact(datetime.fromisoformat("2026-03-25T09:00:00-07:00"), ("sofia",))},
    "country": Fact("MX", ("sofia",), coded=True),
    "sure": Fact(True, ("sofia",)),  # noqa: FBT003 - a fact's value
}


def an_item(*values: str, **facts: object) -> Field_:
    """An item of a sheet: the child's identity, which the consulate may see."""
    usual = {
        "field": "the child",
        "category": "child_identity",
        "subject": "any",
        "requirement": "required",
        "if_absent": "omit",
        "values": list(values),
    }
    return Field_.model_validate({**usual, **facts}, strict=False)


def seen(*items: Field_, left_out: tuple[Field_, ...] = ()) -> View:
    """What the consulate sees of the tree."""
    setting = the_setting(SAN_DIEGO, "consular_notification")
    return view(TREE, items, Reader(setting, frozenset({"sofia", "lucia"}), the_book()), left_out)


def test_what_the_reader_may_see_is_shown_and_promised() -> None:
    found = seen(an_item(NAME, BORN))
    assert found.values == {"children": [{"name": "Ana", "born_on": date(2019, 5, 14)}]}
    assert found.promises == (
        Promise("children.0.name", "Ana"),
        Promise("children.0.born_on", "2019-05-14"),
    )
    assert (found.withheld, found.gaps) == ((), ())


def test_a_moment_is_promised_by_its_day_and_a_code_or_a_yes_not_at_all() -> None:
    found = seen(an_item("hearing.at", "country", "sure"))
    assert found.promises == (Promise("hearing.at", "2026-03-25"),)
    assert found.values["country"] == "MX"
    assert found.values["sure"] is True


def test_what_the_reader_may_not_see_is_left_out_with_its_rule_and_stops_the_letter() -> None:
    found = seen(an_item("parent.a_number", field="number", category="a_number"))
    assert found.values == {"parent": None}
    assert found.promises == ()
    (withheld,) = found.withheld
    assert withheld == Withheld("a_number", withheld.rule)
    assert found.gaps == (Gap("withheld", "number", "parent.a_number", "a_number"),)


def test_an_optional_item_that_is_withheld_stops_nothing() -> None:
    found = seen(an_item("parent.a_number", category="a_number", requirement="optional"))
    assert found.values == {"parent": None}
    assert found.gaps == ()


def test_a_required_item_that_nobody_recorded_stops_where_the_sheet_says_so() -> None:
    assert seen(an_item(NAME, if_absent="stop")).gaps == (Gap("fact_missing", "the child", NAME),)
    assert seen(an_item(NAME, if_absent="state_absent")).gaps == ()


def test_of_alternatives_one_is_enough_for_each_row() -> None:
    either = an_item(NAME, BORN, any_of=True, if_absent="stop")
    assert seen(either).gaps == (Gap("fact_missing", "the child", NAME),)
    assert seen(an_item("hearing.at", any_of=True, if_absent="stop")).gaps == ()


def test_an_enclosure_is_named_whether_or_not_anything_is_printed() -> None:
    found = seen(an_item(if_absent="enclosure", enclosure="a form"), an_item(NAME))
    assert found.enclosures == ("a form",)
    assert seen(an_item(if_absent="enclosure")).enclosures == ("the child",)


def test_an_item_left_out_is_there_as_nothing() -> None:
    found = seen(left_out=(an_item(NAME, "hearing.at"),))
    assert found.values == {"children": [], "hearing": None}
    assert found.promises == ()
