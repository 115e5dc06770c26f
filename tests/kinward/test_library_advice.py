from datetime import date
from pathlib import Path

import pytest

from kinward.library import Library, load
from kinward.library.advising import Seen, advice, now_seen, read_seen
from tests.kinward.test_library_check import ILLINOIS, WASHINGTON, a_library, line_of
from tests.mou_library.shipped import ROOT, the_shipped_library

TODAY = date(2026, 6, 16)
ENDING = {"      end: not_read\n    covered": "      end: known\n      ends_on: X\n    covered"}


def codes(library: Library, today: date = TODAY, seen: Seen | None = None) -> list[str]:
    """The codes of what should be looked at."""
    return [row.code for row in advice(library, today, seen or {})]


def illinois_until(folder: Path, day: str) -> Library:
    """The Illinois agreement with an end."""
    text = (ROOT / ILLINOIS).read_text(encoding="utf-8")
    place = text.index('- version: "2020-10-02"')
    end = text.index("end: not_read", place)
    edited = f"{text[:end]}end: known\n      ends_on: {day}{text[end + 13 :]}"
    file = folder / ILLINOIS
    file.parent.mkdir(parents=True)
    file.write_text(edited, encoding="utf-8")
    return load(ROOT, folder)


def test_the_shipped_library_needs_no_look_at_its_steps_or_its_versions() -> None:
    assert not {"guidance_missing", "versions_gap"} & set(codes(the_shipped_library()))


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ("2026-06-15", "expired"),
        ("2026-06-16", "expires_soon"),
        ("2026-09-14", "expires_soon"),
        ("2026-09-15", None),
    ],
)
def test_an_end_is_told_ninety_days_before_and_after(
    tmp_path: Path, ends: str, code: str | None
) -> None:
    library = illinois_until(tmp_path, ends)
    told = [row for row in advice(library, TODAY, {}) if row.where.startswith(f"home/{ILLINOIS}")]
    assert [row.code for row in told] == ([code] if code else [])
    assert all(ends in row.message for row in told)


def test_days_without_any_version_in_force_are_told(tmp_path: Path) -> None:
    edits = {"          ends_on: 2024-06-30": "          ends_on: 2024-05-31"}
    library = a_library(tmp_path, WASHINGTON, edits)
    (gap,) = [row for row in advice(library, TODAY, {}) if row.code == "versions_gap"]
    assert "2024-05-31" in gap.message
    assert gap.where.startswith(f"home/{WASHINGTON}:")


def test_a_home_that_knows_an_older_text_than_the_shipped_one_is_told(tmp_path: Path) -> None:
    older = a_library(tmp_path / "a", ILLINOIS, {"read_on: 2026-11-22": "read_on: 2019-01-01"})
    assert "override_older" in codes(older)
    same = a_library(tmp_path / "b", ILLINOIS, {"kind: agreement": "kind: agreement"})
    assert "override_older" not in codes(same)


def test_a_text_in_force_that_was_edited_is_told_until_an_erratum_says_so(tmp_path: Path) -> None:
    first = a_library(tmp_path / "a", ILLINOIS, {"kind: agreement": "kind: agreement"})
    seen = now_seen(first, {})
    assert "us-il_mx@2020-10-02" in seen
    edit = {"          value: 10\n": "          value: 9\n"}
    slipped = a_library(tmp_path / "b", ILLINOIS, edit)
    (told,) = [r for r in advice(slipped, TODAY, seen) if r.code == "edited_without_erratum"]
    line = line_of(tmp_path / "b", ILLINOIS, '- version: "2020-10-02"')
    assert told.where == f"home/{ILLINOIS}:{line}"
    still = now_seen(slipped, seen)
    assert "edited_without_erratum" in codes(slipped, seen=still)
    said = {**edit, '  - version: "2020-10-02"\n': '  - version: "2020-10-02"\n    erratum: "9"\n'}
    mended = a_library(tmp_path / "c", ILLINOIS, said)
    assert "edited_without_erratum" not in codes(mended, seen=still)
    assert now_seen(mended, still) != still


def test_a_damaged_record_of_seen_texts_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "agreements_seen.json").write_text("{", encoding="utf-8")
    assert read_seen(tmp_path) == {}


def test_a_step_without_a_note_is_told(tmp_path: Path) -> None:
    place = "mou_library/procedures/consular_notification.yaml"
    library = a_library(tmp_path, place, {"duty: notify_consulate": "duty: wave_at_consulate"})
    assert "guidance_missing" in codes(library)
