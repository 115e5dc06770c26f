"""The names of all countries in English and Spanish, from ISO 3166-1 and CLDR.

`python -m kinward.wording.country_table` writes `mou_library/country_names.yaml` again; a test
holds that it is current. What neither source has stands in `mou_library/country_words.yaml`.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pycountry
from babel import Locale

FILE = Path(__file__).resolve().parents[2] / "mou_library" / "country_names.yaml"

_HEAD = """\
# yaml-language-server: $schema=../schemas/json/country_words.json
# Written by `python -m kinward.wording.country_table` from ISO 3166-1 (pycountry) and CLDR (Babel); not to be edited.
# Adjectives, former names and states that are no more stand in country_words.yaml.
rows:
"""  # noqa: E501 - one line of the file
_ISO_NAMES = ("name", "common_name", "official_name", "alpha_3")
_BESIDE_ISO = frozenset({"XK"})
"""A code in common use that ISO 3166-1 has not: Kosovo. All others of CLDR are parts of states."""
_SEVERAL = frozenset({"HH", "XX"})
"""How ISO 3166-3 ends the code of a state that no single country follows."""


def names() -> dict[str, tuple[str, ...]]:
    """Return every name by code: official, short, common, in English and Spanish."""
    found: dict[str, dict[str, None]] = {}
    for row in pycountry.countries:
        own = found.setdefault(row.alpha_2, {})
        own.update({getattr(row, key): None for key in _ISO_NAMES if hasattr(row, key)})
    for locale in ("en", "es"):
        for code, name in Locale.parse(locale).territories.items():
            if code in found or code in _BESIDE_ISO:
                found.setdefault(code, {})[name] = None
    return {code: tuple(found[code]) for code in sorted(found)}


def former_names() -> dict[str, tuple[str, ...]]:
    """Return former names that ISO 3166-3 knows, by the code of the one state that follows."""
    found: dict[str, list[str]] = {}
    for row in pycountry.historic_countries:
        code = row.alpha_4[2:]
        if code not in _SEVERAL and pycountry.countries.get(alpha_2=code):
            found.setdefault(code, []).append(row.name)
            short = row.name.partition(",")[0]
            if short != row.name and not pycountry.countries.get(name=short):
                found[code].append(short)
    return {code: tuple(found[code]) for code in sorted(found)}


def text() -> str:
    """Return the whole file."""
    return _HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    for kind, table in (("name", names()), ("former", former_names())):
        for code, words in table.items():
            listed = ", ".join(json.dumps(word, ensure_ascii=False) for word in words)
            yield f'  - {{codes: ["{code}"], kind: {kind}, words: [{listed}]}}\n'


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
