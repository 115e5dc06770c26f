"""What the ledger keeps of each paper, read back: its files, recipient and proofs."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from kinward.casework.desk import Office
from kinward.ledger.rows import PacketRow
from schemas.ledger import DocumentPrepared, DocumentPrinted

LIVING = frozenset({"waiting", "held", "approved", "sending", "sent", "failed"})
"""States of packets that still count."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper as it was recorded: what was told when it was written, then when it was printed."""

    document_id: str
    case_number: str
    as_of: str | None
    """The moment it was written for."""
    told: dict[str, JsonValue] = field(repr=False)
    printed: dict[str, JsonValue] = field(repr=False, default_factory=dict)

    @property
    def title(self) -> str:
        """The kind's title, which names no person."""
        return str(self.told["title"])

    @property
    def channel(self) -> str:
        """The channel its kind goes by."""
        return str(self.told["channel"])

    @property
    def docx(self) -> dict[str, str]:
        """Word files by language, as hashes, English first."""
        return _texts(self.told["docx"])

    @property
    def pdf(self) -> dict[str, str]:
        """PDFs by language, as hashes."""
        return _texts(self.printed.get("pdf"))

    @property
    def pages(self) -> int:
        """Pages of all languages together."""
        pages = self.printed.get("pages")
        return (
            sum(n for n in pages.values() if isinstance(n, int)) if isinstance(pages, dict) else 0
        )

    @property
    def recipient(self) -> dict[str, JsonValue]:
        """The recipient, as it was planned."""
        found = self.told["recipient"]
        return found if isinstance(found, dict) else {}

    @property
    def contact(self) -> dict[str, JsonValue] | None:
        """The directory row it was addressed from, if any."""
        found = self.told.get("contact")
        return found if isinstance(found, dict) else None

    def listed(self, name: str) -> list[JsonValue]:
        """Return a list that was kept."""
        found = self.told.get(name)
        return found if isinstance(found, list) else []


def _texts(value: JsonValue) -> dict[str, str]:
    return {k: str(v) for k, v in value.items()} if isinstance(value, dict) else {}


def file_name(case_number: str, kind: str, document_id: str, language_ending: str) -> str:
    """Return a document's file name: case number, kind and language; never a person's name.

    A loose courtesy translation says that it is a draft: `...es.DRAFT.pdf`.
    """
    tag, _, ending = language_ending.rpartition(".")
    mark = "" if tag == "en" else ".DRAFT"
    return f"{case_number}.{kind}.{document_id[-6:]}.{tag}{mark}.{ending}"


def kept_papers(office: Office, case_number: str) -> dict[str, Kept]:
    """Return the latest of each paper by document id."""
    papers: dict[str, Kept] = {}
    for entry in office.ledger.history(case_number):
        public, sealed = entry.public, entry.sealed
        if not isinstance(sealed, dict):
            continue
        if isinstance(public, DocumentPrepared):
            papers[public.document_id] = Kept(public.document_id, case_number, entry.as_of, sealed)
        elif isinstance(public, DocumentPrinted) and public.document_id in papers:
            papers[public.document_id] = replace(papers[public.document_id], printed=sealed)
    return papers


def plain_json(value: object) -> JsonValue:
    """Return a value as plain JSON data; days as ISO text."""
    made: JsonValue = json.loads(json.dumps(value, default=str))
    return made


def living_packets(rows: Iterable[PacketRow]) -> list[PacketRow]:
    """Return the packets that still count."""
    return [row for row in rows if row.state in LIVING]
