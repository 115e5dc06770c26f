"""The library as an admin works on it from the command line."""

import json
from pathlib import Path

import pytest

from tests.kinward.cli.builders import (
    EXAMPLES,
    ILLINOIS,
    Ran,
    kinward,
    kinward_process,
    values_of_people,
)
from tests.kinward.cli.test_library import AGREEMENT, an_own_agreement
from tests.kinward.test_library_admins import answers

FOLDER = "mou_library/agreements/us-wy_mx"


def an_answers_file(folder: Path, **changed: object) -> Path:
    """A file of answers about an agreement of Wyoming."""
    path = folder / "answers.yaml"
    path.write_text(json.dumps({**answers(), **changed}), encoding="utf-8")
    return path


def checked_for_counsel(home: Path, *typed: object) -> Ran:
    """Counsel's list as JSON."""
    return kinward(home, "agreement", "check", "--counsel", "--json", *typed)


def test_counsels_list_goes_by_the_cases_of_a_folder_or_of_the_ledger(prepared: Path) -> None:
    recorded = checked_for_counsel(prepared).json
    assert recorded["cases"] == 1
    assert max(row["touches"] for row in recorded["open"]) == 1
    assert {"us-il_mx"} <= {row["instrument"] for row in recorded["open"] if row["touches"]}
    named = checked_for_counsel(prepared, "--cases", EXAMPLES).json
    assert named["cases"] == 7


@pytest.mark.parametrize("command", [("check", "--counsel"), ("coverage",)])
def test_a_list_drawn_from_recorded_cases_names_nobody(
    prepared: Path, command: tuple[str, ...]
) -> None:
    said = kinward(prepared, "agreement", *command)
    assert said.code == 0
    assert [value for value in values_of_people(ILLINOIS) if value in said.out + said.err] == []


def test_counsels_list_needs_no_ledger(home: Path) -> None:
    ran = kinward(home, "agreement", "check", "--counsel")
    assert ran.code == 0
    assert "Get and read" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 96
    assert "0 cases looked at" in ran.err
    assert not (home / "ledger.sqlite3").exists()


def test_counsels_list_stands_together_for_each_text(home: Path) -> None:
    said = kinward(home, "agreement", "check", "--counsel", "--cases", EXAMPLES).out
    page = next(part for part in said.split("\n\n") if part.startswith("us-tx_mx 2023 "))
    assert page.startswith("us-tx_mx 2023 · touches 1 case\n")
    assert "Clause not read: The agreement also defines a Mexican family" in page
    assert "Not read: what does it say on clock, notice form, sender, " in page
    assert said.count("us-tx_mx 2023 ") == 1


def test_an_expired_agreement_is_told_and_is_no_fault(home: Path) -> None:
    path = an_own_agreement(home)
    text = path.read_text(encoding="utf-8")
    head, mark, tail = text.partition('- version: "2020-10-02"')
    tail = tail.replace("end: not_read", "end: known\n      ends_on: 2026-12-31", 1)
    path.write_text(head + mark + tail, encoding="utf-8")
    ran = kinward(home, "agreement", "check", "--as-of", "2027-01-01", "--json")
    assert ran.code == 0
    assert [row["code"] for row in ran.json["advice"]] == ["expired"]
    assert (
        kinward(home, "agreement", "check", "--as-of", "2026-06-01", "--json").json["advice"] == []
    )


def test_a_file_out_of_service_is_told_once_by_the_check(home: Path) -> None:
    path = an_own_agreement(home)
    path.write_text("id: us-il_mx\n", encoding="utf-8")
    ran = kinward_process(home, "agreement", "check")
    assert ran.code == 2
    assert (ran.out + ran.err).count("the field `kind` is missing") == 1


def test_an_edited_text_is_told_by_every_later_check(home: Path) -> None:
    path = an_own_agreement(home)
    assert kinward(home, "agreement", "check", "--json").json["advice"] == []
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Consulate General of Mexico in Chicago]", "X]"), encoding="utf-8"
    )
    assert kinward(home, "agreement", "check", "--json").json["advice"] == []
    path.write_text(text.replace("Policy Guide 2020.13, op", "Policy Guide, op"), encoding="utf-8")
    for _ in range(2):
        found = kinward(home, "agreement", "check", "--json").json["advice"]
        assert [row["code"] for row in found] == ["edited_without_erratum"]


