"""Courts, facilities and field offices come from the directory, or are asked (R29, R93)."""

from dataclasses import replace
from typing import Literal

import pytest

from kinward.rules.as_of import as_of
from kinward.rules.channels import channel_of
from kinward.rules.directory import Listed, court_row, facility_row, field_office_row
from kinward.rules.duties import decide
from kinward.rules.facts.offices import office_facts
from kinward.rules.location import is_current
from kinward.rules.place import Place
from kinward.rules.recipients import Addressing, recipients
from kinward.rules.rulebook import Rulebook
from kinward.rules.setting import Recipient, Setting
from kinward.rules.view import leaves
from schemas.case import Case
from schemas.consulate import Contact
from schemas.duty import Question
from schemas.person import Detained
from tests.builders import Facts, a_case, a_hearing, a_lawyer, a_parent, an_address, detained
from tests.kinward.rules.test_planning import LOCATION, a_detained_mother, papers, planned
from tests.library import LONG_BEFORE, the_book

NOON = "2026-03-10T12:00:00-07:00"
CHECKED = "2026-03-02"
Office = Literal["juvenile_court", "detention_facility", "ice_field_office"]


def a_row(facts: Facts) -> Contact:
    """A row of the home's own directory, checked on 2 March."""
    usual = {"verified_on": CHECKED, "stale_after_days": 90}
    return Contact.model_validate({**usual, **facts}, strict=False)


def a_court_row(**facts: object) -> Contact:
    """The juvenile court of San Diego."""
    usual: Facts = {
        "office": "court", "kind": "court", "name": "Juvenile Court", "state": "US-CA",
        "counties": ["San Diego"], "address": an_address(), "department": "Clerk",
    }  # fmt: skip
    return a_row({**usual, **facts})


def a_facility_row(**facts: object) -> Contact:
    """The place in which the mother is held, in the area of San Diego's field office."""
    usual: Facts = {
        "office": "center", "kind": "detention_facility", "name": "Sample Center",
        "state": "US-CA", "field_office": "ero", "address": an_address(), "fax": "+1 619 555 0120",
    }  # fmt: skip
    return a_row({**usual, **facts})


AN_ERO = a_row(
    {"office": "ero", "kind": "ice_field_office", "name": "ERO", "email": "ero@office.example"}
)


def with_rows(*rows: Contact) -> Rulebook:
    """The library with these rows as its whole directory."""
    return replace(the_book(), contacts=rows)


def at(case: Case, book: Rulebook, moment: str = NOON) -> Place:
    """The case as of a moment, with a library."""
    return decide(case, as_of(moment, LONG_BEFORE, case, book), book).place


def a_court_case(**court: object) -> Case:
    """A case before the juvenile court, with other facts of it."""
    usual: Facts = {
        "name": "Juvenile Court", "docket_number": "J-1", "timezone": "America/Los_Angeles",
        "address": an_address(),
    }  # fmt: skip
    return a_detained_mother(a_lawyer(), court={**usual, **court})


def court_of(case: Case, *rows: Contact, moment: str = NOON) -> Listed:
    """What the directory says of the case's court."""
    return court_row(at(case, with_rows(*rows), moment))


def a_held_mother(**whereabouts: object) -> Case:
    """A mother held by ICE, with other facts of where."""
    return a_case(people=[*a_case_people(), a_parent(whereabouts=detained(**whereabouts))])


def a_case_people() -> list[object]:
    """The child of the usual case."""
    return [p.model_dump(mode="json", by_alias=True) for p in a_case().children]


def where_of(case: Case) -> Detained:
    """Where the mother is held."""
    where = case.parents[0].whereabouts
    assert isinstance(where, Detained)
    return where


def facility_of(case: Case, *rows: Contact) -> Listed:
    """What the directory says of the place that holds the mother."""
    return facility_row(where_of(case), at(case, with_rows(*rows)))


def office_of(case: Case, *rows: Contact) -> Listed:
    """What the directory says of the field office that is responsible there."""
    return field_office_row(where_of(case), at(case, with_rows(*rows)))


def addressee(class_: Office, case: Case, *rows: Contact) -> Recipient:
    """The recipient of that class of a request, or of a notice to the court."""
    place = at(case, with_rows(*rows))
    name = LOCATION if class_ == "juvenile_court" else "request_for_participation"
    kind = place.book.kinds[name]
    routes = tuple(r.model_copy(update={"variant": None}) for r in kind.routes)
    every = kind.model_copy(update={"routes": routes})
    found = recipients(Addressing(place, every, ("child",), parent=case.parents[0]))
    return next(to for to in found if to.class_ == class_)


