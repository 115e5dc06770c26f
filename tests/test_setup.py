"""Set-up, run as a person runs it: the real scripts, in a small project with a small lock.

What stands for the machine (dpkg-query, apt-get, sudo, id) are commands put first in PATH; the
virtual environment, pip, the hashes and make are real. No network and no package is touched.
"""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.setup_checkout import EVERYTHING, REPOSITORY, Checkout, a_checkout

NOBODY = 65534
GATES = ("ruff", "mypy", "lint-imports", "pytest")


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    """A clone with nothing made yet, on a machine that has every package."""
    yield from a_checkout()


@pytest.fixture(scope="module")
def made_once() -> Iterator[Checkout]:
    """A clone in which the tests that need a finished one take turns."""
    yield from a_checkout()


@pytest.fixture
def ready(made_once: Checkout) -> Checkout:
    """A clone that is set up."""
    done = made_once.set_up()
    assert done.returncode == 0, done.stderr
    return made_once


@pytest.fixture
def root_on(checkout: Checkout) -> Checkout:
    """The same machine, asked by root; its apt-get notes what it is told and installs it."""
    checkout.command("id", "echo 0")
    checkout.command(
        "apt-get",
        f'echo "$@" >>{checkout.machine}/apt\n'
        f"cat {checkout.machine}/etc/postgresql-common/createcluster.d/* "
        f">>{checkout.machine}/clusters 2>/dev/null\n"
        f'for word; do echo "installed $word" >>{checkout.machine}/installed; done',
    )
    return checkout


def test_a_fresh_clone_is_made_ready_and_the_second_time_does_nothing(checkout: Checkout) -> None:
    first, second = checkout.set_up(), checkout.set_up()
    assert first.returncode == 0, first.stderr
    assert "making .venv" in first.stdout
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert checkout.imports("kinward", "prefect")


def test_prefects_database_is_made_once_private_and_without_telemetry(ready: Checkout) -> None:
    home = ready.root / "var"
    shutil.rmtree(home)
    for _ in range(2):
        ready.set_up()
    folder = home / "prefect"
    assert (folder / "prefect.db").read_text() == "migrated without telemetry ('false', '1')\n"
    assert (folder / "migrated-by").read_text() == "3.8.8\n"
    assert sorted(path.name for path in folder.iterdir()) == ["migrated-by", "prefect.db"]
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_newer_prefect_migrates_the_database_that_is_there(ready: Checkout) -> None:
    folder = ready.root / "var" / "prefect"
    before = (folder / "prefect.db").read_text()
    (folder / "migrated-by").write_text("3.7.0\n")
    ready.set_up()
    assert (folder / "prefect.db").read_text() == before + before.splitlines(keepends=True)[0]
    assert (folder / "migrated-by").read_text() == "3.8.8\n"


def test_a_migration_that_was_interrupted_is_begun_again(ready: Checkout) -> None:
    folder = ready.root / "var" / "prefect"
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "prefect.db.making").write_text("half a database\n")
    ready.set_up()
    assert "half" not in (folder / "prefect.db").read_text()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("rm -r .venv/lib; touch .venv/kinward-making", id="interrupted"),
        pytest.param("rm .venv/bin/python*", id="without its python"),
        pytest.param(
            "rm -r .venv/lib/python3*/site-packages/{pip,prefect*}", id="without pip and a package"
        ),
        pytest.param("sed -i '$s,.*,/another/folder,' .venv/kinward-setup", id="moved"),
    ],
)
def test_a_broken_environment_is_made_anew(ready: Checkout, damage: str) -> None:
    trace = ready.root / ".venv" / "trace-of-the-old-one"
    trace.touch()
    ready.run("bash", "-c", damage)
    again = ready.set_up()
    assert again.returncode == 0, again.stderr
    assert not trace.exists()
    assert ready.imports("kinward", "prefect")


def test_a_locked_package_that_vanished_is_put_back(ready: Checkout) -> None:
    ready.run(str(ready.python()), "-m", "pip", "uninstall", "-qy", "prefect")
    assert "bringing .venv up" in ready.set_up().stdout
    assert ready.imports("prefect")


def test_a_package_that_is_not_what_the_lock_says_is_refused(checkout: Checkout) -> None:
    lock = checkout.root / "requirements.lock"
    lock.write_text(f"prefect==3.8.8 --hash=sha256:{'0' * 64}\n")
    refused = checkout.set_up()
    assert refused.returncode != 0
    assert "HASH" in refused.stderr.upper()
    assert not checkout.imports("prefect")


def test_only_what_is_missing_is_installed(root_on: Checkout) -> None:
    root_on.has("libreoffice-writer", "fonts-liberation2", "fonts-noto-core", "postgresql-15")
    done = root_on.set_up_packages("test")
    assert (done.returncode, done.stderr) == (0, "")
    installing = (root_on.machine / "apt").read_text().splitlines()[-1]
    assert installing.endswith("install --no-install-recommends poppler-utils qpdf")


def test_a_demo_installs_no_database_server(root_on: Checkout) -> None:
    root_on.has(*(package for package in EVERYTHING if package != "postgresql"))
    root_on.set_up_packages("run")
    assert not (root_on.machine / "apt").exists()


