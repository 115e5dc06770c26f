"""The unit's own directory on its papers, and what keeps a packet here until it is verified."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kinward.casework.bundles import Bundle, held_because, rehearsal_of
from kinward.casework.desk import Office
from kinward.rules.as_of import as_of
from kinward.rules.duties import decide
from kinward.rules.planning import Desk, plan
from tests.goldens.texts import letters_of, shown
from tests.kinward.casework.conftest import Home
from tests.kinward.casework.offices import AS_OF, Clock, a_family, an_office
from tests.kinward.casework.test_families import exported

ROOT = Path(__file__).resolve().parents[3]
FLORIDA, AGENCY = "florida", "mou_library/agencies/us-fl/agency.yaml"
THAT_DAY = Clock(datetime(2026, 7, 7, 16, tzinfo=UTC))
OWN_COURT = (
    "contacts:\n"
    "  - {office: OFFICE, kind: court, state: US-FL, counties: [Broward],"
    " name: Circuit Court of Broward County, department: Own Clerk,"
    ' address: {lines: ["201 Sample Street, Room 7"], city: Fort Lauderdale, region: FL,'
    ' postal_code: "33301", country: US}, verified_on: 2026-07-01}\n'
)


def a_home(folder: Path, directory: str) -> Path:
    """A home with a profile and a directory of its own."""
    texts = {
        AGENCY: (ROOT / AGENCY).read_text(encoding="utf-8").replace("sample: true", ""),
        "mou_library/directory/ours.yaml": directory,
    }
    for place, text in texts.items():
        (folder / place).parent.mkdir(parents=True)
        (folder / place).write_text(text, encoding="utf-8")
    return folder


def bundle_for(office: Office, class_: str, moment: str = AS_OF[FLORIDA]) -> Bundle:
    """What goes to the first recipient of a class in the Florida family."""
    case, book = a_family(office, FLORIDA), office.library.rulebook
    decided = decide(case, as_of(moment, office.clock(), case, book), book)
    papers = plan(Desk(decided, frozenset(book.kinds), {})).papers
    chosen = [p for p in papers if p.recipient.class_ == class_ and p.state == "ready"]
    return Bundle("packet", (), (), tuple(chosen[:1]))


@pytest.mark.parametrize("office_id", ["court-broward", "ours"], ids=["its id", "another id"])
def test_r94_a_court_of_the_units_own_is_no_rehearsal(tmp_path: Path, office_id: str) -> None:
    home = a_home(tmp_path, OWN_COURT.replace("OFFICE", office_id))
    with an_office(home, THAT_DAY) as office:
        bundle = bundle_for(office, "juvenile_court")
        assert held_because(office, bundle) is None
        assert not rehearsal_of(office, bundle)


def test_r94_a_sample_court_is_a_rehearsal(tmp_path: Path) -> None:
    with an_office(a_home(tmp_path, "contacts: []\n"), THAT_DAY) as office:
        bundle = bundle_for(office, "juvenile_court")
        assert held_because(office, bundle) is None
        assert rehearsal_of(office, bundle)


def test_a_court_of_the_units_own_stands_on_the_letter(tmp_path: Path) -> None:
    home = a_home(tmp_path, OWN_COURT.replace("OFFICE", "court-broward"))
    with an_office(home, THAT_DAY) as office:
        letters = dict(letters_of(office, FLORIDA, a_family(office, FLORIDA)))
        text = shown(letters["florida.notice_of_parent_location.juvenile_court.en.txt"])
    assert "Own Clerk\nword/document.xml: 201 Sample Street, Room 7" in text


def test_r29_a_court_whose_address_the_directory_gives_otherwise_keeps_its_packet_here(
    tmp_path: Path,
) -> None:
    elsewhere = OWN_COURT.replace("OFFICE", "court-broward").replace("201 Sample", "99 Sample")
    with an_office(a_home(tmp_path, elsewhere), THAT_DAY) as office:
        assert held_because(office, bundle_for(office, "juvenile_court")) == "contact_unverified"
        counsel = bundle_for(office, "parent_attorney_group_pre_appointment")
        assert held_because(office, counsel) is None


@pytest.mark.parametrize("old", ["2026-04-07", None], ids=["an old row", "no row"])
def test_r29_a_notice_does_not_wait_for_the_row_of_a_court_whose_address_the_file_gives(
    tmp_path: Path, old: str | None
) -> None:
    own = OWN_COURT.replace("OFFICE", "court-broward")
    row = own.replace("2026-07-01", old) if old else own.replace("Broward County", "Elsewhere")
    with an_office(a_home(tmp_path, row), THAT_DAY) as office:
        bundle = bundle_for(office, "juvenile_court")
        assert held_because(office, bundle) is None
        assert bundle.setting.recipient.address_lines
        assert bundle.setting.recipient.doubt


def test_r52_a_stale_location_keeps_no_notice_from_court_and_counsel(tmp_path: Path) -> None:
    home = a_home(tmp_path, OWN_COURT.replace("OFFICE", "court-broward"))
    with an_office(home, Clock(datetime(2026, 7, 20, 16, tzinfo=UTC))) as office:
        for class_ in ("juvenile_court", "parent_attorney_group_pre_appointment"):
            bundle = bundle_for(office, class_, "2026-07-20T12:00:00-04:00")
            assert held_because(office, bundle) is None


def test_the_manifest_says_by_which_ways_an_office_is_reached(home_with: Home) -> None:
    _, made = exported(home_with(FLORIDA), FLORIDA)
    ways = {p["recipient"]["class"]: p["recipient"]["contact"] for p in made["packets"]}
    assert ways["juvenile_court"]["e_filing"] == "Sample state filing portal"
    assert ways["juvenile_court"]["verified_on"] == "2026-07-06"
    assert ways["parent_attorney_group_pre_appointment"] is None
