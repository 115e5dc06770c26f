"""The library and its letters as an admin checks them; and what a machine lacks."""

import shutil
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from tests.kinward.cli.builders import REPOSITORY, kinward, kinward_process

AGREEMENT = "mou_library/agreements/us-il_mx/agreement.yaml"
LETTERS = REPOSITORY / "templates" / "docx"


def an_own_agreement(home: Path, old: str = "", new: str = "") -> Path:
    """Lay a copy of the Illinois agreement into the home, with one thing changed."""
    path = home / AGREEMENT
    path.parent.mkdir(parents=True)
    text = (REPOSITORY / AGREEMENT).read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text)
    return path


def test_the_shipped_library_has_no_fault(home: Path) -> None:
    ran = kinward(home, "agreement", "check")
    assert ran.code == 0
    assert "no fault" in ran.out


def test_what_the_home_replaces_is_said_aloud(home: Path) -> None:
    an_own_agreement(home)
    ran = kinward(home, "agreement", "check", "--json")
    assert ran.code == 0
    assert ran.json["overrides"] == ["instrument us-il_mx"]


def test_a_fault_is_named_with_file_line_and_remedy(home: Path) -> None:
    an_own_agreement(home, "kind: agreement", "kind: agrement")
    ran = kinward(home, "agreement", "check")
    assert ran.code == 2
    assert f"{AGREEMENT}:" in ran.out
    assert "Needs one of" in ran.out


def test_an_agreement_is_shown_on_a_page(home: Path) -> None:
    said = " ".join(kinward(home, "agreement", "show", "us-il_mx").out.split())
    assert "10 working days" in said
    assert "to be confirmed by counsel" in said
    assert "us-wa_policy-4211" in kinward(home, "agreement", "show").out


def test_a_deadline_is_shown_on_a_page(home: Path) -> None:
    said = kinward(home, "agreement", "show", "asfa_15_22").out
    assert "Due: 15 of most recent 22 months" in said
    assert "Say to the family:" in said
    assert "asfa_15_22" in kinward(home, "agreement", "show").out


def test_a_misspelt_agreement_gets_a_suggestion(home: Path) -> None:
    ran = kinward(home, "agreement", "show", "us-il-mx")
    assert ran.code == 2
    assert "did you mean us-il_mx?" in ran.err


@pytest.mark.parametrize(
    "kind",
    sorted(folder.name for folder in LETTERS.iterdir() if (folder / "letter.docx").is_file()),
)
def test_every_shipped_letter_is_sound(home: Path, kind: str) -> None:
    ran = kinward(home, "template", "check", kind, "--json")
    assert ran.json["findings"] == []
    assert ran.code == 0


def test_a_letter_that_says_what_its_reader_may_not_see_is_refused(home: Path) -> None:
    letter = LETTERS / "notice_of_parent_location" / "letter.docx"
    typed = ("template", "check", letter, "--kind", "consular_notification", "--json")
    ran = kinward(home, *typed)
    codes = {finding["code"] for finding in ran.json["findings"]}
    assert ran.code == 2
    assert ran.json["ok"] is False
    assert "forbidden_value" in codes


@pytest.mark.parametrize(
    ("kind", "code"), [("consular_notification", 2), ("request_for_counsel_and_remote", 0)]
)
def test_a_paragraph_that_no_translation_could_carry_is_found_where_one_is_made(
    home: Path, tmp_path: Path, kind: str, code: int
) -> None:
    letter = docx.Document(str(LETTERS / kind / "letter.docx"))
    letter.add_paragraph("See the next page.").add_run().add_break(WD_BREAK.PAGE)
    letter.save(str(tmp_path / "letter.docx"))
    ran = kinward(home, "template", "check", tmp_path / "letter.docx", "--kind", kind, "--json")
    told = [(row["code"], row["value"]) for row in ran.json["findings"]]
    assert told == [("paragraph_not_translatable", "holds a page break")] * (code == 2)
    assert all("word/document.xml, paragraph" in row["part"] for row in ran.json["findings"])
    assert ran.code == code


def test_a_file_that_is_no_word_file_is_a_finding(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"no zip")
    ran = kinward_process(home, "template", "check", path, "--json")
    assert (ran.code, ran.err) == (2, "")
    assert [finding["code"] for finding in ran.json["findings"]] == ["not_a_word_file"]


def test_a_kind_that_is_none_gets_a_suggestion(home: Path) -> None:
    ran = kinward(home, "template", "check", "consular_notificaton")
    assert ran.code == 2
    assert "did you mean consular_notification?" in ran.err
    letter = LETTERS / "consular_notification" / "letter.docx"
    ran = kinward(home, "template", "check", letter, "--kind", "consular")
    assert ran.code == 2
    assert "kind_unknown" in ran.err


def test_the_doctor_tells_what_is_there(home: Path) -> None:
    ran = kinward(home, "doctor", "--json")
    needed = [check for check in ran.json["checks"] if check["needed"] and not check["ok"]]
    assert ran.json["ok"] is not needed
    assert (ran.code == 0) is (needed == [])


def test_the_doctor_fails_where_the_master_key_is_gone(prepared: Path) -> None:
    shutil.rmtree(prepared / "keys")
    ran = kinward(prepared, "doctor")
    assert ran.code == 3
    assert "Master key: Put the key back" in ran.out
