from collections.abc import Mapping
from pathlib import Path

import pytest

from kinward.library import Library, load
from kinward.library.checking import check
from kinward.library.showing import UnknownInstrument, show
from schemas.problem import Problem

SHIPPED = Path(__file__).resolve().parents[2]
ILLINOIS = "mou_library/agreements/us-il_mx/agreement.yaml"
COLORADO = "mou_library/agreements/us-co_gt-hn-mx-sv/agreement.yaml"
NATION = "mou_library/law/us.yaml"
WASHINGTON = "mou_library/law/us-wa.yaml"
MEXICO = "mou_library/consulates/mx.yaml"
AN_AGENCY = "mou_library/agencies/us-il/agency.yaml"
DETAINED = "mou_library/procedures/detained_parent.yaml"
SCREENING = "mou_library/procedures/benefit_screening.yaml"
CONSULATE = "mou_library/disclosure/consulate.yaml"


def a_library(folder: Path, place: str, edits: Mapping[str, str]) -> Library:
    """The library with one shipped file edited in a home."""
    text = (SHIPPED / place).read_text(encoding="utf-8")
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new)
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return load(SHIPPED, folder)


def line_of(folder: Path, place: str, text: str) -> int:
    """The first line of a home's file that holds a text."""
    lines = (folder / place).read_text(encoding="utf-8").splitlines()
    return next(i + 1 for i, line in enumerate(lines) if text in line)


def only(library: Library) -> Problem:
    """The one fault there is."""
    (problem,) = check(library)
    return problem


def test_an_example_that_no_longer_follows_is_told_with_its_line(tmp_path: Path) -> None:
    library = a_library(tmp_path, ILLINOIS, {"          value: 10": "          value: 12"})
    broken = check(library)
    assert {problem.code for problem in broken} == {"example_broken"}
    line = line_of(tmp_path, ILLINOIS, "ten working days over Juneteenth")
    assert broken[0].where == f"home/{ILLINOIS}:{line}"
    assert "due_on: 2026-06-30, but 2026-07-02 follows" in broken[0].message


def test_an_own_trigger_that_no_case_can_record_is_told(tmp_path: Path) -> None:
    place = "mou_library/law/us-ca.yaml"
    edits = {"events: [parent_detained, parent_removed]": "events: [parent_arrested]"}
    problem = only(a_library(tmp_path, place, edits))
    assert problem.code == "unknown_event"
    assert problem.where == f"home/{place}:{line_of(tmp_path, place, 'events: [parent_arrested]')}"


def test_a_day_closed_by_the_agencys_state_moves_an_example(tmp_path: Path) -> None:
    file = tmp_path / "mou_library/calendars/us-il.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("calendar: us-il\ncountry: US\nclosed: []\n", encoding="utf-8")
    assert check(load(SHIPPED, tmp_path)) == ()
    closed = "calendar: us-il\ncountry: US\nclosed: [{on: 2026-06-22, name: X, source: memo}]\n"
    file.write_text(closed, encoding="utf-8")
    assert "2026-07-01 follows" in only(load(SHIPPED, tmp_path)).message


