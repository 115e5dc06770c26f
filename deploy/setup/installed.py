"""Say whether the running environment holds what a lock file names.

    python installed.py requirements.lock pyproject.toml

Reads the installed packages' own records, imports none of them: a tenth of a second.
Standard library only, since the environment it looks at may be broken.
"""

import re
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)([^\\]*)")


def plain(name: str) -> str:
    """Return a package's name as the registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    """Return name and version of each line of a lock that holds on every machine."""
    found = (PIN.match(line) for line in lock.splitlines())
    return {plain(pin[1]): pin[2] for pin in found if pin and ";" not in pin[3]}


def missing(wanted: dict[str, str]) -> list[str]:
    """Return what is not installed, or not in the wanted version."""
    here = {plain(part.name): part.version for part in distributions() if part.name}
    return [f"{name}=={version}" for name, version in wanted.items() if here.get(name) != version]


def main(lock: Path, project_file: Path) -> int:
    """Print what is missing; 0 when nothing is."""
    project = tomllib.loads(project_file.read_text(encoding="utf-8"))["project"]
    wanted = pins(lock.read_text(encoding="utf-8"))
    wanted[plain(project["name"])] = project["version"]
    lacking = missing(wanted)
    sys.stderr.writelines(f"not installed: {name}\n" for name in lacking)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
