"""Short texts that stand in no Word letter but are printed in one: a kind's title, a relationship.

They live in data sheets and vocabularies, go through the same catalogs and gates, and count for a
letter's status like its paragraphs: without a finished translation they stop the letter.
"""

from kinward.wording.catalog import Catalog
from kinward.wording.choosing import TranslationMissing, TranslationRefused
from kinward.wording.entries import entry_faults
from kinward.wording.messages import Message


def phrase_message(english: str, *, sense: str, where: str) -> Message:
    """Return the message of a phrase.

    `sense` is its msgctxt, such as `relationship` or `title`: "mother" alone says too little to
    a translator. `where` is the file it stands in.
    """
    if "=" in sense:
        msg = "a msgctxt with = is a variant of a paragraph"
        raise ValueError(msg)
    return Message(english, sense, None, (), (f"phrase: {sense}",), where, 1)


def phrase_in(catalog: Catalog, message: Message) -> str:
    """Return the phrase in the catalog's language.

    Raises:
        TranslationMissing: the catalog has no finished text for it.
        TranslationRefused: the text fails a gate.
    """
    if catalog.is_source:
        return message.msgid
    entry = catalog.entry(message.key)
    if entry is None or entry.is_empty or entry.is_fuzzy:
        code = catalog.locale.code
        raise TranslationMissing(f"{message.part}: a {message.context} has no {code} text")
    errors = [f.sentence for f in entry_faults(entry, catalog.locale) if f.level == "error"]
    if errors:
        raise TranslationRefused(f"{message.part}: a {message.context} {'; '.join(errors)}")
    return entry.strings[0]
