"""Examine a machine: what Kinward needs here, what was found, and what to do about the rest."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from kinward.machine import Machine, ThisMachine

OLDEST_PYTHON = (3, 11)
OLDEST_LIBREOFFICE = (7, 4)
ROOM_WANTED_GB = 2
PREFECT_PORT = 4200
SOCKET_FOLDER = "/var/run/postgresql"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is as it should be, what was found, what to do if not.

    `needed` is False for what Kinward works without (with less comfort, or fewer languages).
    """

    name: str
    ok: bool
    found: str
    remedy: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class ScriptFonts:
    """A script, the font families that letters in it may use, the package that brings them."""

    script: str
    families: tuple[str, ...]
    package: str
    needed: bool = True


SCRIPTS = (
    ScriptFonts("Latin, Cyrillic", ("Liberation Sans", "Liberation Serif"), "fonts-liberation"),
    ScriptFonts("Arabic", ("Noto Naskh Arabic", "Noto Sans Arabic"), "fonts-noto-core"),
    ScriptFonts("Ethiopic", ("Noto Sans Ethiopic", "Noto Serif Ethiopic"), "fonts-noto-core"),
    ScriptFonts("Gurmukhi", ("Noto Sans Gurmukhi", "Noto Serif Gurmukhi"), "fonts-noto-core"),
    ScriptFonts(
        "Chinese, Japanese, Korean",
        ("Noto Sans CJK SC", "Noto Serif CJK SC"),
        "fonts-noto-cjk",
        needed=False,
    ),
)


class Server(NamedTuple):
    """Where a PostgreSQL server is expected; never its user or password."""

    host: str
    port: int


def examine(
    home: Path,
    *,
    machine: Machine | None = None,
    database_url: str | None = None,
    port: int = PREFECT_PORT,
    scripts: tuple[ScriptFonts, ...] = SCRIPTS,
) -> tuple[Check, ...]:
    """Look at everything Kinward uses on this machine; never raises.

    `home` need not exist. `database_url` is the ledger's, where it is not in the home;
    `port` is the one `kinward serve` would take.
    """
    here = machine or ThisMachine()
    checks = (
        _python(here),
        _libreoffice(here),
        *_fonts(here, scripts),
        _tool(here, "poppler-utils", "pdftotext", "-v"),
        _tool(here, "qpdf", "qpdf", "--version"),
        _home(here, home),
        _master_key(here, home, keeps_ledger=database_url is None),
        _room(here, home),
        _prefect(here),
        _prefect_database(here, home),
        *_postgresql(here, database_url),
        _port(here, port),
    )
    return tuple(replace(check, remedy="") if check.ok else check for check in checks)


def _apt(package: str) -> str:
    return f"sudo apt-get install --no-install-recommends {package}"


def _numbers(text: str) -> tuple[int, ...]:
    """Return the first dotted number of a text, `(7, 4, 7)`; empty when there is none."""
    found = re.search(r"\d+(?:\.\d+)+", text)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def _python(here: Machine) -> Check:
    version = here.python_version()
    remedy = "Install Python 3.11 or newer, then run: make setup"
    return Check("Python", version >= OLDEST_PYTHON, ".".join(map(str, version)), remedy)


def _libreoffice(here: Machine) -> Check:
    answer = here.output_of("soffice", "--version") or here.output_of("libreoffice", "--version")
    remedy = f"{_apt('libreoffice-writer-nogui')} (until then: DOCX only, no PDF)"
    if answer is None:
        return Check("LibreOffice", ok=False, found="not there, or not starting", remedy=remedy)
    version = _numbers(answer)
    found = ".".join(map(str, version)) or "a version that cannot be read"
    return Check("LibreOffice", version >= OLDEST_LIBREOFFICE, found, remedy)


def _fonts(here: Machine, scripts: tuple[ScriptFonts, ...]) -> tuple[Check, ...]:
    answer = here.output_of("fc-list", "--format", "%{family}\n")
    if answer is None:
        gone = "cannot be listed: fc-list is not there"
        return (Check("Fonts", ok=False, found=gone, remedy=_apt("fontconfig")),)
    families = {name.strip() for line in answer.splitlines() for name in line.split(",")}
    return tuple(_font(script, families) for script in scripts)


def _font(script: ScriptFonts, families: set[str]) -> Check:
    there = [family for family in script.families if family in families]
    found = ", ".join(there) or f"none of {', '.join(script.families)}"
    name = f"Fonts: {script.script}"
    return Check(name, bool(there), found, _apt(script.package), script.needed)


def _tool(here: Machine, package: str, *command: str) -> Check:
    answer = here.output_of(*command)
    found = "not there" if answer is None else ".".join(map(str, _numbers(answer))) or "there"
    return Check(package, answer is not None, found, _apt(package))


