"""How far a translation may be trusted: a declared status, bound to the texts it was given for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self, get_args

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from kinward.wording.catalog import Catalog
from kinward.wording.entries import Entry
from kinward.wording.fingerprints import po_sha256, source_sha256
from kinward.wording.messages import Message
from schemas.base import Code, Day, Record, Sha256, Text

DeclaredStatus = Literal[
    "draft_machine",
    "draft_developer",
    "human_translated",
    "human_reviewed",
    "counsel_approved",
    "certified",
]
Status = Literal[DeclaredStatus, "english_source"]
_ORDER: tuple[str, ...] = get_args(DeclaredStatus)
_SIGNED_BY = {
    "human_translated": "translator",
    "human_reviewed": "reviewer",
    "counsel_approved": "counsel",
    "certified": "certificate",
}


class Signatory(Record):
    """Who answers for a translation, and by what qualification."""

    name: Text
    qualification: Text
    organisation: Text | None = None


class Certificate(Record):
    """A translator's certificate, kept as a file."""

    statement: Text
    signed_name: Text
    signed_on: Day
    file_sha256: Sha256


class KindStatus(Record):
    """What somebody declared of one letter's translation, and of exactly which texts."""

    status: DeclaredStatus
    source_sha256: Sha256
    po_sha256: Sha256
    declared_on: Day
    translator: Signatory | None = None
    reviewer: Signatory | None = None
    counsel: Signatory | None = None
    certificate: Certificate | None = None
    expires_on: Day | None = None
    """The last day on which the declaration counts."""

    @model_validator(mode="after")
    def _names_who_signed(self) -> Self:
        for status, signatory in _SIGNED_BY.items():
            reached = _ORDER.index(self.status) >= _ORDER.index(status)
            needed = reached and (signatory == "translator" or status == self.status)
            if needed and getattr(self, signatory) is None:
                raise PydanticCustomError(
                    "signatory_missing",
                    "{status} needs its {signatory}",
                    {"status": self.status, "signatory": signatory},
                )
        return self


class StatusRecord(Record):
    """`status.yaml` beside a catalog: one declaration for each kind of letter."""

    locale: Text
    kinds: dict[Code, KindStatus]


@dataclass(frozen=True, slots=True)
class EffectiveStatus:
    """What a translation counts as now, and why it counts for less than declared."""

    status: Status
    declared: DeclaredStatus | None
    because: tuple[str, ...]
    """Codes: not_declared, source_changed, translation_changed, expired, untranslated, fuzzy."""

    @property
    def is_draft(self) -> bool:
        """Say whether the translation is treated as a draft.

        `human_translated` has no effect of its own until somebody has reviewed it.
        """
        return self.status in ("draft_machine", "draft_developer", "human_translated")


def effective_status(
    kind: str,
    messages: Iterable[Message],
    catalog: Catalog,
    record: StatusRecord | None,
    *,
    on: date,
) -> EffectiveStatus:
    """Return what a letter's translation counts as on a day.

    The declared status holds only while English and translation are, byte for byte, those it was
    given for; one missing or fuzzy text makes the whole letter a machine draft.
    """
    if catalog.is_source:
        return EffectiveStatus("english_source", None, ())
    asked = tuple(messages)
    declared = record.kinds.get(kind) if record else None
    because = (*_unfinished(asked, catalog), *_revoked(declared, asked, catalog, on))
    if declared is None:
        return EffectiveStatus("draft_machine", None, because)
    if because:
        return EffectiveStatus("draft_machine", declared.status, because)
    return EffectiveStatus(declared.status, declared.status, ())


def _revoked(
    declared: KindStatus | None, messages: tuple[Message, ...], catalog: Catalog, on: date
) -> tuple[str, ...]:
    if declared is None:
        return ("not_declared",)
    checks = {
        "source_changed": declared.source_sha256 != source_sha256(messages),
        "translation_changed": declared.po_sha256 != po_sha256(messages, catalog),
        "expired": declared.expires_on is not None and on > declared.expires_on,
    }
    return tuple(code for code, found in checks.items() if found)


def _unfinished(messages: tuple[Message, ...], catalog: Catalog) -> tuple[str, ...]:
    found = []
    for message in messages:
        entry = catalog.entry(message.key)
        if entry and entry.is_fuzzy:
            found.append("fuzzy")
        elif not message.is_variant and not _answers(entry, message):
            found.append("untranslated")
    return tuple(sorted(set(found)))


def _answers(entry: Entry | None, message: Message) -> bool:
    return entry is not None and not entry.is_empty and entry.plural == message.plural


def declaration(
    status: DeclaredStatus, messages: Iterable[Message], catalog: Catalog, *, on: date
) -> KindStatus:
    """Return a draft's declaration for the texts as they are; signed ones name who signed."""
    asked = tuple(messages)
    return KindStatus(
        status=status,
        source_sha256=source_sha256(asked),
        po_sha256=po_sha256(asked, catalog),
        declared_on=on,
    )
