"""The door of the program: help, the home, wrong commands, and failures without a message."""

import os
import re
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinward.cli.endings import FAILED, OURS, WRONG, ending_of
from kinward.cli.main import NOUNS, main, parser_for
from tests.kinward.cli.builders import ILLINOIS, REPOSITORY, kinward, kinward_process


def commands_of(parser: ArgumentParser, *typed: str) -> Iterator[list[str]]:
    """Every command below a parser, as it is typed."""
    for action in parser._actions:  # noqa: SLF001 - argparse lists its commands nowhere else
        if isinstance(action, _SubParsersAction):
            for name, below in action.choices.items():
                yield [*typed, name]
                yield from commands_of(below, *typed, name)


COMMANDS = [
    command for noun in NOUNS for command in commands_of(parser_for([noun])) if command[0] == noun
]


def test_every_command_of_a_noun_is_among_those_that_are_tried() -> None:
    spoken = {("agreement", "simulate"), ("agreement", "coverage"), ("case", "erase")}
    assert spoken | {(noun,) for noun in NOUNS} <= {tuple(command) for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(home: Path, command: list[str]) -> None:
    ran = kinward(home, *command, "--help")
    assert ran.code == 0
    assert "example" in ran.out
    assert "  kinward " in ran.out
    assert "--home DIR" in ran.out


def test_the_program_lists_every_noun(home: Path) -> None:
    ran = kinward(home, "--help")
    assert ran.code == 0
    assert [noun for noun in NOUNS if f"    {noun}" not in ran.out] == []


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(["--home", "H", "case", "list"], id="before the command"),
        pytest.param(["case", "--home", "H", "list"], id="after the noun"),
        pytest.param(["case", "list", "--home=H"], id="at the end"),
        pytest.param(["--home", "match", "case", "list", "--home", "H"], id="the last one counts"),
    ],
)
def test_the_home_is_taken_wherever_it_is_named(typed: list[str]) -> None:
    assert parser_for(typed).parse_args(typed).home == Path("H")


def test_a_misspelt_noun_gets_a_suggestion(home: Path) -> None:
    ran = kinward(home, "prepar", ILLINOIS)
    assert ran.code == 2
    assert "Did you mean `prepare`?" in ran.err


def test_nothing_typed_shows_the_help_and_is_wrong(home: Path) -> None:
    ran = kinward(home)
    assert (ran.code, ran.out) == (2, "")
    assert "usage: kinward" in ran.err


def test_words_too_many_are_counted_and_not_repeated(home: Path) -> None:
    ran = kinward(home, "approve", "packet-3f9c", "--by", "Dana", "Whitfield", "Ortega")
    assert ran.code == 2
    assert "2 words too many" in ran.err
    assert "Ortega" not in ran.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(
            ["agreement", "show", "us-il_mx", "--json"],
            ["usage: kinward agreement show [-h]", "unknown option --json"],
            id="of a noun's command",
        ),
        pytest.param(
            ["approve", "packet-3f9c", "--by", "Dana", "--why=Sofía Elena"],
            ["usage: kinward approve [-h]", "unknown option --why\n"],
            id="with a value",
        ),
        pytest.param(
            ["duties", "--witin", "14"],
            ["usage: kinward duties [-h]", "unknown option --witin\nDid you mean `--within`?"],
            id="misspelt",
        ),
        pytest.param(
            ["--jsn", "duties"],
            ["usage: kinward [-h]", "unknown option --jsn"],
            id="before the command",
        ),
    ],
)
def test_an_unknown_option_is_named_with_the_commands_own_usage(
    home: Path, typed: list[str], said: list[str]
) -> None:
    ran = kinward(home, *typed)
    assert (ran.code, ran.out) == (2, "")
    assert [text for text in said if text not in ran.err] == []
    assert "Sofía" not in ran.err


def test_a_failure_says_its_place_and_never_its_message(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KINWARD_PORT", "Sofía Elena")
    ran = kinward_process(home, "doctor", "--json")
    assert ran.code == 3
    assert set(ran.json["error"]) == {"code", "incident"}
    assert ran.json["error"]["incident"] in ran.err
    assert "ValueError at kinward.settings:" in ran.err
    assert "Sofía" not in ran.out + ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("typed", [["case", "list"], ["match", ILLINOIS], ["duties"]], ids=str)
def test_a_home_that_cannot_be_one_is_refused(bare_home: Path, typed: list[object]) -> None:
    bare_home.write_text("a file")
    ran = kinward(bare_home, *typed)
    assert ran.code == 2
    assert "home_unusable" in ran.err


def test_a_terminal_that_cannot_show_a_letter_still_gets_the_answer(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    typed = ("match", ILLINOIS, "--as-of", "2026-06-16")
    assert kinward_process(home, *typed).code == 0
    assert kinward_process(home, *typed, "--json").json["case_number"] == "IL-2026-5521"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("agreement show us-il_mx | true", id="of the answer"),
        pytest.param("case show IL-1999-0001 2>&1 | true", id="of what is wrong"),
    ],
)
def test_a_reader_that_goes_away_ends_the_program_quietly(home: Path, typed: str) -> None:
    kinward(home, "match", ILLINOIS, "--as-of", "2026-06-16")
    piped = f"{sys.executable} -m kinward --home {home} {typed}"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", piped],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in {0, 2, 141}
    assert ran.stderr == ""


def test_a_port_that_none_has_is_refused(home: Path) -> None:
    ran = kinward(home, "serve", "--port", "99999")
    assert ran.code == 2
    assert "a port is at most 65535" in ran.err


def test_a_signal_from_the_keyboard_has_its_own_code(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> Iterator[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr("kinward.cli.main.parser_for", interrupted)
    assert main(["--home", str(home), "case", "list"]) == 130


def test_the_programs_own_faults_are_faults_that_exist() -> None:
    sources = [path.read_text() for room in ("kinward", "flows") for path in _modules(room)]
    known = {code for text in sources for code in re.findall(r'    code = "(\w+)"', text)}
    assert OURS - known == set()


def _modules(room: str) -> Iterator[Path]:
    return (REPOSITORY / room).rglob("*.py")


def test_a_fault_of_the_input_is_wrong_and_one_of_a_server_has_failed() -> None:
    assert ending_of("case_file_faulty") == WRONG
    assert ending_of("server_lost") == FAILED


def test_what_is_written_is_its_owners_alone(tmp_path: Path) -> None:
    former = os.umask(0o022)
    try:
        main(["--home", str(tmp_path / "home"), "case", "add", str(ILLINOIS)])
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(former)
    files = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if path.stat().st_mode & 0o077] == []
