"""The catalogs as they are shipped: every folder of the locales, read as the program reads it."""

from functools import cache
from pathlib import Path

from kinward.reading.faults import validated
from kinward.reading.yaml12 import read
from kinward.wording.catalog import Catalog, read_catalog
from kinward.wording.catalog_refresh import Texts, translated_kinds
from kinward.wording.locales import written_locale
from kinward.wording.status import StatusRecord

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LANGUAGES = tuple(sorted(path.name for path in (TEMPLATES / "locale").iterdir() if path.is_dir()))


@cache
def translated() -> Texts:
    """Every text of the kinds that are written in other languages."""
    return translated_kinds(TEMPLATES)


def po_of(language: str) -> bytes:
    """A catalog as it stands."""
    return (TEMPLATES / "locale" / language / "LC_MESSAGES" / "letters.po").read_bytes()


def catalog_of(language: str) -> Catalog:
    """A catalog, readable whatever its single texts are worth."""
    catalog = read_catalog(po_of(language), written_locale(language)).catalog
    assert catalog is not None
    return catalog


def record_of(language: str) -> StatusRecord:
    """What is declared of a language."""
    path = TEMPLATES / "locale" / language / "status.yaml"
    record, problems = validated(StatusRecord, read(path.read_bytes(), path.name))
    assert record is not None, problems
    return record
