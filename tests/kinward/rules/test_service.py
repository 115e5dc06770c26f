from dataclasses import replace

import pytest

from kinward.rules.facts import letter_facts
from kinward.rules.setting import Setting
from kinward.rules.view import leaves
from schemas.case import Protection, Restricted
from schemas.person import Counsel, Parent
from tests.builders import Facts, a_lawyer, a_parent
from tests.kinward.rules.letter_settings import SAN_DIEGO, the_family, the_kind, the_setting

PAPERS = pytest.mark.parametrize(
    "kind", ["notice_of_parent_location", "request_for_counsel_and_remote"]
)
LOCATED = next(p.id for p in the_family(SAN_DIEGO).parents)
CHILD = the_family(SAN_DIEGO).children[0].id


def a_setting(*protect: Facts, represents: tuple[str, ...] = ("other",)) -> Setting:
    """The paper on the mother's place, with a second parent who has a lawyer."""
    setting = the_setting(SAN_DIEGO, "notice_of_parent_location", "juvenile_court")
    facts = a_parent(id="other", of=[CHILD], name={"given": "Ono", "family": "Pe"})
    other = Parent.model_validate(facts, strict=False)
    lawyer = Counsel.model_validate(
        a_lawyer(id="others_lawyer", represents=represents),
        strict=False,
    )
    rows = tuple(Protection.model_validate(row, strict=False) for row in protect)
    case = setting.case.model_copy(
        update={
            "people": (*setting.case.people, other, lawyer),
            "restricted": Restricted(protect=rows),
        }
    )
    return replace(setting, case=case)


def a_protection(**facts: object) -> Facts:
    usual: Facts = {"who": [LOCATED], "from": "other", "basis": "order", "on": "2026-02-01"}
    return {**usual, **facts}


def served(setting: Setting) -> list[object]:
    """The lawyers of other parents on the service list."""
    facts = letter_facts(setting)
    names = [fact.value for _, fact in leaves(facts, "served_counsel[].name")]
    roles = [fact.value for _, fact in leaves(facts, "served_counsel[].for_role")]
    return [name for name, role in zip(names, roles, strict=True) if role == "other_parent"]


def all_parties(setting: Setting) -> object:
    """Whether the list tells to serve each party without a lawyer."""
    ((_, fact),) = leaves(letter_facts(setting), "service.all_parties")
    return fact.value


def test_the_lawyer_of_another_parent_and_all_parties_are_served() -> None:
    assert served(a_setting()) == ["Ida Jot"]
    assert all_parties(a_setting()) is True


@pytest.mark.parametrize("who", [LOCATED, CHILD])
def test_a_person_from_whom_the_paper_s_people_are_protected_is_not_served(who: str) -> None:
    setting = a_setting(a_protection(who=[who]))
    assert served(setting) == []
    assert all_parties(setting) is False


def test_a_lawyer_is_left_out_who_also_stands_for_the_person_kept_away() -> None:
    setting = a_setting(a_protection(**{"from": "aunt"}), represents=("other", "aunt"))
    assert served(setting) == []


def test_a_protection_from_relatives_leaves_further_service_to_the_court() -> None:
    setting = a_setting(a_protection(**{"from": f"relatives_of:{LOCATED}"}))
    assert served(setting) == ["Ida Jot"]
    assert all_parties(setting) is False


@pytest.mark.parametrize(
    "protection",
    [
        pytest.param(a_protection(**{"from": "foreign_state"}), id="from a state, not a person"),
        pytest.param(a_protection(until="2026-02-20"), id="ended before the paper's day"),
        pytest.param(a_protection(who=["other"], **{"from": "aunt"}), id="of nobody in the paper"),
    ],
)
def test_a_protection_of_another_kind_changes_no_service_list(protection: Facts) -> None:
    assert served(a_setting(protection)) == ["Ida Jot"]
    assert all_parties(a_setting(protection)) is True


@PAPERS
def test_the_sheets_of_court_papers_take_the_service_list_and_no_other(kind: str) -> None:
    names = {value for item in the_kind(kind).fields for value in item.values}
    assert {"served_counsel[].name", "service.all_parties"} <= names
    assert not any(name.startswith("other_counsel") for name in names)
    assert "Proof of service, added by counsel before filing" in {
        item.enclosure for item in the_kind(kind).fields
    }
