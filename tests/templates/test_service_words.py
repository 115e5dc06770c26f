from pathlib import Path

from schemas.case import Case, Protection, Restricted
from tests.goldens.texts import letters_of, shown
from tests.kinward.casework.offices import a_family, an_office

FAMILY = "san-diego"


def to_the_court(root: Path, *protect: Protection) -> str:
    """The text of the court's own version of the notice of a parent's location."""
    with an_office(root) as office:
        case: Case = a_family(office, FAMILY)
        case = case.model_copy(update={"restricted": Restricted(protect=protect)})
        (text,) = (
            shown(data)
            for name, data in letters_of(office, FAMILY, case)
            if "notice_of_parent_location.juvenile_court" in name
        )
    return text


def test_the_court_s_service_list_says_nothing_of_a_protection(tmp_path: Path) -> None:
    facts = {"who": ["lucia"], "from": "carmen", "basis": "order", "on": "2026-03-03"}
    protection = Protection.model_validate(facts, strict=False)
    plain = to_the_court(tmp_path / "plain").splitlines()
    guarded = to_the_court(tmp_path / "guarded", protection).splitlines()
    assert any("Each party without a lawyer" in line for line in plain)
    changed = [line.partition(": ")[2] for line in guarded if line not in plain]
    assert changed == ["Further service", "As the court orders"]
