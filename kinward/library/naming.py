"""Finds the agreement that was named: an id, an id with its version, a file or its folder."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from kinward.library.holdings import Library
from kinward.library.showing import UnknownInstrument
from kinward.reading.faults import validated
from kinward.reading.yaml12 import read
from schemas.instrument import Instrument, Version
from schemas.problem import Problem, UnitError

FILE = "agreement.yaml"


class AgreementFaulty(UnitError):
    """The file of an agreement has faults; nothing was compared or computed."""

    code = "agreement_faulty"
    remedy = "Correct the places named and run the command again."

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        faults = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        super().__init__(f"the agreement's file has {faults}")
        self.problems = problems


class UnknownVersion(UnitError):
    """The instrument has no version of this name."""

    code = "unknown_version"
    remedy = "`kinward agreement show ID` lists its versions; write ID@VERSION."


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument that was named, and its version if that was named too."""

    instrument: Instrument
    version: Version | None

    @property
    def text(self) -> Version:
        """The version named, else the newest."""
        return self.version or self.instrument.versions[-1]

    @property
    def label(self) -> str:
        """The id with the version: `us-il_mx@2020-10-02`."""
        return f"{self.instrument.id}@{self.text.version}"


def named(library: Library, text: str) -> Named:
    """Return the agreement that a text names.

    Raises:
        UnknownInstrument: no row and no file is meant.
        UnknownVersion: the row has no such version.
        AgreementFaulty: the file has faults.
    """
    path = Path(text)
    if path.exists():
        return Named(read_agreement(path), None)
    id_, _, wanted = text.partition("@")
    instrument = known(library, id_)
    if not wanted:
        return Named(instrument, None)
    version = next((row for row in instrument.versions if row.version == wanted), None)
    if version is None:
        names = ", ".join(row.version for row in instrument.versions)
        raise UnknownVersion(f"{id_} has no such version; it has {names}")
    return Named(instrument, version)


def known(library: Library, id_: str) -> Instrument:
    """Return an instrument of the library.

    Raises:
        UnknownInstrument: there is none of this id; the nearest one is named.
    """
    found = library.instrument(id_)
    if found is not None:
        return found
    near = difflib.get_close_matches(id_, [row.id for row in library.instruments], n=1)
    hint = f"; did you mean {near[0]}?" if near else "; `kinward agreement show` lists all"
    raise UnknownInstrument(f"the library has no instrument of this id{hint}")


def read_agreement(path: Path) -> Instrument:
    """Return the agreement of a file, or of the `agreement.yaml` in a folder.

    Raises:
        AgreementFaulty: it cannot be read, or has faults.
    """
    file = path / FILE if path.is_dir() else path
    try:
        data = file.read_bytes()
    except OSError:
        remedy = f"Name an {FILE}, or a folder that holds one."
        raise AgreementFaulty(
            (Problem("unreadable_file", "no agreement can be read there", remedy, str(path)),)
        ) from None
    instrument, problems = validated(Instrument, read(data, str(file)))
    if instrument is None:
        raise AgreementFaulty(problems)
    return instrument
