import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.library.clauses import COUNSELS_LIST, clauses, differences, side_by_side
from kinward.library.coverage import NO_CONTACT, consulates, coverage, picture
from kinward.library.drafting import Answers, AnswersFaulty, drafted
from kinward.library.examples import difference, example_outcome
from kinward.library.naming import UnknownVersion, named
from kinward.library.simulating import changes, with_agreement, without_agreement
from kinward.reading.yaml12 import Plain
from kinward.rules.as_of import as_of
from schemas.case import Case
from schemas.contact_log import ContactLog
from schemas.instrument import Instrument
from tests.kinward.test_library_counsel import PLACES, a_case
from tests.mou_library.shipped import the_shipped_library

LIBRARY = the_shipped_library()
NOW = datetime(2026, 3, 10, 18, tzinfo=UTC)
INSTRUMENTS = sorted(row.id for row in LIBRARY.instruments)


def answers(**changed: Plain) -> Answers:
    """Answers about an agreement of Wyoming with Mexico."""
    usual: Answers = {
        "agency": "us-wy",
        "title": "Wyoming and Mexico",
        "states": ["US-WY"],
        "countries": ["MX"],
        "parties": ["Wyoming", "Mexico"],
        "source_title": "Signed copy",
        "read_on": "2026-05-04",
        "starts_on": "2025-07-01",
        "nationality_of": "child",
        "us_citizen": "included",
        "covered_says": "minors of Mexican nationality",
        "clause": "III(2)",
        "or_later": "nationality_known",
        "clock": "5 working_days",
        "clock_says": "within five working days",
        "legal_basis": "Memorandum, III(2)",
        "safety_exception": "silent",
    }
    return {**usual, **changed}


def taken(case: Case) -> Case:
    """The case with its child in custody from the day it was opened."""
    event = {"id": "e", "kind": "taken_into_custody", "on": case.opened_on.isoformat()}
    facts = json.loads(case.model_dump_json(exclude_unset=True, by_alias=True))
    return Case.model_validate_json(json.dumps({**facts, "events": [{**event, "of": ["child"]}]}))


@pytest.mark.parametrize("id_", INSTRUMENTS)
def test_a_text_differs_in_nothing_from_itself(id_: str) -> None:
    row = named(LIBRARY, id_)
    text = clauses(row.instrument, row.text)
    assert list(differences(text, text)) == []
    assert all(one == other for _, one, other in side_by_side(text, text))


@given(pair=st.tuples(st.sampled_from(INSTRUMENTS), st.sampled_from(INSTRUMENTS)))
def test_a_difference_read_backwards_is_the_same_difference(pair: tuple[str, str]) -> None:
    one, other = (named(LIBRARY, id_) for id_ in pair)
    left = clauses(one.instrument, one.text)
    right = clauses(other.instrument, other.text)
    there = {(row.clause, row.old, row.new) for row in differences(left, right)}
    back = {(row.clause, row.new, row.old) for row in differences(right, left)}
    assert there == back


def test_a_changed_clock_is_told_in_words() -> None:
    row = LIBRARY.instrument("us-il_mx")
    assert row is not None
    last = row.versions[-1]
    duty = last.duties[0]
    clock = duty.clock.model_copy(update={"value": 5})
    edited = last.model_copy(update={"duties": (duty.model_copy(update={"clock": clock}),)})
    (only,) = differences(clauses(row, last), clauses(row, edited))
    assert only.clause == "notify consulate: clock"
    assert "was: 10 working days" in only.sentence
    assert "is: 5 working days" in only.sentence


def test_counsels_list_comes_first_in_a_comparison_r91() -> None:
    one, other = named(LIBRARY, "us-il_mx"), named(LIBRARY, "us-tx_mx")
    rows = list(
        side_by_side(clauses(one.instrument, one.text), clauses(other.instrument, other.text))
    )
    assert [clause for clause, _, _ in rows[: len(COUNSELS_LIST)]] == list(COUNSELS_LIST)


def test_an_unknown_version_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownVersion, match="2020-10-02"):
        named(LIBRARY, "us-il_mx@1848")


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"clock": "without_delay"},
        {"clock": "not_stated", "or_later": "none"},
        {"nationality_of": "child_or_parent", "us_citizen": "excluded"},
        {"countries": ["MX", "GT"], "starts_on": None, "attested_on": "2024-02-29"},
        {"events": ["case_opened"], "agency": "us-wy", "ends_on": "2027-01-01"},
    ],
)
def test_a_draft_is_valid_and_its_examples_follow_from_it(changed: dict[str, Plain]) -> None:
    row = drafted(LIBRARY, answers(**changed)).instrument
    assert len(row.examples) >= 3
    for example in row.examples:
        outcome = example_outcome(row, example, LIBRARY.rulebook)
        assert difference(example, outcome) is None
    assert {example.applies for example in row.examples} >= {True, False}


