"""Who may see what, whose, on this day."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.rules.disclosure import Reader, Verdict
from kinward.rules.facts import letter_facts
from kinward.rules.rulebook import Rulebook
from kinward.rules.setting import Recipient, Setting
from schemas.case import Case
from schemas.disclosure import Cell
from schemas.document import Never
from tests.builders import (
    Facts,
    a_case,
    a_check,
    a_child,
    a_guardian_ad_litem,
    a_lawyer,
    a_parent,
    a_relative,
    an_authorization,
    an_event,
    changed,
    detained,
    with_person,
)
from tests.kinward.rules.letter_settings import FAMILIES, settings
from tests.library import decided, duties_of, the_book

MOMENT = datetime.fromisoformat("2026-03-10T12:00:00-07:00")
PEOPLE = [
    a_child(location={"kind": "foster_home"}),
    a_parent(whereabouts=detained()),
    a_relative(),
    a_guardian_ad_litem(),
]


def a_detained_case(**facts: object) -> Case:
    """A child in foster care whose mother is held by ICE."""
    return a_case(**{"people": PEOPLE, **facts})


def a_setting(class_: str, case: Case | None = None, **recipient: object) -> Setting:
    """A consular notification's sheet, read by one class of recipient."""
    known = case or a_detained_case()
    usual = {"consulate": {"country": "MX"}, "foreign_central_authority": {"country": "MX"}}
    to = Recipient(class_, "X")
    return Setting(
        case=known,
        kind=the_book().kinds["consular_notification"].model_copy(update={"never": ()}),
        variant=None,
        recipient=replace(to, **{**usual.get(class_, {}), **recipient}),  # type: ignore[arg-type] # fields by name
        duties=duties_of(decided(known)),
        about=("child",),
        agency=None,
        instrument=None,
        notice=None,
        as_of=MOMENT,
    )


def verdict(
    setting: Setting, category: str, person: str | None, book: Rulebook | None = None
) -> Verdict:
    """Whether the reader of a sheet may see a category about a person."""
    reader = Reader(setting, frozenset({"child", "mother"}), book or the_book())
    return reader.may_see(category, (person,) if person else ())


def allowed(class_: str, category: str, person: str, case: Case | None = None) -> bool:
    """Whether a class of recipient may see a category about a person."""
    clients = ("mother",) if class_ in {"ice_field_office", "detention_facility"} else ()
    return verdict(a_setting(class_, case, clients=clients), category, person).allowed


def with_cell(**facts: object) -> Rulebook:
    """The library with one more cell of the matrix."""
    usual = {"category": "child_identity", "subject": "own_child", "rule": "allow",
             "confidence": "design", "source": "a test"}  # fmt: skip
    cell = Cell.model_validate({**usual, **facts})
    book = the_book()
    return replace(book, cells={**book.cells, (cell.category, cell.subject, "consulate"): cell})


def test_r39_a_missing_row_is_deny() -> None:
    book = replace(the_book(), cells={})
    found = verdict(a_setting("consulate"), "child_identity", "child", book)
    assert not found.allowed
    assert "deny" in found.rule


@given(key=st.sampled_from(sorted(the_book().cells)))
def test_r39_no_cell_of_the_library_denies_and_shows(key: tuple[str, str, str]) -> None:
    category, subject, class_ = key
    if the_book().cells[key].rule == "deny" and subject == "any":
        for person in ("child", "mother", "grandmother"):
            assert not allowed(class_, category, person)


def test_r39_a_sheet_that_several_hands_read_shows_what_every_one_may_see() -> None:
    alone = a_setting("consulate")
    both = replace(alone, recipient=replace(alone.recipient, reads_with=("ice_field_office",)))
    assert verdict(alone, "child_identity", "child").allowed
    assert not verdict(both, "child_identity", "child").allowed


def test_r39_a_documents_never_beats_every_cell_and_order() -> None:
    order = an_authorization(kind="court_order", by="Court", by_capacity="court",
                             about=["child"], covers=["child_identity"])  # fmt: skip
    open_ = a_setting("consulate", a_detained_case(authorizations=[order]))
    row = Never(field="x", category="child_identity", subject="own_child", scope="category")
    closed = replace(open_, kind=open_.kind.model_copy(update={"never": (row,)}))
    assert verdict(open_, "child_identity", "child").allowed
    assert verdict(closed, "child_identity", "child").rule == "never in consular_notification"


