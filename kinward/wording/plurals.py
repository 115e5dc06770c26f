"""Plural forms of a language: the pinned gettext formula, and which counts a form stands for."""

import gettext
import re
from collections.abc import Callable
from functools import cache

from kinward.wording.locales import WrittenLocale

_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_COUNTS_TRIED = range(1001)


@cache
def plural_rule(header: str) -> tuple[int, Callable[[int], int]] | None:
    """Return the number of forms and the formula of a Plural-Forms header, or None."""
    found = _HEADER.fullmatch(header)
    if not found:
        return None
    try:
        formula = gettext.c2py(found[2])
    except ValueError:
        return None
    return int(found[1]), formula


def form_for(count: int, locale: WrittenLocale) -> int:
    """Return the index of the text that a count takes."""
    return _pinned(locale)[1](count)


def number_of_forms(locale: WrittenLocale) -> int:
    """Return how many texts a plural message needs."""
    return _pinned(locale)[0]


def counts_of_form(form: int, locale: WrittenLocale) -> tuple[int, ...]:
    """Return the counts up to 1000 that take a form."""
    return _counts_by_form(locale.plural_forms).get(form, ())


def is_pinned_rule(header: str, locale: WrittenLocale) -> bool:
    """Say whether a catalog's header means what the table pins, however it is written."""
    rule = plural_rule(header)
    if rule is None or rule[0] != number_of_forms(locale):
        return False
    pinned = _pinned(locale)[1]
    return all(rule[1](count) == pinned(count) for count in _COUNTS_TRIED)


def _pinned(locale: WrittenLocale) -> tuple[int, Callable[[int], int]]:
    rule = plural_rule(locale.plural_forms)
    if rule is None:
        msg = f"the table's plural rule of {locale.code} cannot be read"
        raise ValueError(msg)
    return rule


@cache
def _counts_by_form(header: str) -> dict[int, tuple[int, ...]]:
    rule = plural_rule(header)
    counts: dict[int, list[int]] = {}
    if rule is None:
        return {}
    for count in _COUNTS_TRIED:
        counts.setdefault(rule[1](count), []).append(count)
    return {form: tuple(found) for form, found in counts.items()}
