"""Every catalog in the folder of locales, so that a new one is tested by being there."""

from datetime import date

import pytest

from kinward.wording.catalog import read_catalog
from kinward.wording.catalog_refresh import refreshed
from kinward.wording.locales import written_locale
from kinward.wording.status import effective_status
from tests.templates.catalogs import LANGUAGES, catalog_of, po_of, record_of, translated

EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
EACH_KIND = pytest.mark.parametrize("kind", ["consular_notification", "home_study_request"])
TODAY = date(2026, 11, 24)


def test_the_letters_to_another_state_are_the_ones_that_are_translated() -> None:
    assert set(translated()) == {"consular_notification", "home_study_request"}


@EACH_LANGUAGE
def test_no_text_of_a_catalog_fails_a_gate(language: str) -> None:
    assert read_catalog(po_of(language), written_locale(language)).errors == ()


@EACH_LANGUAGE
def test_a_catalog_holds_the_texts_of_its_kinds_and_no_other(language: str) -> None:
    wanted = {message.key for messages in translated().values() for message in messages}
    assert set(catalog_of(language).entries) == wanted


@EACH_LANGUAGE
def test_a_catalog_is_in_step_with_the_letters(language: str) -> None:
    record, locale = record_of(language), written_locale(language)
    done = refreshed(po_of(language), record, translated(), locale, TODAY)
    assert (done.po, done.record) == (po_of(language), record)


@EACH_KIND
@EACH_LANGUAGE
def test_a_kind_counts_as_what_it_is_declared_to_be(language: str, kind: str) -> None:
    found = effective_status(
        kind, translated()[kind], catalog_of(language), record_of(language), on=TODAY
    )
    assert found.because == ()
    assert found.status == found.declared


@EACH_KIND
def test_the_spanish_is_a_machine_draft_that_nobody_has_signed(kind: str) -> None:
    told = record_of("es").kinds[kind]
    assert told.status == "draft_machine"
    assert (told.translator, told.reviewer, told.counsel, told.certificate) == (None,) * 4