def doubts(case: Case, *rows: Contact, moment: str = NOON) -> tuple[Question, ...]:
    """The questions about contacts that the papers of a case raise."""
    found = planned(case, moment, with_rows(*rows)).questions
    return tuple(row for row in found if row.code == "contact_unverified")


@pytest.mark.parametrize(
    "name", ["Juvenile Court", "JUVENILE  court", "Juvénile Court."], ids=["same", "case", "marks"]
)
def test_r93_a_court_is_found_by_name_and_place(name: str) -> None:
    row = a_court_row()
    assert court_of(a_court_case(name=name), row) == Listed(row)


@pytest.mark.parametrize(
    "facts",
    [{"state": "US-NV"}, {"counties": ["Los Angeles"]}, {"kind": "other_office"}],
    ids=["another state", "another county", "another kind of office"],
)
def test_r93_a_court_of_the_same_name_elsewhere_is_not_this_one(facts: Facts) -> None:
    found = court_of(a_court_case(), a_court_row(**facts))
    assert found.contact is None
    assert found.doubt is not None
    assert found.doubt.startswith("No row of the directory fits the court")


def test_a_court_without_counties_serves_the_whole_state() -> None:
    row = a_court_row(counties=[])
    assert court_of(a_court_case(), row) == Listed(row)


def test_a_row_that_names_the_division_too_goes_first() -> None:
    division = a_court_row(office="west", name="Juvenile Court, West Division")
    rows = (a_court_row(), division)
    assert court_of(a_court_case(division="West Division"), *rows) == Listed(division)
    assert court_of(a_court_case(division="East Division"), *rows) == Listed(a_court_row())


def test_a_row_named_by_its_id_is_found_whatever_its_name_and_street() -> None:
    row = a_court_row(name="Superior Court, Juvenile Branch", address=an_address(lines=["9 Way"]))
    assert court_of(a_court_case(office="court"), row) == Listed(row)


def test_an_id_of_another_county_is_asked_and_shown() -> None:
    row = a_court_row(counties=["Fresno"])
    found = court_of(a_court_case(office="court"), row)
    assert found.contact is None
    assert "Called alike: Juvenile Court (court)" in (found.doubt or "")


def alike(found: Listed) -> str:
    """The rows that a question shows as called alike."""
    assert found.contact is None
    return (found.doubt or "").partition("Called alike: ")[2].partition(". Add")[0]


def test_an_unknown_court_is_asked_with_the_likest_names_and_never_chosen() -> None:
    rows = [
        a_court_row(office="a", name="Juvenile Courts"),
        a_court_row(office="b", name="Superior Tribunal of Nowhere"),
        a_court_row(office="c", name="Court North, Juvenile", counties=["Fresno"]),
        a_court_row(office="d", name="Juvenile Court East"),
        a_court_row(office="e", name="Juvenile Court at Large"),
    ]
    assert alike(court_of(a_court_case(), *rows)) == (
        "Juvenile Courts (a); Juvenile Court East (d); Court North, Juvenile (c)"
    )


def test_where_no_row_is_called_alike_none_is_shown() -> None:
    rows = [a_court_row(name="Superior Tribunal"), a_court_row(kind="other_office")]
    assert alike(court_of(a_court_case(), *rows)) == ""


def test_a_court_of_another_state_is_shown_only_if_the_file_names_its_row() -> None:
    row = a_court_row(state="US-NV")
    assert alike(court_of(a_court_case(), row)) == ""
    assert alike(court_of(a_court_case(office="court"), row)) == "Juvenile Court (court)"


def test_two_rows_that_fit_are_asked_and_none_is_chosen() -> None:
    found = court_of(a_court_case(), a_court_row(), a_court_row(office="other"))
    assert found.contact is None
    assert "Juvenile Court (court); Juvenile Court (other)" in (found.doubt or "")


def test_r94_a_sample_gives_way_to_a_row_of_the_units_own() -> None:
    own = a_court_row(office="ours")
    assert court_of(a_court_case(), a_court_row(sample=True), own) == Listed(own)
    fuller = a_court_row(name="Juvenile Court, West Division", sample=True)
    assert court_of(a_court_case(division="West Division"), fuller, own) == Listed(own)