def test_r39_deny_beats_a_consent() -> None:
    consent = an_authorization(covers=["a_number"])
    case = a_detained_case(authorizations=[consent])
    assert not allowed("consulate", "a_number", "mother", case)


def test_r39_a_consent_counts_for_its_person_category_and_recipient_on_its_days() -> None:
    cell = with_cell(rule="allow_if_consent", satisfied_by=("consent_custodian",))
    rows = an_authorization(by="Agency", by_capacity="legal_custodian", about=["child"],
                            covers=["child_identity"])  # fmt: skip
    for facts, seen in (({}, True), ({"about": ["mother"]}, False), ({"on": "2026-03-11"}, False),
                        ({"recipients": ["iss"]}, False),
                        ({"revoked_on": "2026-03-10"}, False)):  # fmt: skip
        case = a_detained_case(authorizations=[{**rows, **facts}])
        found = verdict(a_setting("consulate", case), "child_identity", "child", cell)
        assert found.allowed is seen
        assert bool(found.rests_on) is seen


def test_r39_a_condition_that_nobody_can_decide_is_not_met() -> None:
    book = with_cell(preconditions=("something_new",))
    found = verdict(a_setting("consulate"), "child_identity", "child", book)
    assert found.rule == "matrix: something_new not met"


def test_an_order_counts_as_made_for_the_recipient_it_names_and_on_its_days() -> None:
    cell = with_cell(preconditions=("order_made",))
    order = an_authorization(kind="court_order", by="Court", by_capacity="court")
    others: list[Facts] = [
        {"recipients": ["iss"]},
        {"revoked_on": "2026-03-10"},
        {"kind": "consent"},
    ]
    for facts, seen in (({}, True), *((other, False) for other in others)):
        case = a_detained_case(authorizations=[{**order, **facts}])
        found = verdict(a_setting("consulate", case), "child_identity", "child", cell)
        assert found.allowed is seen


def test_what_goes_through_the_childs_lawyer_waits_for_one_who_acts() -> None:
    cell = with_cell(preconditions=("with_childs_counsel",))
    lawyer = a_lawyer(represents=["child"], status="withdrawn")
    for people, seen in (([a_guardian_ad_litem()], True), ([lawyer], False), ([], False)):
        case = a_detained_case(people=[a_child(), a_parent(), *people])
        found = verdict(a_setting("consulate", case), "child_identity", "child", cell)
        assert found.allowed is seen


def test_r40_immigration_authorities_see_what_is_listed_and_no_more() -> None:
    everything = [category for category, _, _ in the_book().cells]
    order = an_authorization(kind="court_order", by="Court", by_capacity="court",
                             about=["mother"], covers=sorted(set(everything)),
                             recipients=["ice_field_office"])  # fmt: skip
    case = a_detained_case(authorizations=[order])
    seen = {c for c in everything if allowed("ice_field_office", c, "mother", case)}
    assert seen <= {
        "a_number", "authorization_record", "caseworker_contact", "child_identity",
        "child_initials", "counsel_identity", "court_docket_number", "hearing_date_place",
        "language_needs", "parent_identity", "parent_location_detention_facility",
        "parent_name_minimum", "procedural_text", "remote_access_link", "visit_plan",
    }  # fmt: skip
    assert {"a_number", "parent_identity", "hearing_date_place"} & seen


@pytest.mark.parametrize("class_", ["ice_field_office", "detention_facility"])
def test_r41_nothing_identifies_a_person_whom_no_public_source_shows_in_custody(
    class_: str,
) -> None:
    order = an_authorization(kind="court_order", by="Court", by_capacity="court",
                             covers=["parent_identity", "a_number"],
                             recipients=["ice_field_office", "detention_facility"])  # fmt: skip
    case = a_detained_case(authorizations=[order])
    free = with_person(case, "mother", whereabouts={"kind": "community"})
    later = with_person(case, "mother",
                        whereabouts=detained(verified_at="2026-03-10T13:00:00-07:00"))  # fmt: skip
    assert allowed("ice_field_office", "parent_identity", "mother", case)
    for not_verified in (free, later):
        assert not allowed(class_, "parent_identity", "mother", not_verified)