def test_a_diff_tells_in_words_what_a_version_changed(home: Path) -> None:
    ran = kinward(home, "agreement", "diff", "us-il_mx@2011", "us-il_mx@2020-10-02")
    assert ran.code == 0
    assert "  In force\n    was: start not known" in ran.out
    assert "  Notify consulate: clock\n    new: 10 working days" in ran.out
    assert "  Not read in the new text: legal basis (terms), " in ran.out


def test_a_diff_of_a_file_with_the_row_goes_version_by_version(home: Path, tmp_path: Path) -> None:
    draft = tmp_path / "agreement.yaml"
    text = (EXAMPLES.parent / AGREEMENT).read_text(encoding="utf-8")
    draft.write_text(text.replace("          value: 10", "          value: 4"), encoding="utf-8")
    ran = kinward(home, "agreement", "diff", "us-il_mx", draft, "--json")
    (only,) = ran.json["differences"]
    assert only["text"] == "Version 2020-10-02"
    assert only["old"].startswith("10 working days")
    assert only["new"].startswith("4 working days")
    assert kinward(home, "agreement", "diff", draft, draft).out == "The two say the same.\n"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("us-il_mx", "us-il-mx"), "unknown_instrument"),
        (("us-il_mx@1848", "us-il_mx"), "unknown_version"),
        (("us-il_mx", EXAMPLES), "agreement_faulty"),
        (("us-il_mx", ILLINOIS), "agreement_faulty"),
    ],
)
@pytest.mark.parametrize("command", ["diff", "compare"])
def test_what_is_no_agreement_is_refused(
    home: Path, command: str, typed: tuple[object, ...], code: str
) -> None:
    ran = kinward(home, "agreement", command, *typed)
    assert ran.code == 2
    assert f"[{code}]" in ran.err
    assert ran.out == ""


def test_two_agreements_stand_beside_each_other(home: Path) -> None:
    ran = kinward(home, "agreement", "compare", "us-il_mx", "us-tx_mx", "--json")
    assert (ran.json["a"], ran.json["b"]) == ("us-il_mx@2020-10-02", "us-tx_mx@2023")
    assert ran.json["clauses"][0]["clause"] == "Covered child, dual nationals"
    page = kinward(home, "agreement", "compare", "us-il_mx", "us-tx_mx").out
    assert "No onward disclosure\n  us-il_mx@2020-10-02 and us-tx_mx@2023\n    not read\n" in page
    assert max(map(len, page.splitlines())) <= 96


def test_a_page_for_counsel_is_broken_to_fit(home: Path) -> None:
    page = kinward(home, "agreement", "show", "us-il_mx").out
    assert max(len(line) for line in page.splitlines() if "://" not in line) <= 96


def test_a_new_agreement_is_written_once_its_examples_are_confirmed(
    home: Path, tmp_path: Path
) -> None:
    asked = kinward(home, "agreement", "new", "--answers", an_answers_file(tmp_path))
    assert asked.code == 1
    assert "due 2025-07-14" in asked.out
    assert not (home / FOLDER).exists()
    path = an_answers_file(tmp_path, examples_confirmed=True)
    assert kinward(home, "agreement", "new", "--answers", path).code == 0
    written = home / FOLDER / "agreement.yaml"
    schema, own = home / "schemas/instrument.json", written.read_text(encoding="utf-8")
    first = own.splitlines()[0].partition("$schema=")[2]
    assert (written.parent / first).resolve() == schema.resolve()
    assert "confidentiality: not_read" in own
    assert kinward(home, "agreement", "check").code == 0
    assert "Wyoming and Mexico" in kinward(home, "agreement", "show", "us-wy_mx").out
    again = kinward(home, "agreement", "new", "--answers", path)
    assert again.code == 2
    assert "[agreement_exists]" in again.err
    assert written.read_text(encoding="utf-8") == own


