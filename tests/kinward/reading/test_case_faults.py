"""Every fault of a case file at once: line, field, what was found, what is allowed."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from kinward.reading.casefile import CaseRead, read_case
from kinward.reading.faults import validated
from kinward.reading.yaml12 import read as read_yaml
from schemas.problem import Problem
from tests.builders import (
    Facts,
    a_check,
    a_child,
    a_hearing,
    a_lawyer,
    a_nationality,
    a_parent,
    an_authorization,
    an_event,
    case_facts,
    detained,
)
from tests.library import the_words

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
A_FILE = EXAMPLES / "san-diego-mexico-detained-mother.yaml"


def read(facts: Facts) -> CaseRead:
    """What comes of reading a case's facts as a file."""
    return read_case(json.dumps(facts, indent=1).encode(), "case.json", the_words())


def the_fault(facts: Facts) -> Problem:
    """The only fault of a file."""
    read_file = read(facts)
    assert read_file.case is None
    (problem,) = read_file.problems
    return problem


def place(problem: Problem) -> str:
    """The field of a problem, without file and line."""
    return problem.where.partition(" ")[2]


def test_the_usual_family_has_no_fault() -> None:
    assert read(case_facts()).problems == ()


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*-*.yaml")), ids=lambda file: file.stem)
def test_every_sample_family_is_read(file: Path) -> None:
    assert read_case(file.read_bytes(), file.name, the_words()).problems == ()


def test_a_case_in_json_is_the_same_case_as_in_yaml() -> None:
    in_yaml = read_case(A_FILE.read_bytes(), "case.yaml", the_words())
    assert in_yaml.case is not None
    text = in_yaml.case.model_dump_json(by_alias=True)
    assert read_case(text.encode(), "case.json", the_words()).case == in_yaml.case


