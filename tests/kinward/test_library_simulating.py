import json
from datetime import UTC, date, datetime

from kinward.library.drafting import drafted
from kinward.library.simulating import changes, with_agreement, without_agreement
from kinward.reading.yaml12 import Plain
from kinward.rules.as_of import as_of
from schemas.case import Case
from schemas.clock import Clock
from schemas.instrument import Instrument, OfficeQuestion
from tests.kinward.test_library_admins import answers
from tests.kinward.test_library_counsel import a_case
from tests.mou_library.shipped import the_shipped_library

LIBRARY = the_shipped_library()
NOW = datetime(2026, 3, 10, 18, tzinfo=UTC)


def taken(case: Case) -> Case:
    """The case with its child in custody from the day it was opened."""
    event = {"id": "e", "kind": "taken_into_custody", "on": case.opened_on.isoformat()}
    facts = json.loads(case.model_dump_json(exclude_unset=True, by_alias=True))
    return Case.model_validate_json(json.dumps({**facts, "events": [{**event, "of": ["child"]}]}))


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
    assert [row.name.partition("@")[0] for row in only.after.also] == ["us-wy_mx"]
    assert (only.before.due_on, only.after.due_on) == (None, date(2026, 3, 9))
    assert "due 2026-03-09" in only.after.words


def colorado(clock: Clock, **changed: object) -> Instrument:
    """The agreement of Colorado with another clock, and with other text in its version."""
    row = LIBRARY.instrument("us-co_gt-hn-mx-sv")
    assert row is not None
    (text,) = row.versions
    (duty, *others) = text.duties
    edited = duty.model_copy(update={"clock": clock})
    version = text.model_copy(update={"duties": (edited, *others), **changed})
    return row.model_copy(update={"versions": (version,)})


def test_a_changed_clock_of_what_does_not_govern_is_told_in_words() -> None:
    five = Clock(value=5, unit="working_days", says="within five working days")
    book, case = LIBRARY.rulebook, taken(a_case("CO", "Adams", "HN"))
    moments = [(case, as_of("2026-03-10", NOW, case, book))]
    (only,) = changes(moments, book, with_agreement(book, colorado(five)))
    assert only.before is not None
    assert only.before.governed_by is not None
    assert only.before.governed_by.name.startswith("vccr-1963@")
    (told,) = [text for text in only.sentences if text.startswith("us-co_gt-hn-mx-sv@")]
    assert "clock: was timely" in told
    assert "is 5 working days" in told
    assert "due: was no date, is 2026-03-09" in told


def test_a_question_that_an_edited_text_would_ask_is_told() -> None:
    row = LIBRARY.instrument("us-co_gt-hn-mx-sv")
    assert row is not None
    duty = row.versions[0].duties[0]
    office = OfficeQuestion(office="agency_counsel", ask="Who signs?", source=duty.source)
    book, case = LIBRARY.rulebook, taken(a_case("CO", "Adams", "HN"))
    moments = [(case, as_of("2026-03-10", NOW, case, book))]
    edited = colorado(duty.clock, asks_office=(office,))
    (only,) = changes(moments, book, with_agreement(book, edited))
    assert only.before == only.after
    assert any("asked now: " in text and "Who signs?" in text for text in only.sentences)


def test_taking_an_agreement_out_undoes_what_putting_it_in_did() -> None:
    book = LIBRARY.rulebook
    with_it = with_agreement(book, wyoming())
    case = taken(a_case("WY", "Teton"))
    moments = [(case, as_of("2026-03-10", NOW, case, book))]
    assert list(changes(moments, book, without_agreement(with_it, "us-wy_mx"))) == []
    assert list(changes(moments, book, with_it))
