"""An open office: everything the unit's verbs work with, wired together in one place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kinward.ledger import Ledger, Signed
from kinward.library import Library
from kinward.press.office import Office as LibreOffice
from kinward.store import Store
from schemas.ledger import Actor

if TYPE_CHECKING:
    from kinward.wording.catalog import Catalog
    from kinward.wording.status import Status


@dataclass(frozen=True, slots=True)
class Versions:
    """What a manifest says of the programs that made its papers."""

    kinward: str
    babel: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The Word letters by kind, readable catalogs by language tag, and effective statuses."""

    letters: Mapping[str, bytes] = field(repr=False)
    catalogs: "Mapping[str, Catalog]" = field(repr=False)
    statuses: "Mapping[tuple[str, str], Status]"
    """By (kind, language), of letters with a complete catalog."""


class Lazy:
    """Texts that are loaded when they are first asked for."""

    def __init__(self, load: Callable[[], Texts]) -> None:
        self._load = load

    @cached_property
    def now(self) -> Texts:
        """The texts."""
        return self._load()


@dataclass(frozen=True, slots=True)
class Office:
    """The open office; `clock` is the only place from which its verbs learn the time."""

    home: Path
    library: Library
    ledger: Ledger
    store: Store
    printer: LibreOffice
    texts: Lazy
    clock: Callable[[], datetime]
    actor: Actor
    versions: Versions

    @property
    def letters(self) -> Mapping[str, bytes]:
        """The Word letters by kind."""
        return self.texts.now.letters

    @property
    def catalogs(self) -> "Mapping[str, Catalog]":
        """Readable catalogs by language tag."""
        return self.texts.now.catalogs

    @property
    def statuses(self) -> "Mapping[tuple[str, str], Status]":
        """Effective status by (kind, language), of letters with a complete catalog."""
        return self.texts.now.statuses

    def signed(self, agency: str, as_of: str | None = None, by: Actor | None = None) -> Signed:
        """Return the signature of what is recorded now; by the program unless a person acts."""
        return Signed(by or self.actor, agency, self.clock(), as_of)
