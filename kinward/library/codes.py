"""Names and codes of countries and languages, from ISO 3166-1 and ISO 639."""

from collections.abc import Mapping
from functools import cache

import pycountry


@cache
def country_names() -> Mapping[str, str]:
    """Return English names by ISO 3166-1 alpha-2 code."""
    return {row.alpha_2: getattr(row, "common_name", row.name) for row in pycountry.countries}


@cache
def language_names() -> Mapping[str, str]:
    """Return English names by ISO 639 code of two or three letters."""
    names: dict[str, str] = {}
    for row in pycountry.languages:
        names[row.alpha_3] = row.name
        if hasattr(row, "alpha_2"):
            names[row.alpha_2] = row.name
    return names