@pytest.mark.parametrize(
    ("place", "old", "new", "code"),
    [
        (ILLINOIS, "      ends_on: 2020-10-01", "      ends_on: 1999-01-01", "dates_out_of_order"),
        (WASHINGTON, "          end: known", "          end: open", "end_unclear"),
        (
            ILLINOIS,
            "          value: 10\n          unit: working_days",
            "          value: 10\n          unit: working_days\n          word: promptly",
            "clock_unclear",
        ),
        (ILLINOIS, "taken_into_custody, custody_ordered]\n          or", "arrested]\n          or",
         "unknown_event"),
        (ILLINOIS, "countries: [MX]", "countries: [HN]", "id_not_countries"),
        (ILLINOIS, "states: [US-IL]", "states: [US-IX]", "unknown_state"),
        (ILLINOIS, "posts: [mx-chicago]", "posts: [mx-chicagoo]", "unknown_post"),
        (ILLINOIS, "kind: agreement", "kind: agreement\nneeds: [notices]", "unknown_need"),
        (ILLINOIS, "kind: agreement", "kind: agreement\nstatus: known_to_exist", "decides_unread"),
        (ILLINOIS, "part, sources: [S4]", "part, sources: [S99]", "unknown_source"),
        (ILLINOIS, "      renewal: not_read", "      renewal: unread", "not_allowed"),
        (ILLINOIS, "- {says: ", "- {sayss: ", "unknown_field"),
        (MEXICO, "  - post: mx-san-diego", "  - post: mx-tijuana", "unknown_post"),
        (AN_AGENCY, "us-federal, us-il", "us-federal, us-ill", "unknown_calendar"),
        (AN_AGENCY, "America/Chicago", "America/Chicgo", "unknown_zone"),
        (DETAINED, "when: [parent_detained, hearing_ahead]", "when: [parent_held]",
         "unknown_condition"),
        (DETAINED, "hearing_set, hearing_changed, counsel", "hearing_fixed, counsel",
         "unknown_event"),
        (SCREENING, "dated_by: screening_referral", "dated_by: screening", "unknown_deadline"),
        (CONSULATE, "category: a_number,", "category: a_numbers,", "not_listed"),
        (CONSULATE, "source: minimisation}", "source: minimization}", "not_listed"),
        (
            CONSULATE,
            "{category: a_number, subject: any, rule: deny,",
            "{category: a_number, subject: any, rule: allow_if_consent,",
            "cell_unclear",
        ),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_meant_is_told(
    tmp_path: Path, place: str, old: str, new: str, code: str
) -> None:
    found = check(a_library(tmp_path, place, {old: new}))
    told = [problem for problem in found if problem.code == code]
    assert told
    assert all(problem.where.startswith(f"home/{place}") for problem in told)
    assert all(problem.remedy for problem in told)


def test_versions_that_overlap_are_told_unless_one_replaces_the_other(tmp_path: Path) -> None:
    edits = {"          ends_on: 2024-06-30\n          end: known": "          end: open"}
    assert check(a_library(tmp_path, WASHINGTON, edits)) == ()
    unsaid = {**edits, '        replaces: "2012-06-07"\n': ""}
    assert only(a_library(tmp_path / "b", WASHINGTON, unsaid)).code == "versions_overlap"


@pytest.mark.parametrize(
    ("place", "edits", "code"),
    [
        pytest.param(
            ILLINOIS,
            {"      ends_on: 2020-10-01": "      ends_on: 1999-01-01"},
            "dates_out_of_order",
            id="an end before its start",
        ),
        pytest.param(
            ILLINOIS,
            {"      ends_on: 2020-10-01\n": ""},
            "end_unclear",
            id="an end that is known, without its day",
        ),
        pytest.param(
            ILLINOIS,
            {"          unit: working_days\n": ""},
            "clock_unclear",
            id="a number without its unit",
        ),
        pytest.param(
            WASHINGTON,
            {'version: "2024-07-01"': 'version: "2012-06-07"'},
            "duplicate_version",
            id="two versions of one name",
        ),
    ],
)
def test_a_row_that_contradicts_itself_is_told_once_and_decides_nothing(
    tmp_path: Path, place: str, edits: Mapping[str, str], code: str
) -> None:
    library = a_library(tmp_path, place, edits)
    fault = only(library)
    assert fault.code == code
    assert library.rulebook.out_of_service == (fault.where,)
    assert library.instrument("us-il_mx" if place == ILLINOIS else "us-wa_policy-4211") is None


def test_a_source_needs_an_id_or_an_address(tmp_path: Path) -> None:
    bare = {"{id: S35, title": "{title"}
    found = check(a_library(tmp_path, "mou_library/law/us-az.yaml", bare))
    assert {problem.code for problem in found} == {"source_missing", "unknown_source"}


def test_fewer_than_three_examples_are_too_few(tmp_path: Path) -> None:
    text = (SHIPPED / ILLINOIS).read_text(encoding="utf-8")
    examples = text[text.index("examples:") :]
    assert only(a_library(tmp_path, ILLINOIS, {examples: "examples: []\n"})).code == (
        "too_few_examples"
    )


def test_an_example_that_cannot_be_run_is_told(tmp_path: Path) -> None:
    found = only(a_library(tmp_path, ILLINOIS, {"child: [MX 2026-03-09]": "child: [Mexican]"}))
    assert found.code == "example_not_run"
    assert "`Mexican` is no nationality" in found.message


def test_a_broken_example_is_told_in_the_words_of_its_file(tmp_path: Path) -> None:
    dates = "    starts_on: 2026-06-15\n    due_on: 2026-06-30\n"
    wrong = {f"    applies: true\n{dates}": "    applies: null\n"}
    fault = only(a_library(tmp_path, ILLINOIS, wrong))
    assert "applies: null, but true follows; due_on: null, but 2026-06-30" in fault.message


def test_a_country_that_does_not_exist_is_told_once(tmp_path: Path) -> None:
    fault = only(a_library(tmp_path, ILLINOIS, {"countries: [MX]": "countries: [QZ]"}))
    assert (fault.code, fault.message) == ("unknown_country", "there is no country QZ")


def test_a_home_that_replaces_an_agreement_is_asked_by_its_own_row(tmp_path: Path) -> None:
    library = a_library(tmp_path, ILLINOIS, {"unit: working_days": "unit: calendar_days"})
    moved = [problem for problem in check(library) if "Juneteenth" in problem.message]
    assert "2026-06-25 follows" in moved[0].message


def test_the_page_for_counsel_names_scope_clock_source_and_how_sure_it_is() -> None:
    page = show(load(SHIPPED, None), "us-il_mx")
    for words in (
        "Countries: Mexico",
        "Version 2020-10-02, replaces 2011",
        "its end or renewal was not read",
        "10 working days",
        "Can also be read: counted from custody (never the due date)",
        "[S6]",
        "to be confirmed by counsel",
        "Worked examples (5)",
    ):
        assert words in " ".join(page.split())


def test_the_page_says_what_was_not_read() -> None:
    library = load(SHIPPED, None)
    assert "NOT READ: what the agreement requires for a Mexican family" in show(
        library, "us-tx_mx"
    )
    assert "its text was not read, so it decides nothing" in show(library, "us-mx-1942")
    assert "Terms: NOT READ." in show(library, "us-mx-1942")


def test_a_mistyped_field_of_a_term_is_told_with_the_word_that_was_meant(tmp_path: Path) -> None:
    library = a_library(tmp_path, ILLINOIS, {", sources: [S4]}": ", source: [S4]}"})
    told = [problem.remedy for problem in check(library) if problem.code == "unknown_field"]
    assert told
    assert all(remedy.startswith("Did you mean `sources`?") for remedy in told)


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("us-nm_mx", "Consent: parental consent is obtained so that information can be exchanged"),
        ("us-nm_mx", "passport; by when: not read [S20; confirmed]"),
        ("us-wa_policy-4211", "Channel: current text (2024-07-01): fax of DCYF 15-402"),
        ("us-wa_policy-4211", "required: not confirmed: form not read"),
        ("us-wa_policy-4211", "NOT READ: legal basis, access, updates, answers"),
        ("vccr-1963", "The text is silent on: notice form, channel"),
        ("us-ia_mx", "Known: in ASPE Table 1 (2013); notification required"),
        ("us-ca_ppg-01-03-007", "Scope: The page does not name its county."),
    ],
)
def test_the_page_tells_each_term_with_its_source_and_what_was_not_read(
    id_: str, words: str
) -> None:
    page = show(load(SHIPPED, None), id_)
    assert words in " ".join(page.split())


def test_an_instrument_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownInstrument):
        show(load(SHIPPED, None), "us-zz_mx")


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("form", "form: 15-402"),
        ("sender", "sender: the desk"),
        ("addressee", "addressee: the desk"),
        ("channel", "channel: mail"),
    ],
)
def test_a_notice_says_nothing_that_no_term_was_read_for(
    tmp_path: Path, field: str, word: str
) -> None:
    line = "          legal_basis: "
    library = a_library(tmp_path, COLORADO, {line: f"          {word}\n{line}"})
    fault = only(library)
    assert fault.code == "term_missing"
    assert field in fault.message


def test_a_row_that_makes_no_duty_needs_its_examples_too(tmp_path: Path) -> None:
    text = (SHIPPED / NATION).read_text(encoding="utf-8")
    examples = text[text.rindex("    examples:\n") :]
    fault = only(a_library(tmp_path, NATION, {examples: ""}))
    assert fault.code == "too_few_examples"
