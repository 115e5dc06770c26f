import json
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.library.coverage import NO_CONTACT, consulates, coverage, picture
from kinward.library.drafting import Answers, AnswersFaulty, drafted
from kinward.library.examples import difference, example_outcome
from kinward.reading.yaml12 import Plain
from schemas.contact_log import ContactLog
from tests.kinward.test_library_counsel import PLACES, a_case
from tests.mou_library.shipped import the_shipped_library

LIBRARY = the_shipped_library()


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
        ({"events": ["moonrise"]}, "moonrise"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_named(changed: dict[str, Plain], word: str) -> None:
    with pytest.raises(AnswersFaulty) as refused:
        drafted(LIBRARY, answers(**changed))
    assert any(word in problem.message for problem in refused.value.problems)


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