def test_what_was_not_asked_is_not_read_in_a_draft() -> None:
    terms = drafted(LIBRARY, answers()).instrument.versions[0].terms
    assert not isinstance(terms, str)
    assert terms is not None
    assert terms.confidentiality == "not_read"
    assert terms.clock != "not_read"


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"clock": "Ten Days"}, "clock"),
        ({"safety_exception": "maybe"}, "safety_exception"),
        ({"title": None}, "title"),
        ({"read_on": "2026-02-30"}, "read_on"),
        ({"states": "US-WY"}, "states"),
        ({"states": ["US-WX"]}, "US-WX"),
        ({"counties": ["Nowhereshire"]}, "Nowhereshire"),
        ({"events": ["moonrise"]}, "moonrise"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_named(changed: dict[str, Plain], word: str) -> None:
    with pytest.raises(AnswersFaulty) as refused:
        drafted(LIBRARY, answers(**changed))
    assert any(word in problem.message for problem in refused.value.problems)


def wyoming(**changed: Plain) -> Instrument:
    """The agreement of Wyoming."""
    return drafted(LIBRARY, answers(**changed)).instrument


def test_only_the_cases_under_an_agreement_would_change() -> None:
    cases = [taken(a_case("WY", "Teton")), taken(a_case("IL", "Cook"))]
    book = LIBRARY.rulebook
    moments = [(case, as_of("2026-03-10", NOW, case, book)) for case in cases]
    (only,) = changes(moments, book, with_agreement(book, wyoming()))
    assert only.before is not None
    assert only.after is not None
    assert only.country == "MX"
    assert [name.partition("@")[0] for name in only.after.also] == ["us-wy_mx"]
    assert (only.before.due_on, only.after.due_on) == (None, date(2026, 3, 9))
    assert "due 2026-03-09" in only.after.words


def test_taking_an_agreement_out_undoes_what_putting_it_in_did() -> None:
    book = LIBRARY.rulebook
    with_it = with_agreement(book, wyoming())
    case = taken(a_case("WY", "Teton"))
    moments = [(case, as_of("2026-03-10", NOW, case, book))]
    assert list(changes(moments, book, without_agreement(with_it, "us-wy_mx"))) == []
    assert list(changes(moments, book, with_it))


@given(
    places=st.lists(st.sampled_from(PLACES), max_size=8),
    country=st.sampled_from(["MX", "GT", "UA"]),
)
def test_every_case_is_counted_once_for_its_nationality(
    places: list[tuple[str, str]], country: str
) -> None:
    rows = coverage(LIBRARY, [a_case(state, county, country) for state, county in places])
    assert sum(row.cases for row in rows) == len(places)
    counted = Counter((row.state, row.county) for row in rows)
    assert set(counted.values()) <= {1}


def test_coverage_tells_an_agreement_a_title_and_nothing_apart() -> None:
    cases = [a_case("IL", "Cook"), a_case("IA", "Polk"), a_case("WY", "Teton", "GT")]
    found = {row.state: (row.covered, row.agreements) for row in coverage(LIBRARY, cases)}
    assert found == {
        "IL": ("agreement", ("us-il_mx",)),
        "IA": ("known_by_title", ("us-ia_mx",)),
        "WY": ("none", ()),
    }


def test_a_picture_is_sound_svg_and_names_every_row() -> None:
    rows = coverage(LIBRARY, [a_case("IL", "Cook"), a_case("WY", "Teton & <Sons>", "GT")])
    root = ET.fromstring(picture(rows))  # noqa: S314 - our own text
    texts = [node.text or "" for node in root.iter() if node.tag.endswith("text")]
    assert any("Mexico · Cook, IL" in text for text in texts)
    assert any("Guatemala · Teton & <Sons>, WY" in text for text in texts)
    assert picture(()).startswith("<svg")


def test_a_consulate_shows_its_newest_contact_with_the_next_step_r91() -> None:
    rows = coverage(LIBRARY, [a_case("IL", "Cook")])
    (bare,) = consulates(LIBRARY, rows)
    assert (bare.last_on, bare.next_step) == (None, NO_CONTACT)
    contacts = [
        {"on": "2026-01-05", "how": "meeting", "about": "renewal", "by": "liaison",
         "next_step": "send the draft", "next_on": "2026-02-01"},
        {"on": "2025-01-05", "how": "letter", "about": "renewal", "by": "liaison"},
    ]  # fmt: skip
    log = ContactLog.model_validate_json(json.dumps({"post": "mx-chicago", "contacts": contacts}))
    (row,) = consulates(replace(LIBRARY, contact_logs={"mx-chicago": log}), rows)
    assert (row.last_on, row.next_step, row.next_on) == (
        "2026-01-05",
        "send the draft",
        "2026-02-01",
    )
