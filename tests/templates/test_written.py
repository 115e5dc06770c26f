"""What the letters of the sample families say, and what they never say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinward.press.letters import FactMissing
from kinward.press.proofs import prove_docx
from kinward.press.searching import Promise, Secret
from kinward.rules.case_values import values_of
from kinward.rules.disclosure import Reader
from kinward.rules.facts import Packing
from kinward.rules.setting import Setting
from schemas.case import Case
from tests.kinward.rules.letter_settings import (
    COLORADO,
    FAMILIES,
    FLORIDA,
    ILLINOIS,
    SAN_DIEGO,
    WASHINGTON,
    settings,
    the_family,
    the_kind,
    the_setting,
)
from tests.mou_library.shipped import the_shipped_library
from tests.templates.written import LETTERS, a_cover_of, seen_by, written

NOTICE, STUDY = "consular_notification", "home_study_request"
LOCATION, REQUEST = "notice_of_parent_location", "request_for_counsel_and_remote"
COUNSEL = "notice_to_parent_counsel"
READY = [
    pytest.param(setting, id=f"{family} {setting.kind.kind} to {setting.recipient.class_}")
    for family in FAMILIES
    for setting in settings(family)
    if setting.kind.kind in LETTERS and not seen_by(setting).gaps
]


def a_case(family: str, **changed: object) -> Case:
    return the_family(family).model_copy(update=changed)


def secrets_of(setting: Setting) -> list[Secret]:
    reader = Reader(setting, frozenset(setting.about), the_shipped_library().rulebook)
    return [
        Secret(value.category, "matrix", value.text, value.kind)
        for value in values_of(setting.case)
        if not reader.may_see(value.category, value.about).allowed
    ]


def test_the_proofs_search_a_consular_notice_for_what_it_must_not_hold() -> None:
    searched = {secret.category for secret in secrets_of(the_setting(SAN_DIEGO, NOTICE))}
    assert searched >= {
        "a_number",
        "child_location_foster_address",
        "parent_location_detention_facility",
        "counsel_identity",
        "remote_access_link",
    }


@pytest.mark.parametrize("setting", READY)
def test_every_letter_that_lacks_nothing_prints_all_that_it_promises(setting: Setting) -> None:
    paper = written(setting)
    promises = [Promise(one.name, one.text) for one in paper.seen.promises]
    findings = prove_docx(paper.docx, promises, (), case_number=setting.case.case_number)
    assert findings == ()


@pytest.mark.parametrize("setting", READY)
def test_no_letter_holds_a_value_that_its_reader_may_not_see(setting: Setting) -> None:
    paper, secrets = written(setting), secrets_of(setting)
    promises = [Promise(one.name, one.text) for one in paper.seen.promises]
    findings = prove_docx(paper.docx, promises, secrets)
    assert [found for found in findings if found.code == "leak"] == []


def test_the_notice_names_the_treaty_where_the_treaty_governs() -> None:
    assert "Article 37(b)" in written(the_setting(SAN_DIEGO, NOTICE)).text


def test_under_ancestry_the_notice_states_the_finding_and_no_nationality() -> None:
    text = written(the_setting(ILLINOIS, NOTICE)).text
    assert "Found on June 15, 2026 (2026-06-15) to be of Mexican ancestry" in text
    assert "National of" not in text
    assert "Vienna" not in text


def test_a_presumed_nationality_is_believed_and_never_a_fact() -> None:
    text = written(the_setting(WASHINGTON, NOTICE)).text
    assert "Believed to be a national of: Ukraine" in text
    assert "\nNational of" not in text
    assert "Данило Коваленко" in text


def test_one_notice_names_both_siblings_and_says_that_no_hearing_is_set() -> None:
    text = written(the_setting(COLORADO, NOTICE)).text
    assert "Keyla Nohemí Zelaya Amador" in text
    assert "Edwin Josué Zelaya Amador" in text
    assert "No hearing has been set as of March 17, 2026 (2026-03-17)." in text


def test_a_past_hearing_is_never_printed_as_the_next_one() -> None:
    setting = the_setting(SAN_DIEGO, NOTICE)
    text = written(replace(setting, as_of=setting.as_of + timedelta(days=30))).text
    assert "No hearing has been set as of April 9, 2026 (2026-04-09)." in text
    assert "2026-03-25" not in text


def test_a_consular_notice_is_silent_about_detention_and_the_foster_home() -> None:
    text = written(the_setting(SAN_DIEGO, NOTICE)).text.casefold()
    for hidden in ("012345678", "hidden foster", "sample detention", "detain", "allegation:"):
        assert hidden not in text


def test_without_a_contact_verified_in_time_no_number_is_printed() -> None:
    setting = the_setting(SAN_DIEGO, NOTICE)
    later = replace(setting, as_of=setting.as_of + timedelta(days=120))
    text = written(later).text
    assert "Contact to be verified before this paper is sent" in text
    assert "619-555-0100" not in text


def test_a_home_study_request_names_what_authorises_each_fact() -> None:
    text = written(the_setting(SAN_DIEGO, STUDY)).text
    assert "order-2\nCourt order\nMarch 9, 2026 (2026-03-09)\nThe court" in text
    assert "The child’s health and care needs" in text
    assert "consent-2\nConsent" in text
    assert "Through: Consulate General of Mexico in San Diego" in text


def test_a_home_study_request_names_no_order_that_had_run_out() -> None:
    case = the_family(SAN_DIEGO)
    rows = tuple(
        row.model_copy(update={"expires_on": date(2026, 3, 9)}) if row.id == "order-2" else row
        for row in case.authorizations
    )
    setting = the_setting(SAN_DIEGO, STUDY, case=a_case(SAN_DIEGO, authorizations=rows))
    assert "authorization_missing" in {gap.code for gap in seen_by(setting).gaps}


def test_the_caption_page_names_the_child_by_initials_and_nothing_of_the_place() -> None:
    for kind in (LOCATION, REQUEST):
        page, _, rest = written(the_setting(SAN_DIEGO, kind)).text.partition("Confidential part")
        assert "S. E. R. O." in page
        assert "J-520114" in page
        assert "Lucía" not in page
        assert "Lucía Ortega Méndez" in rest
        assert "Sofía" not in rest


def test_the_declaration_is_under_penalty_of_perjury_by_who_verified_the_place() -> None:
    text = written(the_setting(SAN_DIEGO, LOCATION)).text
    assert "under penalty of perjury" in text
    assert "Signature of the declarant\nDana Whitfield" in text


def test_a_place_that_is_not_current_still_goes_to_the_court_and_says_so() -> None:
    setting = the_setting(SAN_DIEGO, LOCATION)
    text = written(replace(setting, as_of=setting.as_of + timedelta(days=8))).text
    assert "Last verified on March 10, 2026 (2026-03-10)" in text
    assert "This verification is not current." in text


def test_counsel_is_asked_for_only_where_nobody_represents_the_parent() -> None:
    represented = written(the_setting(SAN_DIEGO, REQUEST)).text
    alone = written(the_setting(FLORIDA, REQUEST)).text
    assert "no appointment is asked for" in represented
    assert "asks the court to appoint a lawyer" not in represented
    assert "asks the court to appoint a lawyer" in alone


FORMS = ["in_person", "video", "telephone"]


def the_form_recorded(family: str, form: str, kind: str) -> str:
    """What a paper says where the file records a form of attendance."""
    hearings = tuple(
        hearing.model_copy(update={"attendance_chosen": form})
        for hearing in the_family(family).hearings
    )
    return written(the_setting(family, kind, case=a_case(family, hearings=hearings))).text


@pytest.mark.parametrize("kind", [LOCATION, REQUEST])
@pytest.mark.parametrize("form", FORMS)
def test_r50_no_paper_says_that_counsel_chose_where_there_is_no_counsel(
    form: str, kind: str
) -> None:
    text = the_form_recorded(FLORIDA, form, kind)
    assert "counsel chose" not in text
    assert "Counsel for the parent" not in text
    assert f"{form.replace('_', ' ')}" in text.lower()
    assert "agency’s file" in text


@pytest.mark.parametrize("form", FORMS)
def test_r50_counsels_choice_is_called_counsels(form: str) -> None:
    assert "as counsel chose" in the_form_recorded(SAN_DIEGO, form, LOCATION)
    assert "Counsel for the parent chose attendance" in the_form_recorded(SAN_DIEGO, form, REQUEST)


def test_the_proposed_order_names_the_parent_only_through_the_childs_initials() -> None:
    order = written(the_setting(FLORIDA, REQUEST)).text.rpartition("Proposed order\n")[2]
    assert "the parent of the child named by initials above" in order
    assert "Roselaure" not in order


def test_before_an_appointment_counsel_learns_the_initials_and_no_number() -> None:
    text = written(the_setting(FLORIDA, COUNSEL)).text
    assert "W. J." in text
    assert "Widline" not in text
    assert "098765432" not in text
    assert "Sample Transitional Center" in text
    assert "July 8, 2026 (2026-07-08)" in text
    assert "We ask you to assign one today" in text


def test_after_an_appointment_counsel_learns_the_childs_name_and_the_number() -> None:
    text = written(the_setting(SAN_DIEGO, COUNSEL)).text
    assert "Sofía Elena Ramírez Ortega" in text
    assert "012345678" in text


def test_both_time_zones_are_printed_where_they_differ() -> None:
    setting = the_setting(SAN_DIEGO, COUNSEL)
    people = []
    for person in setting.case.people:
        where = getattr(person, "whereabouts", None)
        if where is not None:
            facility = where.facility.model_copy(update={"timezone": "America/Chicago"})
            where = where.model_copy(update={"facility": facility})
            person = person.model_copy(update={"whereabouts": where})  # noqa: PLW2901 - the row
        people.append(person)
    moved = replace(setting, case=a_case(SAN_DIEGO, people=tuple(people)))
    text = written(moved).text
    assert "9:00 a.m., America/Los_Angeles, UTC-07:00" in text
    assert "11:00 a.m., America/Chicago, UTC-05:00" in text


def test_a_copy_says_that_it_is_one() -> None:
    text = written(the_setting(SAN_DIEGO, NOTICE, "childs_counsel_gal")).text
    assert "Copy for your file. The original is addressed to the consular post." in text


def test_a_cover_sheet_tells_the_pages_and_no_name() -> None:
    cover = a_cover_of(the_setting(SAN_DIEGO, NOTICE))
    packing = Packing(7, ("Enclosure A: signed agreement",), rehearsal=True)
    text = written(cover, packing).text
    assert "Pages, with this sheet\n7" in text
    assert "REHEARSAL" in text
    assert "Enclosure A: signed agreement" in text
    for hidden in ("Sofía", "Ramírez", "Lucía", "Ortega", "J-520114", "child", "notif", "custody"):
        assert hidden not in text.replace("Sample County Child Welfare Services", "")


def test_a_letter_without_a_required_fact_is_not_written() -> None:
    setting = the_setting(SAN_DIEGO, NOTICE)
    events = tuple(
        event
        for event in setting.case.events
        if event.kind not in {"taken_into_custody", "custody_ordered"}
    )
    bare = replace(setting, case=a_case(SAN_DIEGO, events=events))
    assert {gap.item for gap in seen_by(bare).gaps} == {"date of custody, agency, who has custody"}
    with pytest.raises(FactMissing):
        written(bare)


def test_the_participation_request_is_planned_although_its_letter_is_not_written() -> None:
    assert the_kind("request_for_participation").fields
    assert "request_for_participation" not in LETTERS
