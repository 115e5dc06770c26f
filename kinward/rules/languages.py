"""Which languages a paper is written in, and why (R62-R64)."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinward.rules.rulebook import Rulebook
from kinward.rules.setting import Recipient
from schemas.document import DocumentKind

ENGLISH = "en"
STATE_ORGANS = frozenset({"consulate", "foreign_central_authority"})
SIGNED = frozenset({"human_reviewed", "counsel_approved", "certified"})

Written = Mapping[tuple[str, str], str]
"""Effective status of each (kind, language) that has a complete catalog."""


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of one paper, the reason, and the status of each translation."""

    languages: tuple[str, ...]
    reason: str
    statuses: Mapping[str, str]

    @property
    def unsigned(self) -> tuple[str, ...]:
        """Languages whose text no qualified person has signed."""
        return tuple(tag for tag, status in self.statuses.items() if status not in SIGNED)


def tongues(kind: DocumentKind, recipient: Recipient, written: Written, book: Rulebook) -> Tongues:
    """Return English, and the state's own language behind it where a text of it is complete.

    A draft goes only to an institution that reads English, as a courtesy copy behind the whole
    English; to a person never.
    """
    if kind.languages != "english_and_state" or recipient.class_ not in STATE_ORGANS:
        return Tongues((ENGLISH,), "The recipient reads English.", {})
    country = book.countries.get(recipient.country or "")
    official = country.official_languages if country else ()
    if not official:
        name = book.country_name(recipient.country or "")
        return Tongues((ENGLISH,), f"English only: no language of {name} is in the library.", {})
    if ENGLISH in official:
        return Tongues((ENGLISH,), "English is an official language of the state.", {})
    tag = official[0]
    name = book.language_names.get(tag, tag)
    status = written.get((kind.kind, tag))
    if status is None:
        reason = f"English only: there is no {name} text of this letter yet."
        return Tongues((ENGLISH,), reason, {})
    if status in SIGNED:
        reason = f"English, which controls, and {name}, the state's language, signed."
    else:
        reason = (
            f"English, which controls, with {name}, the state's language, behind it as a courtesy "
            "draft that no translator has signed."
        )
    return Tongues((ENGLISH, tag), reason, {tag: status})
