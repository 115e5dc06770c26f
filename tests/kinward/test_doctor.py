import socket
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.doctor import Check, examine
from kinward.machine import ThisMachine

A_HOME = Path("/srv/kinward")
A_LEDGER = A_HOME / "ledger.sqlite3"
A_KEY = A_HOME / "keys" / "master.key"
USUAL_ANSWERS = {
    "soffice": "LibreOffice 7.4.7.2 40(Build:2)\n",
    "fc-list": "Liberation Sans\nNoto Naskh Arabic\nNoto Sans Ethiopic,Noto Sans Ethiopic Bold\n"
    "Noto Sans Gurmukhi\nNoto Sans CJK SC\n",
    "pdftotext": "pdftotext version 22.12.0\nCopyright\n",
    "qpdf": "qpdf version 11.3.0\n",
}


@dataclass(frozen=True)
class DescribedMachine:
    """A machine as a test describes it; complete and in order unless told otherwise."""

    python: tuple[int, int, int] = (3, 11, 2)
    answers: Mapping[str, str] = field(default_factory=lambda: USUAL_ANSWERS)
    prefect: str | None = "3.8.8"
    migrated_by: str | None = "3.8.8\n"
    modes: Mapping[Path, int] = field(
        default_factory=lambda: {
            Path("/"): 0o755,
            A_HOME: 0o700,
            A_HOME / "keys": 0o700,
            A_KEY: 0o600,
        }
    )
    writable: bool = True
    free: int | None = 40_000_000_000
    tables: frozenset[str] = frozenset({"alembic_version", "flow_run"})
    ports_taken: frozenset[int] = frozenset()
    listening: frozenset[tuple[str, int]] = frozenset()

    def python_version(self) -> tuple[int, int, int]:
        return self.python

    def output_of(self, *command: str) -> str | None:
        return self.answers.get(command[0])

    def version_of(self, distribution: str) -> str | None:
        return self.prefect if distribution == "prefect" else None

    def mode_of(self, path: Path) -> int | None:
        return self.modes.get(path)

    def files_in(self, folder: Path) -> tuple[Path, ...]:
        return tuple(path for path in self.modes if path.parent == folder and path != A_LEDGER)

    def text_of(self, path: Path) -> str | None:
        return self.migrated_by if path.name == "migrated-by" else None

    def can_write_in(self, folder: Path) -> bool:
        return self.writable and folder in self.modes

    def free_bytes(self, path: Path) -> int | None:
        return self.free if path in self.modes else None

    def tables_of(self, database: Path) -> frozenset[str]:
        return self.tables if database == A_HOME / "prefect" / "prefect.db" else frozenset()

    def can_listen_on(self, port: int) -> bool:
        return port not in self.ports_taken

    def can_reach(self, host: str, port: int) -> bool:
        return (host, port) in self.listening


def without(program: str) -> DescribedMachine:
    return DescribedMachine(answers={k: v for k, v in USUAL_ANSWERS.items() if k != program})


def answering(program: str, text: str) -> DescribedMachine:
    return DescribedMachine(answers={**USUAL_ANSWERS, program: text})


def with_modes(modes: Mapping[Path, int]) -> DescribedMachine:
    return DescribedMachine(modes={Path("/"): 0o755, **modes})


def faults(machine: DescribedMachine, database_url: str | None = None) -> list[str]:
    checks = examine(A_HOME, machine=machine, database_url=database_url)
    return [check.name for check in checks if not check.ok]


def the(name: str, checks: tuple[Check, ...]) -> Check:
    return next(check for check in checks if check.name == name)


def test_a_complete_machine_lacks_nothing() -> None:
    assert faults(DescribedMachine()) == []


@pytest.mark.parametrize(
    ("machine", "fault"),
    [
        pytest.param(DescribedMachine(python=(3, 10, 9)), "Python", id="python too old"),
        pytest.param(without("soffice"), "LibreOffice", id="no LibreOffice"),
        pytest.param(answering("soffice", "LibreOffice 6.4.1"), "LibreOffice", id="an old one"),
        pytest.param(answering("soffice", "?"), "LibreOffice", id="one of unknown age"),
        pytest.param(without("fc-list"), "Fonts", id="fonts cannot be listed"),
        pytest.param(without("pdftotext"), "poppler-utils", id="no poppler"),
        pytest.param(without("qpdf"), "qpdf", id="no qpdf"),
        pytest.param(DescribedMachine(writable=False), "Home", id="home not writable"),
        pytest.param(DescribedMachine(free=1_900_000_000), "Free disk", id="disk nearly full"),
        pytest.param(DescribedMachine(free=None), "Free disk", id="disk unreadable"),
        pytest.param(
            DescribedMachine(tables=frozenset()), "Prefect's database", id="not migrated"
        ),
        pytest.param(
            DescribedMachine(migrated_by="3.7.0"), "Prefect's database", id="migrated before"
        ),
        pytest.param(
            DescribedMachine(ports_taken=frozenset({4200})), "Port for serve", id="port taken"
        ),
        pytest.param(
            with_modes({A_HOME: 0o750, A_HOME / "keys": 0o700, A_KEY: 0o600}),
            "Home",
            id="home open to the group",
        ),
        pytest.param(
            with_modes({A_HOME: 0o700, A_HOME / "keys": 0o700, A_KEY: 0o640}),
            "Master key",
            id="key open to the group",
        ),
        pytest.param(
            with_modes({A_HOME: 0o700, A_HOME / "keys": 0o701, A_KEY: 0o600}),
            "Master key",
            id="key folder open to everybody",
        ),
        pytest.param(
            with_modes({A_HOME: 0o700, A_LEDGER: 0o600}),
            "Master key",
            id="a ledger without its key",
        ),
    ],
)
def test_one_fault_is_named_with_a_remedy(machine: DescribedMachine, fault: str) -> None:
    wrong = [check for check in examine(A_HOME, machine=machine) if not check.ok]
    assert [check.name for check in wrong] == [fault]
    assert wrong[0].remedy