def _nearest_folder(here: Machine, path: Path) -> Path:
    """Return the path itself, or the closest folder above it that exists."""
    return next((one for one in (path, *path.parents) if here.mode_of(one) is not None), path)


def _home(here: Machine, home: Path) -> Check:
    mode = here.mode_of(home)
    writable = here.can_write_in(_nearest_folder(here, home))
    if not writable:
        remedy = f"Give this account the right to write in {home}, or name another: --home DIR"
        return Check("Home", ok=False, found=f"{home}: cannot be written", remedy=remedy)
    if mode is None:
        return Check("Home", ok=True, found=f"{home}: made at first use")
    found = f"{home}: mode {mode:04o}"
    return Check("Home", mode & 0o077 == 0, found, f"Others can look in: chmod 700 {home}")


def _master_key(here: Machine, home: Path, *, keeps_ledger: bool) -> Check:
    folder = home / "keys"
    keys = here.files_in(folder)
    if not keys:
        return _no_master_key(here, home, keeps_ledger=keeps_ledger)
    open_ones = [path for path in (folder, *keys) if (here.mode_of(path) or 0) & 0o077]
    found = f"{len(keys)} in {folder}" + (f", {len(open_ones)} open to others" * bool(open_ones))
    return Check("Master key", not open_ones, found, f"chmod -R go= {folder}")


def _no_master_key(here: Machine, home: Path, *, keeps_ledger: bool) -> Check:
    if keeps_ledger and here.mode_of(home / "ledger.sqlite3") is None:
        return Check("Master key", ok=True, found="none yet: made at first use")
    remedy = f"Put the key back from where it is kept apart from backups, into {home / 'keys'}"
    if keeps_ledger:
        return Check("Master key", ok=False, found="none, beside a ledger", remedy=remedy)
    # Whether the ledger elsewhere has cases yet is not for the doctor to read.
    found, remedy = "none here", f"If the ledger has cases already: {remedy}"
    return Check("Master key", ok=False, found=found, remedy=remedy, needed=False)


def _room(here: Machine, home: Path) -> Check:
    free = here.free_bytes(_nearest_folder(here, home))
    if free is None:
        return Check("Free disk", ok=False, found="cannot be read", remedy=f"Look at {home}")
    found = f"{free / 1e9:.1f} GB"
    remedy = f"Make room: at least {ROOM_WANTED_GB} GB where {home} lies"
    return Check("Free disk", free >= ROOM_WANTED_GB * 1e9, found, remedy)


def _prefect(here: Machine) -> Check:
    version = here.version_of("prefect")
    return Check("Prefect", version is not None, version or "not installed", "make setup")


def _prefect_database(here: Machine, home: Path) -> Check:
    folder = home / "prefect"
    migrated_by = (here.text_of(folder / "migrated-by") or "").strip()
    if "alembic_version" not in here.tables_of(folder / "prefect.db"):
        found, ok = "not migrated: the first run takes ten seconds longer", False
    elif migrated_by != here.version_of("prefect"):
        found, ok = f"migrated by {migrated_by or 'an unknown version'}", False
    else:
        found, ok = f"migrated by {migrated_by}", True
    return Check("Prefect's database", ok, found, f"KINWARD_HOME={home} make setup", needed=False)


def _server_in(database_url: str) -> Server | None:
    """Return where a PostgreSQL URL points; None when it cannot be read."""
    try:
        parts = urlsplit(database_url)
        asked = parse_qs(parts.query)
        host = parts.hostname or asked.get("host", [SOCKET_FOLDER])[0]
        return Server(unquote(host), parts.port or int(asked.get("port", ["5432"])[0]))
    except ValueError:
        return None


def _postgresql(here: Machine, database_url: str | None) -> tuple[Check, ...]:
    if database_url is None or not database_url.startswith("postgres"):
        return ()
    server = _server_in(database_url)
    if server is None:
        remedy = "Write DATABASE_URL as postgresql://USER@HOST:PORT/DATABASE"
        return (Check("PostgreSQL", ok=False, found="an unreadable address", remedy=remedy),)
    ok = here.can_reach(server.host, server.port)
    found = f"{server.host} port {server.port}: {'listening' if ok else 'nobody listens'}"
    return (Check("PostgreSQL", ok, found, "Start the server, or correct DATABASE_URL"),)


def _port(here: Machine, port: int) -> Check:
    ok = here.can_listen_on(port)
    found = f"{port}: {'free' if ok else 'taken (by Kinward itself while `serve` runs)'}"
    return Check(
        "Port for serve", ok, found, "Stop what uses it, or name another port", needed=False
    )
