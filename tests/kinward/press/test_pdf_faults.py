import os
import time
from dataclasses import replace
from pathlib import Path

from kinward.press.checked_pdf import PdfResult
from kinward.press.office import Office
from kinward.press.pdf import ConversionFault, Converted, convert
from tests.kinward.press.pdf_builders import a_letter, a_letter_that


def an_impatient_office(program: Path, tmp_path: Path) -> Office:
    return Office(
        binary=program, home=tmp_path / "office", start_seconds=1.5, seconds_per_letter=0.05
    )


def codes(results: dict[str, Converted]) -> dict[str, str]:
    return {
        id_: one.problem.code if isinstance(one, ConversionFault) else "printed"
        for id_, one in results.items()
    }


def processes_of(program: Path) -> list[str]:
    """The running processes whose command line names `program`."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = process.read_bytes().decode("utf-8", "replace")
        except OSError:  # it ended while we looked
            continue
        if str(program) in line:
            found.append(line)
    return found


def test_a_letter_that_hangs_is_killed_and_named_and_the_others_are_printed(
    fake_office: Path, tmp_path: Path
) -> None:
    letters = [a_letter("first"), a_letter_that("HANGS", "hung"), a_letter("third"), a_letter("x")]
    started = time.monotonic()
    results = convert(letters, an_impatient_office(fake_office, tmp_path))
    assert codes(dict(results)) == {
        "first": "printed",
        "hung": "office_timed_out",
        "third": "printed",
        "x": "printed",
    }
    assert time.monotonic() - started < 10
    assert not processes_of(fake_office)
    assert not list((tmp_path / "office").glob("work-*"))


def test_a_letter_that_kills_the_office_is_named_and_the_others_are_printed(
    fake_office: Path, tmp_path: Path
) -> None:
    letters = [a_letter_that("DIES", "deadly"), a_letter("second"), a_letter_that("DIES", "last")]
    results = convert(letters, an_impatient_office(fake_office, tmp_path))
    assert codes(dict(results)) == {
        "deadly": "office_crashed",
        "second": "printed",
        "last": "office_crashed",
    }


def test_a_refused_letter_is_tried_once_more_alone(fake_office: Path, tmp_path: Path) -> None:
    letters = [a_letter_that("REFUSED", "bad"), a_letter("good")]
    results = convert(letters, an_impatient_office(fake_office, tmp_path))
    assert codes(dict(results)) == {"bad": "office_refused", "good": "printed"}
    tries = (tmp_path / "tried").read_text().count("x")
    assert tries == len(letters) + 1


def test_batches_go_to_as_many_offices_as_allowed(fake_office: Path, tmp_path: Path) -> None:
    office = replace(an_impatient_office(fake_office, tmp_path), workers=2, start_seconds=20)
    results = convert([a_letter(f"letter-{number}") for number in range(5)], office)
    assert list(results) == [f"letter-{number}" for number in range(5)]
    assert all(isinstance(one, PdfResult) for one in results.values())


def test_without_libreoffice_every_letter_says_so(tmp_path: Path) -> None:
    office = Office(binary=tmp_path / "nowhere", home=tmp_path / "office")
    results = convert([a_letter("one"), a_letter("two")], office)
    assert codes(dict(results)) == {"one": "office_missing", "two": "office_missing"}


def test_an_office_that_cannot_start_is_told_from_a_bad_letter(tmp_path: Path) -> None:
    program = tmp_path / "soffice.bin"
    program.write_text("#!/bin/sh\nexit 77\n")
    program.chmod(0o700)
    results = convert([a_letter("one")], Office(binary=program, home=tmp_path / "office"))
    assert codes(dict(results)) == {"one": "office_not_starting"}


def test_a_file_that_is_no_program_is_an_office_that_cannot_start(tmp_path: Path) -> None:
    program = tmp_path / "soffice.bin"
    program.write_bytes(b"\x00\x01 not a program")
    program.chmod(0o700)
    results = convert([a_letter("one")], Office(binary=program, home=tmp_path / "office"))
    assert codes(dict(results)) == {"one": "office_not_starting"}


def test_a_pdf_that_cannot_be_opened_is_a_fault_of_its_letter(
    fake_office: Path, tmp_path: Path
) -> None:
    (tmp_path / "notice.pdf").write_bytes(b"%PDF-1.7 nothing behind it %%EOF")
    results = convert([a_letter("one")], an_impatient_office(fake_office, tmp_path))
    assert codes(dict(results)) == {"one": "pdf_unreadable"}


def test_half_a_pdf_is_no_pdf(fake_office: Path, tmp_path: Path) -> None:
    whole = (tmp_path / "notice.pdf").read_bytes()
    (tmp_path / "notice.pdf").write_bytes(whole[: len(whole) // 2])
    results = convert([a_letter("one")], an_impatient_office(fake_office, tmp_path))
    assert codes(dict(results)) == {"one": "office_refused"}


def test_the_office_sees_nothing_of_our_environment(tmp_path: Path) -> None:
    os.environ["KINWARD_TEST_SECRET"] = "s3cret"
    program = tmp_path / "soffice.bin"
    program.write_text(f'#!/bin/sh\nenv > "{tmp_path}/seen"\necho LibreOffice 7.4.7.2\n')
    program.chmod(0o700)
    try:
        assert Office(binary=program, home=tmp_path / "office").version() == "7.4.7.2"
    finally:
        del os.environ["KINWARD_TEST_SECRET"]
    assert "s3cret" not in (tmp_path / "seen").read_text()
