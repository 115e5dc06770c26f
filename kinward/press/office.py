"""LibreOffice, started so that it can neither hang us, nor phone anyone, nor remember a letter.

Each of these was met while measuring LibreOffice 7.4 and 25.2, and is the reason for a line below:

* `soffice` goes through `oosplash`, which ignores SIGTERM and hangs when the real program dies:
  `soffice.bin` is started directly, and killed with its whole group when its time is over.
* Started directly on a fresh profile it leaves with status 81 ("start me again"): a profile is
  made once, under the home, and every call works on its own copy. A copy costs some milliseconds,
  is never shared (two offices on one profile wait for each other and die together), and whatever
  the office notes about recent files goes away with it.
* Its exit status is 0 for a letter that it could not load: only the PDFs found afterwards count.
* File names appear in its output and its notes: files are called by the hash of their id.

A call costs about one second to start, whatever its number of letters; a program that stays up has
the next office started beforehand (`standby`).
"""

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from kinward.press.bounded_call import Ended, call_within
from kinward.press.office_profile import SETTINGS, surroundings
from kinward.press.workroom import workroom
from schemas.problem import UnitError

USUAL_PLACES = (
    Path("/usr/lib/libreoffice/program/soffice.bin"),
    Path("/usr/lib64/libreoffice/program/soffice.bin"),
    Path("/opt/libreoffice/program/soffice.bin"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
START_AGAIN = 81
EXPORT = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
QUIET = ("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck")


class OfficeMissing(UnitError):
    """LibreOffice is not on this machine, or not where it was said to be."""

    code = "office_missing"
    remedy = "Install LibreOffice Writer (Debian: libreoffice-writer-nogui) and prepare again."


class OfficeNotStarting(UnitError):
    """LibreOffice is there, and does not come up."""

    code = "office_not_starting"
    remedy = "Run `kinward doctor`; install LibreOffice Writer again if it says so."


@dataclass(frozen=True, slots=True)
class Run:
    """What one call of the office left: PDFs by id, and whether it came to its end."""

    pdfs: Mapping[str, bytes]
    timed_out: bool
    status: int | None


class Warm(Protocol):
    """An office that is up before it is asked."""

    def print_letters(self, letters: Mapping[str, bytes]) -> Run | None:
        """Print as `Office.print_letters` does; None when it is busy."""


@dataclass(frozen=True, slots=True)
class Office:
    """Where LibreOffice is, where its profile lies, and how long it may take.

    `home` is a private directory of ours (`<home>/office`). One call may take `start_seconds`
    plus `seconds_per_letter` for each letter: many times what it needs (1 s and 0.1 s).
    """

    binary: Path
    home: Path
    batch_size: int = 20
    workers: int = 1
    start_seconds: float = 45
    seconds_per_letter: float = 5
    standby: Warm | None = None

    def is_installed(self) -> bool:
        """Say whether the program is there and may be run."""
        return self.binary.is_file() and os.access(self.binary, os.X_OK)

    def version(self) -> str:
        """Return LibreOffice's version, "7.4.7.2", for the manifest.

        Asking takes half a second, so the answer is kept as long as the program is the same one.

        Raises:
            OfficeMissing: There is no program at `binary`.
            OfficeNotStarting: It does not tell its version.
        """
        self._must_be_installed()
        told_before = self.home / f"version-{self._identity()}"
        if told_before.is_file():
            return told_before.read_text(encoding="ascii")
        number = self._asked_version()
        told_before.write_text(number, encoding="ascii")
        return number

    def _asked_version(self) -> str:
        with workroom(self.home) as room:
            told = self._call(self.command(room / "profile", "--version"), room)
        number = re.search(r"\b\d+(?:\.\d+)+", told.output)
        if number is None:
            raise OfficeNotStarting(f"no version told, exit status {told.status}")
        return number.group()

    def print_letters(self, letters: Mapping[str, bytes]) -> Run:
        """Convert Word files to PDF in one call; what cannot be converted is absent from the run.

        Raises:
            OfficeMissing: There is no program at `binary`.
            OfficeNotStarting: It could not make itself a profile.
        """
        run = self.standby.print_letters(letters) if self.standby else None
        if run is None:
            return self._print_alone(letters)
        missing = {id_: letters[id_] for id_ in letters if id_ not in run.pdfs}
        if run.timed_out or not missing:
            return run
        # Only an office of its own tells, by its status, a letter that it refused from a crash.
        alone = self._print_alone(missing)
        return replace(alone, pdfs={**run.pdfs, **alone.pdfs})

    def _print_alone(self, letters: Mapping[str, bytes]) -> Run:
        with workroom(self.home) as room:
            return self.print_with(self.fresh_profile(room), letters)

    def print_with(self, profile: Path, letters: Mapping[str, bytes]) -> Run:
        """Convert in one call with this profile, and so with the office that is up on it.

        Raises:
            OfficeMissing: There is no program at `binary`.
            OfficeNotStarting: It cannot be started.
        """
        stems = {id_: hashlib.sha256(id_.encode()).hexdigest()[:32] for id_ in letters}
        with workroom(self.home) as room:
            for id_, stem in stems.items():
                (room / f"{stem}.docx").write_bytes(letters[id_])
            # Without --infilter a file that Word's filter refuses is printed as plain text.
            task = ("--infilter=MS Word 2007 XML", "--convert-to", EXPORT, "--outdir", ".")
            command = self.command(profile, *task, *(f"{stem}.docx" for stem in stems.values()))
            ended = self._call(command, room, letters=len(letters))
            made = {id_: _complete_pdf(room / f"{stem}.pdf") for id_, stem in stems.items()}
        pdfs = {id_: pdf for id_, pdf in made.items() if pdf is not None}
        return Run(pdfs=pdfs, timed_out=ended.timed_out, status=ended.status)

    def fresh_profile(self, room: Path) -> Path:
        """Return a profile of `room`'s own, which goes away with it.

        Raises:
            OfficeMissing: There is no program at `binary`.
            OfficeNotStarting: It could not make itself a profile.
        """
        profile = room / "profile"
        shutil.copytree(self._profile(), profile)
        return profile

    def command(self, profile: Path, *task: str) -> list[str]:
        """Return the command line of an office with this profile."""
        place = f"-env:UserInstallation={profile.absolute().as_uri()}"
        return [str(self.binary), place, *QUIET, *task]

    def _profile(self) -> Path:
        """Return the profile that calls copy, making it on the first call of this program."""
        self._must_be_installed()
        profile = self.home / f"profile-{self._identity()}"
        if profile.is_dir():
            return profile
        with workroom(self.home) as room:
            user = room / "profile" / "user"
            user.mkdir(parents=True)
            (user / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
            start = self.command(room / "profile", "--terminate_after_init")
            ended = self._call(start, room)
            if ended.status != 0:
                raise OfficeNotStarting(f"exit status {ended.status} on a fresh profile")
            with contextlib.suppress(OSError):  # another was faster; its profile is as good
                (room / "profile").rename(profile)
        return profile

    def _identity(self) -> str:
        """Return a name for this very program with our settings."""
        identity = f"{self.binary} {self.binary.stat().st_mtime_ns} {SETTINGS}"
        return hashlib.sha256(identity.encode()).hexdigest()[:12]

    def _must_be_installed(self) -> None:
        if not self.is_installed():
            raise OfficeMissing(f"no program at {self.binary}")

    def _call(self, command: Sequence[str], room: Path, *, letters: int = 0) -> Ended:
        self._must_be_installed()
        seconds = self.start_seconds + self.seconds_per_letter * letters
        for _ in range(2):
            try:
                ended = call_within(
                    seconds, command, room=room, surroundings=surroundings(str(room))
                )
            except OSError as fault:
                raise OfficeNotStarting(f"errno {fault.errno}") from None
            if ended.status != START_AGAIN:
                break
        return ended


def locate_office() -> Path:
    """Return LibreOffice's place on this machine, or where it would be if it were installed."""
    return next((place for place in USUAL_PLACES if place.is_file()), USUAL_PLACES[0])


def _complete_pdf(path: Path) -> bytes | None:
    # A killed office leaves the file that it was writing.
    pdf = path.read_bytes() if path.is_file() else b""
    return pdf if pdf.startswith(b"%PDF-") and b"%%EOF" in pdf[-1024:] else None
