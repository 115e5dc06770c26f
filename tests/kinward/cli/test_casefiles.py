"""The CASE arguments: files and folders, every fault at once, nothing half done."""

from pathlib import Path

import pytest

from tests.kinward.cli.builders import COLORADO, ILLINOIS, SAN_DIEGO, Ran, a_case_file, kinward


def prepared(home: Path, *cases: Path | str) -> Ran:
    """Try to prepare files that have faults: it must end before anything starts."""
    ran = kinward(home, "prepare", *cases)
    assert not (home / "ledger.sqlite3").exists()
    assert not (home / "prefect").exists()
    assert not (home / "out").exists()
    return ran


def test_all_faults_of_all_files_come_at_once(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    a_case_file(folder, ILLINOIS, county=7, opened_on="2026-13-01")
    a_case_file(folder, COLORADO, agencyy="us-co")
    ran = prepared(home, folder)
    assert (ran.code, ran.out) == (2, "")
    assert "IL-2026-5521.json:1 county" in ran.err
    assert "IL-2026-5521.json:1 opened_on" in ran.err
    assert "CO-2026-0077.json:1 agencyy" in ran.err
    assert "Did you mean `agency`?" in ran.err


def test_one_faulty_file_keeps_the_sound_ones_from_being_prepared(
    home: Path, tmp_path: Path
) -> None:
    faulty = a_case_file(tmp_path / "cases", COLORADO, county=7)
    assert prepared(home, ILLINOIS, faulty).code == 2


def test_a_case_that_stands_in_two_files_is_refused(home: Path, tmp_path: Path) -> None:
    one, other = a_case_file(tmp_path / "one"), a_case_file(tmp_path / "other")
    ran = prepared(home, one, other)
    assert ran.code == 2
    assert "case_twice" in ran.err


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        pytest.param("a.yaml", b"", "empty", id="an empty file"),
        pytest.param("a.yaml", b"\xff\xfe\x00", "not_utf8", id="not UTF-8"),
        pytest.param("a.yaml", b"a: [", "not_yaml", id="not YAML"),
        pytest.param("a.json", b"x" * 50_000_000, "too_large", id="fifty megabytes"),
        pytest.param("a.yaml", b"a: &a [x]\nb: *a\n", "tag", id="aliases"),
    ],
)
def test_a_file_that_is_no_case_is_refused(
    home: Path, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ran = prepared(home, path)
    assert ran.code == 2
    assert f"[{code}]" in ran.err


def test_a_file_that_is_too_large_is_told_so_without_a_size_nobody_counted(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"x" * 5_000_000)
    assert "more than 2,000,000 bytes" in prepared(home, path).err


def test_a_name_of_nothing_is_refused_by_its_place(home: Path) -> None:
    ran = prepared(home, ILLINOIS, "cases/of nobody.yaml")
    assert ran.code == 2
    assert "CASE 2" in ran.err
    assert "case_not_found" in ran.err


def test_a_number_that_is_not_recorded_is_refused(home: Path) -> None:
    ran = kinward(home, "match", "IL-1999-0001")
    assert ran.code == 2
    assert "case_unknown" in ran.err


def test_papers_that_have_nowhere_to_lie_are_not_made(home: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    ran = kinward(home, "prepare", ILLINOIS, "--out", tmp_path / "out")
    assert ran.code == 2
    assert "nowhere_to_write" in ran.err
    assert not (home / "ledger.sqlite3").exists()


def test_a_folder_without_a_case_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "directory.yaml").write_text("contacts: []\n")
    ran = prepared(home, tmp_path)
    assert ran.code == 2
    assert "no_case_file" in ran.err


def test_a_broken_file_of_a_folder_is_never_left_out(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    a_case_file(folder)
    (folder / "broken.yaml").write_text("case_number: [")
    ran = prepared(home, folder)
    assert ran.code == 2
    assert "broken.yaml" in ran.err
    assert "LEFT OUT" not in ran.err


def test_nothing_named_is_not_the_folder_one_stands_in(home: Path) -> None:
    ran = prepared(home, "")
    assert ran.code == 2
    assert "CASE 1: nothing is named here [case_not_found]" in ran.err


def test_a_county_that_is_not_the_agencys_is_told_beside_the_answer(
    home: Path, tmp_path: Path
) -> None:
    path = a_case_file(tmp_path / "cases", SAN_DIEGO, county="Riverside")
    ran = kinward(home, "match", path, "--as-of", "2026-03-10", "--json")
    assert (ran.code, ran.json["case_number"]) == (0, "SD-2026-00417")
    assert ran.err.startswith("DOUBTFUL: ")
    assert "which is of San Diego County [county_of_another_agency]" in ran.err


def test_a_county_that_is_nearly_the_agencys_is_refused(home: Path, tmp_path: Path) -> None:
    ran = prepared(home, a_case_file(tmp_path / "cases", SAN_DIEGO, county="San Deigo"))
    assert ran.code == 2
    assert "Did you mean `San Diego`?" in ran.err
