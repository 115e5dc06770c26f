import gettext

import pytest

from kinward.wording.locales import (
    SPANISH,
    LocaleNotWritten,
    LocaleUnknown,
    written_locale,
    written_locales,
)
from kinward.wording.plurals import is_pinned_rule


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("es", "es"),
        ("es-MX", "es_MX"),
        ("ES_mx", "es_MX"),
        ("es-419", "es_419"),
        ("en-US", "en_US"),
    ],
)
def test_a_tag_finds_its_row_however_it_is_written(tag: str, code: str) -> None:
    assert written_locale(tag).code == code


@pytest.mark.parametrize("tag", ["quc", "mam", "de", "ht", "prs", "ar-EG", "mix"])
def test_a_language_without_checked_words_is_refused(tag: str) -> None:
    with pytest.raises(LocaleNotWritten):
        written_locale(tag)


@pytest.mark.parametrize("tag", ["zz", "xyzw", "", "español", "es-XX1"])
def test_a_tag_that_names_no_language_is_not_answered(tag: str) -> None:
    with pytest.raises((LocaleUnknown, LocaleNotWritten)):
        written_locale(tag)


def test_nonsense_is_unknown_and_a_region_nobody_checked_is_not_written() -> None:
    assert LocaleUnknown.code == "locale_unknown"
    assert LocaleNotWritten.code == "locale_not_written"
    with pytest.raises(LocaleUnknown):
        written_locale("zz")
    with pytest.raises(LocaleNotWritten):
        written_locale("es-JP")


def test_a_spanish_region_reads_the_spanish_catalog() -> None:
    assert written_locale("es-GT").catalog == "es"


@pytest.mark.parametrize("locale", written_locales(), ids=lambda row: row.code)
def test_every_row_has_a_plural_rule_that_gettext_reads(locale: object) -> None:
    assert is_pinned_rule(locale.plural_forms, locale)  # type: ignore[attr-defined, arg-type] # rows


def test_a_plural_rule_written_otherwise_but_meaning_the_same_is_accepted() -> None:
    assert is_pinned_rule("nplurals=2; plural=n == 1 ? 0 : 1;", SPANISH)
    assert not is_pinned_rule("nplurals=2; plural=(n > 1);", SPANISH)
    assert not is_pinned_rule("nplurals=1; plural=0;", SPANISH)
    assert not is_pinned_rule("nplurals=2; plural=import os;", SPANISH)
    assert gettext.c2py("(n != 1)")(0) == 1
