"""On what a verdict rests: the rule in words, the authorizations, what the paper is built like."""

from dataclasses import replace

import pytest

from kinward.rules.disclosure import Reader, Verdict
from kinward.rules.setting import Recipient, Setting
from schemas.case import Case
from tests.builders import Facts, changed
from tests.kinward.rules.letter_settings import SAN_DIEGO, the_family, the_setting
from tests.library import the_book

COUNSEL = "notice_to_parent_counsel"


def read_by(class_: str, signer: str = "worker", case: Case | None = None) -> Setting:
    """A notice to the consulate, as if it went to another class, signed by somebody else."""
    setting = the_setting(SAN_DIEGO, "consular_notification", case=case)
    kind = setting.kind.model_copy(update={"signer": signer, "never": ()})
    return replace(setting, kind=kind, recipient=Recipient(class_, "X", clients=("lucia",)))


def verdict(setting: Setting, category: str, person: str) -> Verdict:
    """Whether the reader of a sheet may see a category about a person, and why."""
    return Reader(setting, frozenset({"sofia", "lucia"}), the_book()).may_see(category, (person,))


@pytest.mark.parametrize(
    ("signer", "allowed"),
    [
        pytest.param("agency_counsel", True, id="agency counsel"),
        pytest.param("declarant_and_agency_counsel", True, id="agency counsel beside a declarant"),
        pytest.param("worker", False, id="the worker"),
    ],
)
def test_a_tribe_is_told_over_agency_counsels_signature(signer: str, *, allowed: bool) -> None:
    found = verdict(read_by("tribe", signer), "child_identity", "sofia")
    assert found.allowed is allowed
    assert found.rule == (
        "matrix: allow" if allowed else "matrix: signed_by_agency_counsel not met"
    )


def test_the_foster_address_is_for_the_courts_own_version() -> None:
    category = "child_location_foster_address"
    assert verdict(read_by("juvenile_court"), category, "sofia").allowed
    assert not verdict(read_by("other_parent"), category, "sofia").allowed


def with_authorizations(*rows: Facts) -> Case:
    """The San Diego family with these authorizations alone."""
    return changed(the_family(SAN_DIEGO), authorizations=list(rows))


CONSENT: Facts = {
    "id": "consent-9",
    "kind": "consent",
    "on": "2026-03-05",
    "by": "lucia",
    "by_capacity": "self",
    "about": ["lucia"],
    "covers": ["parent_identity"],
    "recipients": ["consulate"],
}


def to_the_consulate(case: Case) -> Verdict:
    """Whether the consulate of Mexico may learn who the mother is."""
    setting = the_setting(SAN_DIEGO, "consular_notification", case=case)
    return verdict(setting, "parent_identity", "lucia")


def test_with_her_consent_a_mother_is_named_and_the_verdict_says_on_what_it_rests() -> None:
    found = to_the_consulate(with_authorizations(CONSENT))
    assert (found.allowed, found.rule) == (True, "matrix: allow_if_consent")
    assert [row.id for row in found.rests_on] == ["consent-9"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((), id="none"),
        pytest.param(({**CONSENT, "recipients": ["iss"]},), id="one for somebody else"),
        pytest.param(({**CONSENT, "expires_on": "2026-03-09"},), id="one that ran out"),
    ],
)
def test_without_a_valid_consent_an_authorization_is_missing(rows: tuple[Facts, ...]) -> None:
    found = to_the_consulate(with_authorizations(*rows))
    assert (found.allowed, found.missing_authorization) == (False, True)
    assert found.rule == "matrix: allow_if_consent, none valid"
    assert found.rests_on == ()