def test_the_tests_database_server_is_installed_without_a_running_one(root_on: Checkout) -> None:
    root_on.has(*(package for package in EVERYTHING if package != "postgresql"))
    root_on.set_up_packages("test")
    assert "create_main_cluster = false" in (root_on.machine / "clusters").read_text()
    left = root_on.machine / "etc" / "postgresql-common" / "createcluster.d"
    assert list(left.iterdir()) == []


def test_an_installation_that_fails_shows_why_and_goes_on(root_on: Checkout) -> None:
    root_on.has()
    root_on.command("apt-get", "echo 'E: no space left on device'; exit 100")
    done = root_on.set_up_packages("test")
    assert done.returncode == 0
    assert "E: no space left on device" in done.stderr
    assert "could not be installed here" in done.stderr


def test_without_the_right_to_install_the_line_to_ask_for_is_said_and_work_goes_on(
    checkout: Checkout,
) -> None:
    checkout.has("poppler-utils", "qpdf", "fonts-liberation")
    user = None
    if os.geteuid() == 0:
        user = NOBODY
        for path in (checkout.root, *checkout.root.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    done = checkout.run("bash", "deploy/setup/set_up.sh", "test", user=user)
    missing = "libreoffice-writer-nogui fonts-noto-core postgresql"
    assert done.returncode == 0, done.stderr
    assert f"apt-get install --no-install-recommends {missing}\n" in done.stderr
    assert "DOCX only" in done.stderr
    assert checkout.imports("kinward", "prefect")


def test_without_a_python_new_enough_the_version_found_is_said(checkout: Checkout) -> None:
    for name in ("python3.11", "python3"):
        checkout.command(name, '[[ $1 == --version ]] && echo "Python 3.9.2" || exit 1')
    done = checkout.set_up()
    assert done.returncode != 0
    assert "Kinward needs Python 3.11 or newer; found: Python 3.9.2" in done.stderr


def test_debians_python_without_its_venv_package_asks_for_that_package(checkout: Checkout) -> None:
    for name in ("python3.11", "python3"):
        checkout.command(name, "[[ $2 != *ensurepip* ]]")
    checkout.command("id", "echo 1000")
    done = checkout.set_up()
    assert done.returncode != 0
    assert "apt-get install --no-install-recommends python3-venv" in done.stderr


@pytest.fixture
def gates(ready: Checkout) -> Iterator[Checkout]:
    """A clone that is set up, with gates that all open and note that they were asked."""
    for name in GATES:
        ready.gate(name, f'echo {name} "$@" "[$KINWARD_HOME$PREFECT_API_URL]" >>asked')
    (ready.root / "asked").unlink(missing_ok=True)
    yield ready
    ready.has(*EVERYTHING)


def asked(checkout: Checkout) -> list[str]:
    return (checkout.root / "asked").read_text().splitlines()


def test_ci_asks_every_gate_in_order_away_from_a_persons_own_home(gates: Checkout) -> None:
    home_and_server = ("env", "KINWARD_HOME=/a/home", "PREFECT_API_URL=http://a.server")
    done = gates.run(*home_and_server, "bash", ".ci/run")
    assert done.returncode == 0, done.stdout + done.stderr
    order = ["ruff format --check .", "ruff check .", "mypy", "lint-imports", "pytest"]
    assert asked(gates) == [f"{line} []" for line in order]


@pytest.mark.parametrize(
    ("gate", "name"),
    [
        ("ruff", "formatting"),
        ("mypy", "types"),
        ("lint-imports", "import contracts"),
        ("pytest", "tests"),
    ],
)
def test_ci_stops_at_the_first_gate_that_fails_and_names_it(
    gates: Checkout, gate: str, name: str
) -> None:
    gates.gate(gate, "echo last >>asked; exit 3")
    done = gates.run("bash", ".ci/run")
    assert done.returncode != 0
    assert f'FAILED at "{name}"' in done.stderr
    assert asked(gates)[-1] == "last"


def test_tests_without_their_packages_never_count_as_passed(gates: Checkout) -> None:
    gates.has("libreoffice-writer-nogui", "fonts-liberation", "fonts-noto-core", "qpdf")
    gates.command("id", "echo 1000")
    done = gates.run("make", "test")
    assert done.returncode != 0
    assert asked(gates)[-1] == "pytest []"
    line = "apt-get install --no-install-recommends poppler-utils postgresql\n"
    assert done.stderr.count(line) == 2, "once before the work, once where the tests end"


def test_every_target_is_explained(checkout: Checkout) -> None:
    said = checkout.run("make", "--no-print-directory", "help").stdout
    declared = next(
        line for line in (REPOSITORY / "Makefile").read_text().splitlines() if ".PHONY" in line
    )
    assert {line.split()[1] for line in said.splitlines()} == set(declared.split()[1:])


def test_the_lock_holds_hashes_and_the_tool_that_builds_the_project_and_names_no_host() -> None:
    lock = (REPOSITORY / "requirements.lock").read_text()
    pins = [line for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))]
    assert all(pin.endswith("\\") for pin in pins)
    assert any(pin.startswith("setuptools==") for pin in pins)
    assert "://" not in lock