def test_r42_a_represented_parent_needs_counsels_yes_an_order_or_agency_counsels_decision() -> (
    None
):
    consent = an_authorization(covers=["parent_identity"], recipients=["ice_field_office"])
    lawyer = a_lawyer()
    case = a_detained_case(people=[*PEOPLE, lawyer], authorizations=[consent])
    assert not allowed("ice_field_office", "parent_identity", "mother", case)
    yes = {**consent, "id": "yes", "kind": "counsel_decision", "by": "lawyer",
           "by_capacity": "own_counsel"}  # fmt: skip
    order = {**consent, "id": "order", "kind": "court_order", "by": "Court",
             "by_capacity": "court"}  # fmt: skip
    silence = {**consent, "id": "silence", "kind": "counsel_decision", "by": "R. A.",
               "by_capacity": "agency_counsel"}  # fmt: skip
    for row in (yes, order, silence):
        decided_case = changed(case, authorizations=[consent, row])
        assert allowed("ice_field_office", "parent_identity", "mother", decided_case)
    # Agency counsel's decision alone fulfils no cell: a consent or an order is required.
    alone = changed(case, authorizations=[silence])
    assert not allowed("ice_field_office", "parent_identity", "mother", alone)


def test_r46_the_name_of_a_parent_is_in_the_minimum_and_further_data_needs_a_consent() -> None:
    case = a_detained_case()
    assert allowed("consulate", "parent_name_minimum", "mother", case)
    assert not allowed("consulate", "parent_identity", "mother", case)
    agreed = changed(case, authorizations=[an_authorization()])
    assert allowed("consulate", "parent_identity", "mother", agreed)


NEVER_TOLD = [
    "consulate", "foreign_central_authority", "iss", "ice_field_office", "detention_facility",
    "facility_mail", "relative_abroad", "relative_us", "public_file", "mail_envelope",
    "mail_vendor", "publication", "translator", "tribe",
]  # fmt: skip
BY_ORDER = ["detained_parent", "parent_in_community", "parent_abroad", "other_parent"]
FOSTER_ADDRESS = "child_location_foster_address"


def an_order_for(class_: str) -> Facts:
    """A court's order that the foster address may be told."""
    return an_authorization(kind="court_order", by="Court", by_capacity="court",
                            about=["child", "mother"], covers=[FOSTER_ADDRESS],
                            recipients=[class_])  # fmt: skip


@pytest.mark.parametrize("class_", NEVER_TOLD)
def test_r47_the_foster_address_goes_to_none_of_these_whatever_is_ordered(class_: str) -> None:
    """What the rules decide; files, metadata and names are proven where papers are made."""
    case = a_detained_case(authorizations=[an_order_for(class_)])
    assert not allowed(class_, FOSTER_ADDRESS, "child", case)


@pytest.mark.parametrize("class_", BY_ORDER)
def test_r47_a_parent_learns_the_foster_address_by_an_order_only(class_: str) -> None:
    assert not allowed(class_, FOSTER_ADDRESS, "child")
    ordered = a_detained_case(authorizations=[an_order_for(class_)])
    assert allowed(class_, FOSTER_ADDRESS, "child", ordered)


def test_r47_no_letter_of_the_library_has_a_place_for_the_foster_address() -> None:
    kinds = the_book().kinds.values()
    assert [k.kind for k in kinds for f in k.fields if f.category == FOSTER_ADDRESS] == []


@pytest.mark.parametrize(
    "category",
    ["immigration_status", "asylum_t_u_vawa", "protection_hold", "relatives_immigration_status"],
)
def test_r48_r82_status_relief_and_holds_go_to_no_organ_of_a_state(category: str) -> None:
    case = a_detained_case(authorizations=[an_authorization(covers=[category])])
    for class_ in ("consulate", "foreign_central_authority", "iss", "ice_field_office"):
        assert not allowed(class_, category, "child", case)
        assert not allowed(class_, category, "mother", case)


def keys_of(tree: object) -> set[str]:
    """Every name in a tree of facts."""
    if isinstance(tree, dict):
        return set(tree) | {key for inner in tree.values() for key in keys_of(inner)}
    if isinstance(tree, list | tuple):
        return {key for inner in tree for key in keys_of(inner)}
    return set()


