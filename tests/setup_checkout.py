"""A small clone of this project on a described machine, for the tests of set-up."""

import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
EVERYTHING = (
    "libreoffice-writer-nogui",
    "fonts-liberation",
    "fonts-noto-core",
    "poppler-utils",
    "qpdf",
    "postgresql",
)
PARTS = ("say", "packages", "environment")
# Stands for Prefect's command: notes what it was told and makes the database it was told to make.
PREFECT = """
import os
from pathlib import Path

def main():
    url = os.environ["PREFECT_API_DATABASE_CONNECTION_URL"]
    database = Path(url.removeprefix("sqlite+aiosqlite:///"))
    told = (os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"], os.environ["DO_NOT_TRACK"])
    database.open("a").write(f"migrated without telemetry {told}\\n")
"""
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "kinward"
version = "0.1.0"
"""


def a_wheel(folder: Path, name: str, version: str, module: str, entry_point: str = "") -> Path:
    """Write an installable wheel with one module."""
    about = f"{name}-{version}.dist-info"
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", module)
        wheel.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        wheel.writestr(
            f"{about}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        wheel.writestr(f"{about}/entry_points.txt", entry_point)
        wheel.writestr(f"{about}/RECORD", "")
    return path


def a_lock_line(wheel: Path) -> str:
    name, version = wheel.name.split("-")[:2]
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


@dataclass(frozen=True)
class Checkout:
    """A clone on a machine of its own."""

    root: Path
    machine: Path

    def command(self, name: str, script: str) -> None:
        """Put a command first in PATH."""
        (self.machine / "bin" / name).write_text(f"#!/bin/bash\n{script}\n")
        (self.machine / "bin" / name).chmod(0o755)

    def has(self, *packages: str) -> None:
        """Say which Debian packages are installed."""
        (self.machine / "installed").write_text("".join(f"installed {p}\n" for p in packages))

    def run(self, *command: str, user: int | None = None) -> subprocess.CompletedProcess[str]:
        path = f"{self.machine / 'bin'}:{os.environ['PATH']}"
        quiet = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.machine), "MAKEFLAGS": ""}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "KINWARD_"))}
        return subprocess.run(
            command,
            cwd=self.root,
            env={**kept, **quiet, "PATH": path, "KINWARD_SETUP_ETC": str(self.machine / "etc")},
            user=user,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def set_up(self, what: str = "run") -> subprocess.CompletedProcess[str]:
        return self.run("bash", "deploy/setup/set_up.sh", what)

    def set_up_packages(self, what: str) -> subprocess.CompletedProcess[str]:
        """Do only the first step of set-up."""
        parts = " ".join(f"source deploy/setup/{part}.sh;" for part in PARTS)
        return self.run("bash", "-c", f"set -euo pipefail; {parts} set_up_packages {what}")

    def python(self) -> Path:
        return self.root / ".venv" / "bin" / "python"

    def imports(self, *modules: str) -> bool:
        """Say whether the environment has the modules."""
        return self.run(str(self.python()), "-c", f"import {','.join(modules)}").returncode == 0

    def gate(self, name: str, script: str) -> None:
        """Put a script in the place of one of the tools that judge the code."""
        path = self.root / ".venv" / "bin" / name
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)


def a_checkout() -> Iterator[Checkout]:
    """Yield a clone with nothing made yet, on a machine that has every package.

    Not under pytest's own folder: another user must be able to read it.
    """
    with tempfile.TemporaryDirectory() as name:
        place = Checkout(Path(name) / "kinward", Path(name) / "machine")
        (place.machine / "bin").mkdir(parents=True)
        place.root.mkdir()
        for what in ("deploy/setup", ".ci"):
            shutil.copytree(REPOSITORY / what, place.root / what)
        shutil.copy(REPOSITORY / "Makefile", place.root)
        a_project(place)
        place.command("dpkg-query", f"cat {place.machine}/installed")
        place.command("sudo", "exit 1")
        place.has(*EVERYTHING)
        Path(name).chmod(0o755)
        yield place


def a_project(place: Checkout) -> None:
    entry = "[console_scripts]\nprefect = prefect:main\n"
    prefect = a_wheel(place.machine, "prefect", "3.8.8", PREFECT, entry)
    project = a_wheel(place.machine, "kinward", "0.1.0", "")
    (place.root / "requirements.lock").write_text(a_lock_line(prefect))
    (place.root / "pyproject.toml").write_text(PROJECT)
    (place.root / "backend.py").write_text(
        "import shutil\ndef build_editable(folder, *_):\n"
        f"    return shutil.copy({str(project)!r}, folder).rsplit('/')[-1]\n"
    )