@pytest.mark.parametrize(
    ("verified_on", "sure"),
    [("2025-12-10", True), ("2025-12-09", False), ("2026-03-11", False)],
    ids=["ninety days ago", "ninety-one days ago", "tomorrow"],
)
def test_r29_a_row_not_verified_in_time_is_asked(verified_on: str, *, sure: bool) -> None:
    found = court_of(a_court_case(), a_court_row(verified_on=verified_on))
    assert (found.doubt is None) is sure
    assert found.contact is not None


@pytest.mark.parametrize(
    ("address", "same"),
    [
        (an_address(lines=["1 Sample St."]), True),
        (an_address(postal_code="92101-1234"), True),
        (an_address(lines=["2 Sample Street"]), False),
        (an_address(city="Chula Vista"), False),
    ],
    ids=["street abbreviated", "postal code added", "another house", "another town"],
)
def test_two_addresses_of_one_court_are_asked_about(address: Facts, *, same: bool) -> None:
    found = court_of(a_court_case(address=address), a_court_row())
    assert (found.doubt is None) is same


def test_two_postal_codes_are_two_places() -> None:
    row = a_court_row(address=an_address(postal_code="92123"))
    found = court_of(a_court_case(address=an_address(postal_code="92101")), row)
    assert "gives another address" in (found.doubt or "")
    longer = a_court_case(address=an_address(postal_code="92123-0001"))
    assert court_of(longer, row) == Listed(row)


def test_r93_a_facility_is_found_by_name_and_state() -> None:
    row = a_facility_row()
    assert facility_of(a_held_mother(), row) == Listed(row)
    served = a_facility_row(counties=["San Diego"])
    assert facility_of(a_held_mother(), served) == Listed(served)
    assert facility_of(a_held_mother(), a_facility_row(state="US-AZ")).contact is None
    written_out: Facts = {
        "name": "Sample Center",
        "address": an_address(region="California"),
        "timezone": "America/Los_Angeles",
    }
    assert facility_of(a_held_mother(facility=written_out), row) == Listed(row)


def test_an_address_at_the_firm_that_scans_the_mail_is_no_other_facility() -> None:
    firm = an_address(lines=["90 Depot Road"], city="Phoenix", region="AZ")
    row = a_facility_row(
        address=an_address(lines=["7 Mesa"]),
        mail={"says": "Scanned.", "address": firm},
        state=None,
    )
    place: Facts = {"name": "Sample Center", "address": firm, "timezone": "America/Phoenix"}
    assert facility_of(a_held_mother(facility=place), row) == Listed(row)


def test_r93_the_row_of_the_facility_says_which_field_office_is_responsible() -> None:
    assert office_of(a_held_mother(), a_facility_row(), AN_ERO) == Listed(AN_ERO)


def test_the_field_office_of_the_file_needs_no_row_of_the_facility() -> None:
    assert office_of(a_held_mother(field_office="ero"), AN_ERO) == Listed(AN_ERO)


@pytest.mark.parametrize(
    ("named", "row", "asked"),
    [
        pytest.param(None, {"field_office": None}, "Neither the file", id="nobody says"),
        pytest.param(None, {"verified_on": "2025-01-01"}, "Neither the file", id="a stale row"),
        pytest.param("other", {}, "names the field office other", id="the two differ"),
        pytest.param("er", {"field_office": None}, "Called alike: ERO (ero)", id="unknown"),
    ],
)
def test_a_field_office_nobody_is_sure_of_is_asked(
    named: str | None, row: Facts, asked: str
) -> None:
    found = office_of(a_held_mother(field_office=named), a_facility_row(**row), AN_ERO)
    assert found.contact is None
    assert asked in (found.doubt or "")


def test_the_paper_bears_the_rows_address_department_and_ways() -> None:
    to = addressee("juvenile_court", a_court_case(), a_court_row(email="clerk@court.example"))
    assert (to.name, to.department, to.email) == ("Juvenile Court", "Clerk", "clerk@court.example")
    assert to.address_lines == ("1 Sample Street", "San Diego, CA")
    assert (to.contact, to.doubt) == (a_court_row(email="clerk@court.example"), None)


def test_a_facilitys_paper_goes_to_the_facility_and_not_to_the_firm_that_scans() -> None:
    firm = an_address(lines=["90 Depot Road"], city="Phoenix", region="AZ")
    row = a_facility_row(mail={"says": "Scanned elsewhere.", "address": firm})
    to = addressee("detention_facility", a_held_mother(), row)
    assert to.address_lines == ("1 Sample Street", "San Diego, CA")
    assert (to.fax, to.clients) == ("+1 619 555 0120", ("mother",))


