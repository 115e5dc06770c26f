"""Who gets each letter of a family, how each is named and reached, and who reads it on the way."""

import pytest

from kinward.rules.setting import Recipient
from schemas.case import Case
from tests.builders import Facts, an_address, changed, with_person
from tests.kinward.rules.letter_settings import FLORIDA, SAN_DIEGO, settings, the_family

Row = tuple[object, ...]
OTHER_LAWYER: Facts = {
    "id": "counsel_father",
    "role": "counsel",
    "represents": ["father"],
    "status": "retained",
    "name": {"given": "Ora", "family": "Pim"},
    "organization": "Pim and Sons",
}
FATHER: Facts = {
    "id": "father",
    "role": "parent",
    "relationship": "father",
    "of": ["sofia"],
    "name": {"given": "Leo", "family": "Ramírez"},
    "nationalities": [
        {"country": "MX", "basis": "birth", "evidence": "claimed", "known_on": "2026-03-03"}
    ],
    "whereabouts": {"kind": "community"},
    "email": "leo@home.example",
    "address": {**an_address(lines=["2 Rue"], city="Lyon", region=None, country="FR")},
}
COURT = ("Superior Court of California, County of San Diego, Juvenile Court", None, ())
PRIYA = ("Priya Nadar", "counsel@counsel.example", ("lucia",))
TESSA = ("Tessa Monroe", "gal@counsel.example", ("sofia",))
RUTH = ("Ruth Abara", "counsel@agency.example", ())
LEO = ("Leo Ramírez", "leo@home.example", ())
ORA = ("Ora Pim", None, ("father",))
CONSULATE = ("Consulate General of Mexico in San Diego", "mx-san-diego@consulate.example", ())
DIF = ("Sistema para el Desarrollo Integral de la Familia (DIF) of Oaxaca", None, ())


def with_a_father(*lawyers: Facts) -> Case:
    """The San Diego family with a second parent."""
    family = the_family(SAN_DIEGO)
    people = family.model_dump(mode="json", by_alias=True)["people"]
    return changed(family, people=[*people, FATHER, *lawyers])


def those_who_get(kind: str, case: Case) -> list[Row]:
    """Class, copy of whom, name, e-mail, and for whom a lawyer acts."""
    return [
        (row.class_, row.copy_of, row.name, row.email, row.clients)
        for row in recipients_of(kind, case)
    ]


def recipients_of(kind: str, case: Case) -> list[Recipient]:
    """Everyone who gets a letter of the San Diego family."""
    return [one.recipient for one in settings(SAN_DIEGO, case) if one.kind.kind == kind]


@pytest.mark.parametrize(
    ("kind", "class_", "department", "lines", "fax"),
    [
        pytest.param("consular_notification", "consulate", "Protection", (), "+1 619 555 0100",
                     id="a post by its contact"),
        pytest.param("notice_to_parent_counsel", "parents_counsel", "Sample Dependency Counsel",
                     ("200 Sample Plaza", "San Diego, CA 92101"), None, id="a lawyer's office"),
        pytest.param("notice_of_parent_location", "other_parent", None, ("2 Rue", "Lyon", "FR"),
                     None, id="a parent abroad, with the country"),
        pytest.param("notice_of_parent_location", "agency_counsel", "Deputy County Counsel", (),
                     None, id="agency counsel by title"),
    ],
)  # fmt: skip
def test_a_recipient_is_reached_where_the_file_or_the_directory_says(
    kind: str, class_: str, department: str | None, lines: tuple[str, ...], fax: str | None
) -> None:
    found = [row for row in recipients_of(kind, with_a_father()) if row.class_ == class_]
    assert [(row.department, row.address_lines, row.fax) for row in found] == [
        (department, lines, fax)
    ]


def test_a_notice_goes_to_the_consulate_with_copies_to_the_lawyers() -> None:
    assert those_who_get("consular_notification", the_family(SAN_DIEGO)) == [
        ("consulate", None, *CONSULATE),
        ("childs_counsel_gal", "consulate", *TESSA),
        ("agency_counsel", "consulate", *RUTH),
    ]


def test_a_home_study_goes_to_the_authority_of_the_region() -> None:
    assert those_who_get("home_study_request", the_family(SAN_DIEGO)) == [
        ("foreign_central_authority", None, *DIF),
        ("childs_counsel_gal", "foreign_central_authority", *TESSA),
        ("agency_counsel", "foreign_central_authority", *RUTH),
    ]


def test_where_a_mother_is_held_is_told_to_the_court_and_the_other_parent_himself() -> None:
    assert those_who_get("notice_of_parent_location", with_a_father()) == [
        ("juvenile_court", None, *COURT),
        ("parents_counsel", "juvenile_court", *PRIYA),
        ("other_parent", "juvenile_court", *LEO),
        ("childs_counsel_gal", "juvenile_court", *TESSA),
        ("agency_counsel", "juvenile_court", *RUTH),
    ]


def test_a_parent_with_a_lawyer_is_told_through_the_lawyer() -> None:
    assert those_who_get("notice_of_parent_location", with_a_father(OTHER_LAWYER)) == [
        ("juvenile_court", None, *COURT),
        ("parents_counsel", "juvenile_court", *PRIYA),
        ("other_parents_counsel", "juvenile_court", *ORA),
        ("childs_counsel_gal", "juvenile_court", *TESSA),
        ("agency_counsel", "juvenile_court", *RUTH),
    ]


@pytest.mark.parametrize(
    ("kind", "reads_with", "via"),
    [
        pytest.param("home_study_request", ("consulate",), ("consulate",), id="a home study"),
        pytest.param("consular_notification", (), (), id="a notice"),
    ],
)
def test_the_consulate_reads_what_it_hands_on(
    kind: str, reads_with: tuple[str, ...], via: tuple[str, ...]
) -> None:
    first = next(one for one in settings(SAN_DIEGO) if one.kind.kind == kind)
    assert (first.recipient.reads_with, first.recipient.via) == (reads_with, via)
    assert (first.recipient.post, first.recipient.country) == ("mx-san-diego", "MX")


def test_without_counsel_the_office_that_appoints_it_is_told() -> None:
    (told_first,) = [
        one.recipient
        for one in settings(FLORIDA)
        if one.kind.kind == "notice_to_parent_counsel" and one.recipient.copy_of is None
    ]
    assert told_first.class_ == "parent_attorney_group_pre_appointment"
    assert told_first.name == "Office of Parent Representation, Sample Circuit"
    assert told_first.email == "intake@parentcounsel.example"
    assert told_first.clients == ("roselaure",)


@pytest.mark.parametrize(
    ("custodian", "class_", "name"),
    [
        pytest.param("ice", "ice_field_office", "ERO San Diego Field Office", id="held by ICE"),
        pytest.param("county_jail", "detention_facility", "Sample Detention Center",
                     id="in a jail"),
    ],
)  # fmt: skip
def test_who_holds_a_parent_is_asked_for_the_hearing(
    custodian: str, class_: str, name: str
) -> None:
    family = the_family(SAN_DIEGO)
    held = family.model_dump(mode="json", by_alias=True)["people"][1]["whereabouts"]
    case = with_person(family, "lucia", whereabouts={**held, "custodian": custodian})
    first, *_ = recipients_of("request_for_participation", case)
    assert (first.class_, first.copy_of, first.name) == (class_, None, name)
    assert first.clients == ("lucia",)
