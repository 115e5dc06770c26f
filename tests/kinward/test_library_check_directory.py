"""`agreement check` on the directory: rows that cannot be meant, and rows to verify again."""

import json
from datetime import date
from pathlib import Path

import pytest

from kinward.cli.main import main
from kinward.library import Library, load
from kinward.library.advising import advice
from kinward.library.checking import check
from kinward.library.checking_directory import directory_days
from kinward.library.places import Places
from tests.mou_library.shipped import ROOT, the_shipped_library

TODAY = date(2026, 6, 16)
PLACE = "mou_library/directory/ours.yaml"
ADDRESS = "address: {lines: [1 Sample Street], city: Fresno, region: CA, country: US}"
COURT = f"office: court-ours, kind: court, name: Own Court, {ADDRESS}"
SOUND = f"{COURT}, state: US-CA, counties: [Fresno], verified_on: 2026-06-01"


def with_rows(folder: Path, *rows: str) -> Library:
    """The library with these rows in a home's directory, one on a line."""
    file = folder / PLACE
    file.parent.mkdir(parents=True)
    text = "contacts:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    file.write_text(text, encoding="utf-8")
    return load(ROOT, folder)


def test_a_sound_row_of_the_units_own_has_no_fault_and_needs_no_look(tmp_path: Path) -> None:
    library = with_rows(tmp_path, SOUND)
    assert check(library) == ()
    assert tuple(directory_days(library, TODAY, Places(library))) == ()
    assert not [row for row in advice(library, TODAY, {}) if PLACE in row.where]


def test_the_court_that_the_readme_shows_has_no_fault(tmp_path: Path) -> None:
    readme = (ROOT / "mou_library/README.md").read_text(encoding="utf-8")
    shown = readme.partition("```yaml\n")[2].partition("```")[0]
    with_rows(tmp_path)
    (tmp_path / PLACE).write_text(shown, encoding="utf-8")
    library = load(ROOT, tmp_path)
    assert check(library) == ()
    assert "court-example" in {row.office for row in library.contacts}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param(f"{COURT}, state: US-CA", "missing_field", id="never verified"),
        pytest.param(SOUND.replace("2026-06-01", "soon"), "not_allowed", id="no date"),
        pytest.param(SOUND.replace(", state: US-CA", ""), "contact_incomplete", id="no state"),
        pytest.param(SOUND.replace(f", {ADDRESS}", ""), "contact_incomplete", id="no address"),
        pytest.param(
            "office: x, name: X, counties: [Fresno], kind: other_office, verified_on: 2026-06-01",
            "counties_of_states",
            id="a county of no state",
        ),
        pytest.param(SOUND.replace("region: CA", "region: NV"), "state_differs", id="two states"),
        pytest.param(SOUND.replace("kind: court, ", ""), "contact_unclear", id="no kind"),
        pytest.param(f"{SOUND}, post: mx-chicago", "contact_unclear", id="post and office"),
        pytest.param(SOUND.replace("office: court-ours, ", ""), "contact_unclear", id="no id"),
        pytest.param(f"{SOUND}, field_office: ice-miami", "contact_unclear", id="no facility"),
        pytest.param(
            f"{SOUND}, field_office: ice-mars".replace("kind: court", "kind: detention_facility"),
            "unknown_office",
            id="an unknown field office",
        ),
        pytest.param(
            "post: mx-tijuana, name: X, verified_on: 2026-06-01", "unknown_post", id="no post"
        ),
        pytest.param(f"{SOUND}, accepts: [pigeon]", "not_allowed", id="an unknown way"),
        pytest.param(
            SOUND.replace("office: court-ours", "office: ice-miami"),
            "contact_contradicts",
            id="the id of a shipped row of another kind",
        ),
    ],
)
def test_a_row_that_cannot_be_meant_is_told(tmp_path: Path, row: str, code: str) -> None:
    told = [fault for fault in check(with_rows(tmp_path, row)) if PLACE in fault.where]
    assert code in {fault.code for fault in told}
    assert all(fault.remedy for fault in told)