def test_norway_is_a_country_in_a_case_file() -> None:
    text = A_FILE.read_text(encoding="utf-8").replace("country: MX", "country: NO")
    case = read_case(text.encode(), "case.yaml", the_words()).case
    assert case is not None
    assert case.children[0].nationalities[0].country == "NO"


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        pytest.param(
            {"people": [a_child(nationalities=[a_nationality("QQ")]), a_parent()]},
            "unknown_word", "people[0].nationalities[0].country", id="an unknown country"),
        pytest.param(
            {"people": [a_child(languages={"spoken": ["qq"]}), a_parent()]},
            "unknown_word", "people[0].languages.spoken[0]", id="an unknown language"),
        pytest.param(
            {"people": [a_child(), a_parent(whereabouts=detained(facility={
                "name": "X", "timezone": "America/San_Diego",
                "address": {"lines": ["1"], "city": "X", "country": "US"}}))]},
            "unknown_zone", "people[1].whereabouts.facility.timezone", id="an unknown zone"),
        pytest.param(
            {"events": [an_event(on="2026-02-30")]},
            "not_allowed", "events[0].on", id="a day that does not exist"),
        pytest.param(
            {"events": [an_event(on="2026-03-02T25:00:00-08:00")]},
            "not_allowed", "events[0].on", id="an hour that does not exist"),
        pytest.param(
            {"events": [an_event(on="2026-03-02T10:00:00")]},
            "not_allowed", "events[0].on", id="a moment without its offset"),
        pytest.param(
            {"events": [an_event(on="2 March 2026")]},
            "not_allowed", "events[0].on", id="a day in words"),
        pytest.param(
            {"hearings": [a_hearing(at="2026-03-08T02:30:00")]},
            "hour_skipped", "hearings[0].at", id="a local time in the clock's gap"),
        pytest.param(
            {"hearings": [a_hearing(test_at="2026-03-08T02:30:00")]},
            "hour_skipped", "hearings[0].test_at", id="a test call in the clock's gap"),
        pytest.param(
            {"hearings": [a_hearing(at="2026-03-25T09:00:00-07:00")]},
            "not_allowed", "hearings[0].at", id="an offset where the court's zone counts"),
        pytest.param(
            {"people": [a_child(), a_parent(of=[])]},
            "not_allowed", "people[1].of", id="a parent of nobody"),
        pytest.param(
            {"people": [a_child(), a_parent(of=["ghost"])]},
            "unknown_person", "people[1].of[0]", id="a parent of nobody known"),
        pytest.param(
            {"people": [a_child(), a_parent(), a_parent(id="other", of=["mother"])]},
            "not_a_child", "people[2].of[0]", id="a parent of a parent"),
        pytest.param(
            {"people": [a_child(), a_parent(whereabouts=detained(a_number="12345678"))]},
            "not_allowed", "people[1].whereabouts.a_number", id="an 8-digit A-number (R53)"),
        pytest.param(
            {"people": [a_child(), a_parent(whereabouts=detained(a_number=123456789))]},
            "not_allowed", "people[1].whereabouts.a_number", id="an A-number as a number"),
        pytest.param(
            {"people": [a_child(born_on="2026-03-03"), a_parent()]},
            "born_after_opening", "people[0].born_on", id="a child born after opening"),
        pytest.param(
            {"people": [a_child(nationalities=[]), a_parent()]},
            "not_allowed", "people[0].nationalities", id="a child without a nationality row"),
        pytest.param(
            {"people": [a_parent(of=["mother"])]},
            "no_child", "people", id="no child at all"),
        pytest.param(
            {"people": [a_child(), a_parent(), a_lawyer(), a_lawyer(represents=["child"])]},
            "duplicate_id", "people[3].id", id="an id that stands twice"),
        pytest.param(
            {"hearings": [a_hearing(), a_hearing()]},
            "duplicate_id", "hearings[1].id", id="a hearing's id that stands twice"),
        pytest.param(
            {"events": [an_event(of=["ghost"])]},
            "unknown_person", "events[0].of[0]", id="an event of nobody"),
        pytest.param(
            {"events": [an_event(id="first"), an_event(corrects="frist")]},
            "unknown_event", "events[1].corrects", id="a correction of no event"),
        pytest.param(
            {"events": [an_event("taken_in_custody")]},
            "unknown_word", "events[0].kind", id="an unknown event"),
        pytest.param(
            {"agency": "us-ca-san-deigo"},
            "unknown_word", "agency", id="an unknown agency"),
        pytest.param(
            {"authorizations": [an_authorization(covers=["foster_adress"])]},
            "unknown_word", "authorizations[0].covers[0]", id="an unknown category"),
        pytest.param(
            {"authorizations": [an_authorization(recipients=["consulates"])]},
            "unknown_word", "authorizations[0].recipients[0]", id="an unknown recipient"),
        pytest.param(
            {"restricted": {"protect": [{"who": ["ghost"], "from": "foreign_state",
                                         "basis": "agency", "on": "2026-03-02"}]}},
            "unknown_person", "restricted.protect[0].who[0]", id="nobody to protect"),
        pytest.param(
            {"restricted": {"protect": [{"who": ["child"], "from": "relatives_of:ghost",
                                         "basis": "agency", "on": "2026-03-02"}]}},
            "unknown_person", "restricted.protect[0].from", id="protected from nobody known"),
        pytest.param(
            {"safety_checks": [a_check(result="fine")]},
            "not_allowed", "safety_checks[0].result", id="an unknown result of a check"),
        pytest.param(
            {"case_number": "a b"},
            "not_allowed", "case_number", id="a case number with a blank"),
        pytest.param(
            {"state": "Calif"},
            "unknown_word", "state", id="a state in words"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_field(facts: Facts, code: str, field: str) -> None:
    faults = [p for p in read(case_facts(**facts)).problems if place(p) == field]
    assert code in {p.code for p in faults}


def test_a_repeated_hour_is_no_fault_of_the_file() -> None:
    assert read(case_facts(hearings=[a_hearing(at="2026-11-01T01:30:00")])).problems == ()


def test_all_faults_of_a_file_come_at_once_with_their_lines() -> None:
    text = A_FILE.read_text(encoding="utf-8")
    wrong = {
        "county: San Diego": "county: 5",
        "born_on: 2019-05-14": "born_on: 2026-02-30",
        "country: MX, basis: birth, evidence: confirmed": "country: QQ, basis: born, evidence: x",
        'a_number: "012345678"': 'a_number: "01234567"',
        "relationship: maternal_grandmother": "relationship: granny",
        'at: "2026-03-05T13:30:00"': 'at: "2026-03-08T02:30:00"',
        "kind: petition_filed, on: 2026-03-04": "kind: petition_filed, onn: 2026-03-04",
    }
    for right, what in wrong.items():
        text = text.replace(right, what, 1)
    lines = text.splitlines()
    expected = [i + 1 for i, line in enumerate(lines) if any(w in line for w in wrong.values())]
    faulty = read_case(text.encode(), "case.yaml", the_words())
    assert faulty.case is None
    told = [int(p.where.partition(" ")[0].rpartition(":")[2]) for p in faulty.problems]
    assert sorted(set(told)) == expected
    assert told == sorted(told)


def test_a_duplicate_key_hides_no_other_fault() -> None:
    text = A_FILE.read_text(encoding="utf-8") + "\ncounty: Orange\nagency: us-nowhere\n"
    found = {p.code for p in read_case(text.encode(), "case.yaml", the_words()).problems}
    assert found == {"duplicate_key"}
    text = text.replace("state: CA\n", "state: XX\n", 1)
    found = {p.code for p in read_case(text.encode(), "case.yaml", the_words()).problems}
    assert found == {"duplicate_key", "unknown_word"}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    days: int


def test_a_duplicate_key_of_any_file_hides_no_other_fault() -> None:
    row, problems = validated(_Row, read_yaml(b"id: a\nid: b\ndays: many\nfoo: 1\n", "row.yaml"))
    assert row is None
    assert [p.code for p in problems] == ["duplicate_key", "not_allowed", "unknown_field"]
    row, problems = validated(_Row, read_yaml(b"id: a\nid: b\ndays: 3\n", "row.yaml"))
    assert row is None
    assert [p.code for p in problems] == ["duplicate_key"]


@pytest.mark.parametrize("minutes", [-20, 0, 1441])
def test_a_length_out_of_bounds_is_told_both_bounds(minutes: int) -> None:
    fault = the_fault(case_facts(hearings=[a_hearing(minutes=minutes)]))
    assert place(fault) == "hearings[0].minutes"
    assert fault.remedy == "Needs a whole number from 1 to 1440."


@pytest.mark.parametrize(
    ("wrong", "field", "right"),
    [
        pytest.param(case_facts(oppened_on="2026-03-02"), "oppened_on", "opened_on", id="on top"),
        pytest.param(
            case_facts(people=[a_child(borne_on="2019-01-01"), a_parent()]),
            "people[0].borne_on", "born_on", id="of a child"),
        pytest.param(
            case_facts(people=[a_child(), a_parent(whereabouts=detained(a_numbr="012345678"))]),
            "people[1].whereabouts.a_numbr", "a_number", id="of a place of detention"),
        pytest.param(
            case_facts(events=[an_event(whit="child")]), "events[0].whit", "with", id="an alias"),
    ],
)  # fmt: skip
def test_a_misspelt_field_is_refused_by_name_with_a_suggestion(
    wrong: Facts, field: str, right: str
) -> None:
    problem = the_fault(wrong)
    assert (problem.code, place(problem)) == ("unknown_field", field)
    assert f"`{field.rpartition('.')[2]}`" in problem.message
    assert f"Did you mean `{right}`?" in problem.remedy


@pytest.mark.parametrize(
    ("facts", "field", "says"),
    [
        pytest.param(
            {"people": [a_child(nationalities=[a_nationality("Mexicana")]), a_parent()]},
            "people[0].nationalities[0].country",
            "Did you mean `MX`?",
            id="an adjective for a country's code",
        ),
        pytest.param(
            {"people": [a_child(nationalities=[a_nationality("El Salvador")]), a_parent()]},
            "people[0].nationalities[0].country",
            "Did you mean `SV`?",
            id="a name for a country's code",
        ),
        pytest.param(
            {"people": [a_child(nationalities=[a_nationality("Korea")]), a_parent()]},
            "people[0].nationalities[0].country",
            "Candidates: `KP`, `KR`.",
            id="a name of two countries",
        ),
        pytest.param(
            {"people": [a_child(languages={"spoken": ["Spanish!"]}), a_parent()]},
            "people[0].languages.spoken[0]",
            "Use a known language tag (BCP-47).",
            id="no language",
        ),
        pytest.param(
            {"people": [a_child(languages={"spoken": ["es-"]}), a_parent()]},
            "people[0].languages.spoken[0]",
            "Needs a language tag (BCP-47), such as es or es-MX.",
            id="a language with a broken tag",
        ),
    ],
)
def test_one_value_has_one_fault(facts: Facts, field: str, says: str) -> None:
    fault = the_fault(case_facts(**facts))
    assert place(fault) == field
    assert says in fault.remedy


def test_a_county_that_the_state_has_not_is_refused_with_the_nearest_name() -> None:
    fault = the_fault(case_facts(county="San Deigo"))
    assert (fault.code, place(fault)) == ("unknown_county", "county")
    assert fault.message == "found text of 9 characters, which is no county of the state"
    assert fault.remedy.startswith("Did you mean `San Diego`?")
    far = the_fault(case_facts(county="Nowhereshire")).remedy
    assert "Did you mean" not in far
    assert "Yolo" in far


def test_a_county_of_another_state_is_none_of_this_one() -> None:
    assert the_fault(case_facts(county="Cook")).code == "unknown_county"
    of_illinois = case_facts(agency="us-il", state="IL", county="COOK COUNTY")
    assert read(of_illinois).problems == ()


def test_in_an_unknown_state_no_county_is_told_from_another() -> None:
    assert place(the_fault(case_facts(state="QQ"))) == "state"


def test_an_agency_unlike_any_other_is_answered_with_those_that_are_known() -> None:
    remedy = the_fault(case_facts(agency="us-ca-nowhere")).remedy
    assert "Did you mean" not in remedy
    assert "us-ca-monterey" in remedy
    near = the_fault(case_facts(agency="us-ca-san-deigo")).remedy
    assert near.startswith("Did you mean `us-ca-san-diego`?")


def test_what_was_found_is_told_as_type_and_length() -> None:
    people = [a_child(), a_parent(whereabouts=detained(a_number="12345678"))]
    problem = the_fault(case_facts(people=people))
    assert problem.message == "found text of 8 digits"
    assert "nine digits" in problem.remedy


def test_a_name_where_a_field_belongs_is_not_shown() -> None:
    people = [{**a_child(), "Ana Be": "x", "012345678": "y", "Ortega": "z"}, a_parent()]
    read_file = read(case_facts(people=people))
    assert len(read_file.problems) == 3
    text = " ".join(p.sentence() for p in read_file.problems)
    assert not [word for word in ("Ana", "Ortega", "012345678") if word in text]
    assert text.count("people[0].?") == 3


def test_a_file_whose_name_holds_a_blank_tells_its_faults_in_order() -> None:
    text = json.dumps(case_facts(zz=1, county=5, aa=1), indent=1)
    faults = read_case(text.encode(), "my case.json", the_words()).problems
    lines = [int(p.where.split(":")[1].split()[0]) for p in faults]
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_only_an_event_of_custody_says_whose_custody_it_is() -> None:
    said = an_event(custody="youth_justice")
    assert read(case_facts(events=[said])).problems == ()
    fault = the_fault(case_facts(events=[said, an_event("found", custody="youth_justice")]))
    assert (fault.code, place(fault)) == ("not_custody", "events[1].custody")


def test_a_marriage_before_the_birth_is_a_fault_and_a_later_one_is_none() -> None:
    wed = {"people": [a_child(married_on="2026-01-01"), a_parent()]}
    assert read(case_facts(**wed)).problems == ()
    fault = the_fault(case_facts(people=[a_child(married_on="2019-05-13"), a_parent()]))
    assert (fault.code, place(fault)) == ("dates_out_of_order", "people[0].married_on")


def test_an_id_that_is_a_list_is_a_fault_and_breaks_nothing() -> None:
    facts = case_facts()
    facts["events"] = [an_event() | {"id": ["e1"]}]
    assert place(the_fault(facts)) == "events[0].id"


@pytest.mark.parametrize("county", ["San Deigo", "san dieg"])
def test_a_county_that_is_nearly_the_agencys_own_is_a_fault(county: str) -> None:
    fault = the_fault(case_facts(county=county))
    assert (fault.code, place(fault)) == ("unknown_county", "county")
    assert "Did you mean `San Diego`?" in fault.remedy
    assert read(case_facts(county=county)).doubts == ()


@pytest.mark.parametrize(
    "county", ["San Diego", "Sandiego", "county of San Diego", "SAN DIEGO COUNTY"]
)
def test_the_agencys_own_county_is_not_doubted(county: str) -> None:
    read_file = read(case_facts(county=county))
    assert (read_file.problems, read_file.doubts) == ((), ())


def test_a_county_of_another_agency_is_doubted_and_not_refused() -> None:
    read_file = read(case_facts(county="Riverside"))
    assert read_file.case is not None
    [doubt] = read_file.doubts
    assert (doubt.code, place(doubt)) == ("county_of_another_agency", "county")


def test_an_agency_of_a_whole_state_has_every_county() -> None:
    assert read(case_facts(agency="us-ca", county="Riverside")).doubts == ()