def test_the_field_office_is_reached_as_its_own_row_says() -> None:
    to = addressee("ice_field_office", a_held_mother(), a_facility_row(), AN_ERO)
    assert (to.name, to.email, to.clients) == ("ERO", "ero@office.example", ("mother",))


@pytest.mark.parametrize(
    ("class_", "given"),
    [("juvenile_court", True), ("detention_facility", True), ("ice_field_office", False)],
)
def test_r29_without_a_row_only_the_files_own_address_is_used(
    class_: Office, *, given: bool
) -> None:
    to = addressee(class_, a_held_mother(field_office="ero"))
    assert to.name
    assert bool(to.address_lines) is given
    assert (to.fax, to.email, to.department) == (None, None, None)
    assert to.doubt is not None


def test_r29_two_rows_that_fit_leave_no_way_to_the_court() -> None:
    to = addressee("juvenile_court", a_court_case(), a_court_row(), a_court_row(office="other"))
    assert (to.address_lines, to.fax, to.email) == ((), None, None)


@pytest.mark.parametrize(
    ("facts", "given"),
    [
        (Facts(verified_on="2025-01-01"), True),
        (Facts(address=an_address(city="Chula Vista")), False),
        (Facts(verified_on="2025-01-01", address=an_address(city="Chula Vista")), False),
    ],
    ids=["stale", "another address than the file's", "both"],
)
def test_r29_nothing_of_a_row_in_doubt_is_printed(facts: Facts, *, given: bool) -> None:
    row = a_court_row(fax="+1 619 555 0121", phone="+1 619 555 0122", **facts)
    paper, *_ = papers(planned(a_court_case(), book=with_rows(row)), LOCATION)
    tree = office_facts(paper.setting, None)
    names = ("department", "phone", "fax", "email", "verified_on")
    said = [fact.value for name in names for _, fact in leaves(tree, f"recipient.{name}")]
    assert [value for value in said if value] == []
    ((_, known),) = leaves(tree, "recipient.contact_known")
    assert known.value is given
    lines = [fact.value for _, fact in leaves(tree, "recipient.address_lines[]")]
    assert any(lines) is given


def test_r29_the_paper_is_ready_and_its_contact_is_asked_beside_the_duty() -> None:
    found = planned(a_court_case(), book=with_rows())
    paper, *_ = papers(found, LOCATION)
    assert (paper.recipient.class_, paper.state) == ("juvenile_court", "ready")
    asked = {(row.duty, row.about) for row in doubts(a_court_case())}
    assert ("notify_court_of_location", "mother") in asked


def test_nothing_is_asked_about_a_court_whose_row_was_verified_in_time() -> None:
    rows = (a_court_row(), a_facility_row(), AN_ERO)
    assert doubts(a_court_case(), *rows) == ()


def test_r52_a_stale_location_leaves_the_notice_to_the_court_ready_and_undoubted() -> None:
    case = a_court_case()
    later = "2026-03-20T12:00:00-07:00"
    book = with_rows(a_court_row(), a_facility_row(), AN_ERO)
    assert not is_current(case.parents[0], case, at(case, book, later).moment.moment, book.limits)
    paper, *_ = papers(planned(case, later, book), LOCATION)
    assert (paper.state, paper.recipient.doubt) == ("ready", None)


def test_an_office_gets_nothing_by_a_way_that_it_does_not_take() -> None:
    case = a_court_case(name="Juvenile Court")
    paper, *_ = papers(planned(case, book=with_rows(a_court_row())), LOCATION)
    assert channel_of(paper.setting) == "court_filing"
    assert channel_of(to_an_office_that_accepts(paper.setting, "by_hand", "mail")) == "by_hand"
    assert channel_of(to_an_office_that_accepts(paper.setting, "mail", "court_filing")) == (
        "court_filing"
    )


def to_an_office_that_accepts(setting: Setting, *ways: str) -> Setting:
    """The same letter to an office that says which ways it takes."""
    contact = a_court_row(accepts=ways)
    return replace(setting, recipient=replace(setting.recipient, contact=contact))


def test_a_paper_that_waits_for_an_authorization_asks_for_no_address_yet() -> None:
    case = a_detained_mother(hearings=[a_hearing()], agency_counsel=None)
    asked = {row.duty for row in doubts(case)}
    assert "request_participation" not in asked