def test_a_fault_is_told_with_the_line_of_its_row(tmp_path: Path) -> None:
    wrong = SOUND.replace("court-ours", "court-second").replace(", state: US-CA", "")
    library = with_rows(tmp_path, SOUND, wrong)
    (where,) = {fault.where for fault in check(library)}
    assert where == f"home/{PLACE}:3"


def test_an_id_that_stands_twice_is_told_and_the_first_row_is_used(tmp_path: Path) -> None:
    library = with_rows(tmp_path, SOUND, SOUND.replace("Own Court", "Second Court"))
    assert [fault.code for fault in check(library)] == ["duplicate_id"]
    assert [row.name for row in library.contacts if row.office == "court-ours"] == ["Own Court"]


def test_a_home_may_replace_a_shipped_court_and_leave_its_state_out(tmp_path: Path) -> None:
    own = SOUND.replace("court-ours", "court-cook").replace(
        ", state: US-CA, counties: [Fresno]", ""
    )
    library = with_rows(tmp_path, own)
    assert "contact_contradicts" not in {fault.code for fault in check(library)}
    assert library.overrides == ("contact court-cook",)


@pytest.mark.parametrize(
    ("verified_on", "code"),
    [
        ("2026-03-17", "contact_stale"),
        ("2026-03-18", "contact_stale_soon"),
        ("2026-04-01", "contact_stale_soon"),
        ("2026-04-02", None),
        ("2026-06-17", None),
    ],
)
def test_r29_a_row_is_told_two_weeks_before_it_goes_stale_and_after(
    tmp_path: Path, verified_on: str, code: str | None
) -> None:
    library = with_rows(tmp_path, SOUND.replace("2026-06-01", verified_on))
    told = [row.code for row in advice(library, TODAY, {}) if PLACE in row.where]
    assert told == ([code] if code else [])


def test_a_posts_contact_goes_stale_as_an_offices_does(tmp_path: Path) -> None:
    row = "post: mx-chicago, country: MX, name: Post, verified_on: 2026-01-01"
    told = advice(with_rows(tmp_path, row), TODAY, {})
    assert "contact_stale" in {fault.code for fault in told if PLACE in fault.where}


def test_r94_samples_are_never_told_to_be_verified_again() -> None:
    library = the_shipped_library()
    codes = {row.code for row in advice(library, date(2036, 1, 1), {})}
    assert not {"contact_stale", "contact_stale_soon"} & codes
    assert tuple(directory_days(library, date(2020, 1, 1), Places(library))) == ()


@pytest.mark.parametrize(
    ("county", "meant"),
    [("Sacremento", "Sacramento"), ("Sacramento County", None), ("Alpine", None)],
    ids=["a slip of the pen", "as people write it", "a small one"],
)
def test_a_county_that_the_state_has_not_is_told_with_the_nearest(
    tmp_path: Path, county: str, meant: str | None
) -> None:
    library = with_rows(tmp_path, SOUND.replace("counties: [Fresno]", f"counties: [{county}]"))
    told = [row.remedy for row in check(library) if row.code == "unknown_county"]
    assert [remedy.partition("?")[0] for remedy in told] == (
        [f"Did you mean {meant}"] if meant else []
    )


def test_a_day_to_come_is_a_fault_of_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_rows(tmp_path, SOUND)
    asked = ["agreement", "check", "--home", str(tmp_path), "--json", "--as-of"]
    assert main([*asked, "2026-06-01"]) == 0
    capsys.readouterr()
    assert main([*asked, "2026-05-31"]) == 2
    (fault,) = json.loads(capsys.readouterr().out)["problems"]
    assert (fault["code"], fault["where"]) == ("verified_in_future", f"home/{PLACE}:2")