@pytest.mark.parametrize("family", FAMILIES)
def test_r48_r82_no_letter_can_name_the_restricted_part_or_a_status(family: str) -> None:
    for setting in settings(family):
        names = keys_of(letter_facts(setting))
        assert names
        banned = ("restricted", "protect", "safety_check", "status", "asylum", "screen", "notes")
        assert [n for n in names for word in banned if word in n] == []


def test_r73_without_a_clear_check_no_organ_of_a_foreign_state_sees_the_child() -> None:
    assert allowed("consulate", "child_identity", "child")
    for checks in ([], [a_check(["child"])], [a_check(on="2026-03-01")]):
        unsafe = a_detained_case(safety_checks=checks)
        assert not allowed("consulate", "child_identity", "child", unsafe)


def test_r43_on_a_hold_no_organ_of_a_foreign_state_sees_anyone() -> None:
    protect: Facts = {"who": ["mother"], "from": "foreign_state", "basis": "agency",
                      "on": "2026-03-04"}  # fmt: skip
    held = a_detained_case(restricted={"protect": [protect]})
    for person, category in (("child", "child_identity"), ("mother", "parent_name_minimum")):
        assert allowed("consulate", category, person)
        assert not allowed("consulate", category, person, held)


@pytest.mark.parametrize(
    ("protect", "seen"),
    [
        pytest.param({"from": "father"}, False, id="from the other parent"),
        pytest.param({"from": "grandmother"}, True, id="from someone else"),
        pytest.param({"from": "father", "until": "2026-03-09"}, True, id="until yesterday"),
        pytest.param({"from": "father", "on": "2026-03-11"}, True, id="from tomorrow"),
    ],
)
@pytest.mark.parametrize("class_", ["other_parent", "other_parents_counsel"])
def test_r74_no_fact_of_a_protected_person_is_in_a_copy_for_the_other_or_his_counsel(
    class_: str, protect: Facts, *, seen: bool
) -> None:
    row: Facts = {"who": ["mother"], "basis": "order", "on": "2026-03-04", **protect}
    father = a_parent(id="father", relationship="father")
    case = a_detained_case(people=[*PEOPLE, father], restricted={"protect": [row]})
    to = {"person": "father"} if class_ == "other_parent" else {"clients": ("father",)}
    setting = a_setting(class_, case, **to)
    book = replace(the_book(), cells={**the_book().cells, (
        "parent_location_detention_facility", "other_parent", class_): Cell.model_validate({
            "category": "parent_location_detention_facility", "subject": "other_parent",
            "rule": "allow", "preconditions": ("not_protected_from_recipient",),
            "confidence": "design", "source": "a test"})})  # fmt: skip
    found = verdict(setting, "parent_location_detention_facility", "mother", book)
    assert found.allowed is seen


def test_r53_an_a_number_goes_to_no_consulate_authority_or_relative_whatever_is_agreed() -> None:
    classes = ["consulate", "foreign_central_authority", "iss", "relative_abroad"]
    rows = [
        an_authorization(covers=["a_number"], recipients=classes),
        an_authorization(id="order", kind="court_order", by="Court", by_capacity="court",
                         covers=["a_number"], recipients=classes),
    ]  # fmt: skip
    case = a_detained_case(authorizations=rows)
    assert not [class_ for class_ in classes if allowed(class_, "a_number", "mother", case)]


def test_r33_a_notice_and_a_request_are_two_duties_with_two_states() -> None:
    """Two documents follow: each duty has its own sheet, planned and approved by itself."""
    case = a_detained_case(
        needs=["consular_notification", "placement_abroad"],
        events=[
            an_event(),
            an_event("placement_abroad_proposed", "2026-03-09", **{"with": "grandmother"}),
        ],
    )
    found = decided(case)
    (sent,) = duties_of(found, "notify_consulate")
    (asked,) = duties_of(found, "request_home_study")
    assert sent.id != asked.id
    held = {row.step.duty: row.held_by for row in found.stepped}
    assert "authorization_missing" in held["request_home_study"]
    assert sent.state == "owed"
    assert {row.step.document for row in found.stepped} - {None} == {"home_study_request"}