def test_a_script_without_its_font_is_named_with_the_package_that_brings_it() -> None:
    checks = examine(A_HOME, machine=answering("fc-list", "Liberation Sans\nDejaVu Sans\n"))
    arabic = the("Fonts: Arabic", checks)
    assert not arabic.ok
    assert arabic.remedy.endswith("fonts-noto-core")
    assert the("Fonts: Latin, Cyrillic", checks).ok


def test_fonts_for_scripts_not_written_yet_are_not_needed() -> None:
    checks = examine(A_HOME, machine=answering("fc-list", "Liberation Sans\n"))
    assert not the("Fonts: Chinese, Japanese, Korean", checks).needed


def test_a_machine_without_prefect_says_so() -> None:
    assert "Prefect" in faults(DescribedMachine(prefect=None))


def test_a_home_that_is_not_there_yet_is_no_fault() -> None:
    checks = examine(A_HOME, machine=with_modes({}))
    assert the("Home", checks).ok
    assert the("Master key", checks).ok
    assert the("Free disk", checks).ok


def test_postgresql_is_looked_for_only_where_the_ledger_is_on_it() -> None:
    for url in (None, "sqlite:////srv/other/ledger.sqlite3"):
        names = [
            check.name
            for check in examine(
                A_HOME, machine=DescribedMachine(listening=frozenset()), database_url=url
            )
        ]
        assert "PostgreSQL" not in names


@pytest.mark.parametrize(
    ("url", "where"),
    [
        pytest.param("postgresql+psycopg://unit@db.test/kinward", ("db.test", 5432), id="usual"),
        pytest.param("postgresql://unit@db.test:5433/kinward", ("db.test", 5433), id="a port"),
        pytest.param(
            "postgresql:///kinward?host=/run/pg&port=5440", ("/run/pg", 5440), id="a socket"
        ),
        pytest.param(
            "postgresql://unit@%2Frun%2Fpg/kinward", ("/run/pg", 5432), id="a socket as host"
        ),
        pytest.param(
            "postgresql:///kinward", ("/var/run/postgresql", 5432), id="the usual socket"
        ),
    ],
)
def test_postgresql_is_looked_for_where_the_address_says(url: str, where: tuple[str, int]) -> None:
    assert faults(DescribedMachine(listening=frozenset({where})), url) == []
    assert faults(DescribedMachine(), url) == ["PostgreSQL"]


@pytest.mark.parametrize("port", ["5432", "99999", "none"])
def test_a_password_in_the_database_address_is_never_shown(port: str) -> None:
    url = f"postgresql://unit:s3cret@db.test:{port}/kinward"
    assert "s3cret" not in repr(examine(A_HOME, machine=DescribedMachine(), database_url=url))


def test_a_ledger_elsewhere_without_a_key_here_is_a_warning_not_a_fault() -> None:
    machine = with_modes({A_HOME: 0o700})
    key = the("Master key", examine(A_HOME, machine=machine, database_url="postgresql:///k"))
    assert (key.ok, key.needed) == (False, False)


@given(answer=st.text(), url=st.text(), migrated_by=st.text())
def test_the_doctor_has_an_answer_to_whatever_the_machine_says(
    answer: str, url: str, migrated_by: str
) -> None:
    machine = DescribedMachine(
        answers=dict.fromkeys(USUAL_ANSWERS, answer), migrated_by=migrated_by
    )
    checks = examine(A_HOME, machine=machine, database_url=f"postgresql://{url}")
    assert all(check.found for check in checks)


def test_this_machine_answers_for_a_home_it_really_has(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "keys").mkdir(parents=True, mode=0o700)
    home.chmod(0o755)
    (home / "keys" / "master.key").touch(mode=0o644)
    checks = examine(home)
    assert "mode 0755" in the("Home", checks).found
    assert "1 open to others" in the("Master key", checks).found
    assert "not migrated" in the("Prefect's database", checks).found


def test_this_machine_sees_a_migrated_database(tmp_path: Path) -> None:
    database = tmp_path / "a folder?#%" / "prefect.db"
    database.parent.mkdir()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    assert ThisMachine().tables_of(database) == {"alembic_version"}


def test_looking_at_a_database_that_is_not_there_makes_none(tmp_path: Path) -> None:
    assert ThisMachine().tables_of(tmp_path / "prefect.db") == frozenset()
    assert not (tmp_path / "prefect.db").exists()


def test_looking_at_a_home_leaves_nothing_behind(tmp_path: Path) -> None:
    examine(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_home_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    assert not the("Home", examine(tmp_path / "home")).ok


def test_a_taken_port_is_seen_on_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not ThisMachine().can_listen_on(port)
        assert ThisMachine().can_reach("127.0.0.1", port)
    assert not ThisMachine().can_reach("127.0.0.1", port)


def test_a_command_that_fails_or_is_not_there_answers_nothing() -> None:
    assert ThisMachine().output_of("false") is None
    assert ThisMachine().output_of("no-such-program-anywhere") is None