def test_answers_with_faults_are_all_named_and_nothing_is_written(
    home: Path, tmp_path: Path
) -> None:
    path = an_answers_file(tmp_path, clock="Ten Days", title=None, read_on="soon")
    ran = kinward(home, "agreement", "new", "--answers", path)
    assert ran.code == 2
    assert all(f"{key}: " in ran.err for key in ("clock", "title", "read_on"))
    assert not (home / FOLDER).exists()


def test_without_a_terminal_and_without_answers_nobody_is_asked(home: Path) -> None:
    ran = kinward_process(home, "agreement", "new")
    assert ran.code == 2
    assert "[nobody_to_ask]" in ran.err


def test_a_simulation_tells_which_cases_would_change_and_writes_nothing(
    home: Path, tmp_path: Path
) -> None:
    path = an_answers_file(
        tmp_path, agency="us-wa", states=["US-WA"], countries=["UA"], examples_confirmed=True
    )
    assert kinward(tmp_path / "other", "agreement", "new", "--answers", path).code == 0
    folder = tmp_path / "other/mou_library/agreements/us-wa_ua"
    before = sorted(file.name for file in home.rglob("*"))
    ran = kinward(home, "agreement", "simulate", folder, "--cases", EXAMPLES, "--json")
    assert ran.json["cases"] == 7
    assert {row["case_number"][:2] for row in ran.json["changes"]} == {"WA"}
    assert all("us-wa_ua@2025-07-01" in row["after"]["also"] for row in ran.json["changes"])
    assert sorted(file.name for file in home.rglob("*")) == before


def test_a_simulation_of_the_homes_own_agreement_goes_by_the_library_without_it(
    home: Path, tmp_path: Path
) -> None:
    path = an_answers_file(
        tmp_path, agency="us-wa", states=["US-WA"], countries=["UA"], examples_confirmed=True
    )
    assert kinward(home, "agreement", "new", "--answers", path).code == 0
    folder = home / "mou_library/agreements/us-wa_ua"
    ran = kinward(home, "agreement", "simulate", folder, "--cases", EXAMPLES, "--json")
    assert ran.json["changes"]


def test_coverage_is_a_table_a_picture_and_a_log_of_contacts(home: Path, tmp_path: Path) -> None:
    log = home / "mou_library/contacts_log/mx-chicago.yaml"
    log.parent.mkdir(parents=True)
    log.write_text(
        "post: mx-chicago\ncontacts:\n  - {on: 2026-05-04, how: meeting, about: renewal, "
        "by: liaison, next_step: send the draft, next_on: 2026-06-01}\n",
        encoding="utf-8",
    )
    picture = tmp_path / "coverage.svg"
    ran = kinward(home, "agreement", "coverage", "--cases", EXAMPLES, "--picture", picture)
    assert ran.code == 0
    assert "3 of 7 have no agreement." in ran.out
    assert "send the draft" in ran.out
    assert "Haiti · Broward, FL" in picture.read_text(encoding="utf-8")
    answer = kinward(home, "agreement", "coverage", "--cases", EXAMPLES, "--json").json
    assert {row["covered"] for row in answer["coverage"]} == {"none", "agreement"}


def test_coverage_without_a_case_says_so(home: Path) -> None:
    ran = kinward(home, "agreement", "coverage")
    assert (ran.code, ran.out) == (0, "No case names a foreign nationality.\n")


def test_duties_come_with_their_notes_in_plain_words_r90(prepared: Path) -> None:
    ran = kinward(prepared, "duties", "--guidance", "--all")
    assert "Say to the family:" in ran.out
    told = kinward(prepared, "duties", "--guidance", "--all", "--json").json["duties"]
    assert all(row["guidance"]["duty"] == row["duty"] for row in told)
    plain = kinward(prepared, "duties", "--all", "--json").json["duties"]
    assert all("guidance" not in row for row in plain)


@pytest.mark.parametrize(
    "command", ["new", "check", "diff", "compare", "simulate", "coverage", "contact"]
)
def test_every_command_shows_an_example_of_itself(home: Path, command: str) -> None:
    ran = kinward(home, "agreement", command, "--help")
    assert ran.code == 0
    assert f"kinward agreement {command}" in ran.out.partition("example")[2]
