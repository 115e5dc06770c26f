import pytest

from kinward.wording.catalog import source_catalog
from kinward.wording.choosing import TranslationMissing, TranslationRefused
from kinward.wording.locales import ENGLISH
from kinward.wording.phrases import phrase_in, phrase_message
from kinward.wording.refreshing import pot
from tests.kinward.wording.builders import a_catalog

GRANDMOTHER = phrase_message("grandmother", sense="relationship", where="vocabulary.yaml")
KEY = ("relationship", "grandmother")


def test_a_phrase_is_told_in_the_language() -> None:
    assert phrase_in(a_catalog({KEY: "abuela"}), GRANDMOTHER) == "abuela"


def test_a_phrase_in_english_is_itself() -> None:
    assert phrase_in(source_catalog(ENGLISH), GRANDMOTHER) == "grandmother"


def test_a_phrase_nobody_translated_stops_the_letter() -> None:
    with pytest.raises(TranslationMissing):
        phrase_in(a_catalog({"grandmother": "abuela"}), GRANDMOTHER)


def test_a_phrase_with_template_syntax_is_refused() -> None:
    with pytest.raises(TranslationRefused):
        phrase_in(a_catalog({KEY: "{{ 7*7 }}"}), GRANDMOTHER)


def test_phrases_stand_in_the_catalog_template() -> None:
    assert b'msgctxt "relationship"\nmsgid "grandmother"' in pot({"vocabulary": [GRANDMOTHER]})


def test_a_sense_cannot_be_mistaken_for_a_variant() -> None:
    with pytest.raises(ValueError, match="variant"):
        phrase_message("she", sense="child.sex=f", where="vocabulary.yaml")
