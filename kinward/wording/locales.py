"""The languages Kinward writes in: one explicit table; any other is refused, never replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

import pycountry

from schemas.problem import UnitError

Direction = Literal["ltr", "rtl"]
LangSlot = Literal["val", "eastAsia", "bidi"]
FontSlot = Literal["ascii", "hAnsi", "cs", "eastAsia"]


class LocaleUnknown(UnitError):
    """No language of the world has this tag."""

    code = "locale_unknown"
    remedy = "Give a BCP-47 tag, for example es or es-MX."


class LocaleNotWritten(UnitError):
    """The language is known, but Kinward has no checked words for it."""

    code = "locale_not_written"
    remedy = "Write in English and book an interpreter, or add the language to the table."


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words that replace CLDR's where CLDR is silent or answers in another language."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """Monday first."""
    and_word: str
    or_word: str
    long_date: str = "{day} {month} {year}"
    full_date: str = "{weekday} {day} {month} {year}"


@dataclass(frozen=True, slots=True)
class WrittenLocale:
    """Everything the engine needs to know of one language."""

    code: str
    """As folders and catalogs are named: `es`, `es_MX`."""
    catalog: str
    """The folder under `templates/locale` that holds its letters."""
    babel_id: str
    word_tag: str
    """The BCP-47 tag written into Word files."""
    plural_forms: str
    """The gettext header, pinned: an editor may not rewrite it."""
    draft_banner: str
    controls_line: str
    script: str = "LATIN"
    """How Unicode names of its letters begin."""
    direction: Direction = "ltr"
    lang_slot: LangSlot = "val"
    font: str | None = None
    font_slots: tuple[FontSlot, ...] = ()
    clock: str = "h:mm a"
    length_ratio: tuple[float, float] = (0.6, 2.2)
    forbidden_terms: tuple[str, ...] = ()
    own_words: OwnWords | None = None
    language_names: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Names of languages that CLDR has not, by ISO 639-3 code."""

    @property
    def is_rtl(self) -> bool:
        """Say whether the language is written from right to left."""
        return self.direction == "rtl"


# Source: Guatemala, Ley de Idiomas Nacionales (Decreto 19-2003), in the spelling of the Academia
# de Lenguas Mayas; to be confirmed. K'iche' is in CLDR.
_MAYAN = {
    "acr": "Achi",
    "cac": "Chuj",
    "cak": "Kaqchikel",
    "ixl": "Ixil",
    "jac": "Popti'",
    "kek": "Q'eqchi'",
    "kjb": "Q'anjob'al",
    "knj": "Akateko",
    "mam": "Mam",
}

ENGLISH = WrittenLocale(
    code="en",
    catalog="en",
    babel_id="en",
    word_tag="en-US",
    plural_forms="nplurals=2; plural=(n != 1);",
    draft_banner=(
        "DRAFT TRANSLATION – not reviewed by a qualified translator. The English text controls."
    ),
    controls_line="The English text controls.",
    language_names=MappingProxyType(_MAYAN),
)

SPANISH = WrittenLocale(
    code="es",
    catalog="es",
    babel_id="es",
    word_tag="es-US",
    plural_forms="nplurals=2; plural=(n != 1);",
    draft_banner=(
        "TRADUCCIÓN PRELIMINAR – no revisada por un traductor calificado. "
        "Prevalece el texto en inglés."
    ),
    controls_line="Prevalece el texto en inglés.",
    # Adoption and foster care are different things, and no person is illegal.
    forbidden_terms=("cuidado adoptivo", "padres adoptivos", "ilegal", "ilegales"),
    language_names=MappingProxyType({code: name.lower() for code, name in _MAYAN.items()}),
)

_SPANISH_REGIONS = (
    *("AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN"),
    *("MX", "NI", "PA", "PE", "PR", "PY", "SV", "US", "UY", "VE", "419"),
)


def _spanish_of(region: str) -> WrittenLocale:
    tag = "es-US" if region == "419" else f"es-{region}"
    return replace(SPANISH, code=f"es_{region}", babel_id=f"es_{region}", word_tag=tag)


_TABLE: dict[str, WrittenLocale] = {
    "en": ENGLISH,
    "en_US": replace(ENGLISH, code="en_US", babel_id="en_US"),
    "es": SPANISH,
    **{f"es_{region}": _spanish_of(region) for region in _SPANISH_REGIONS},
}


def _tidy(tag: str) -> str:
    language, *rest = tag.strip().replace("-", "_").split("_")
    return "_".join(
        [language.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


def _is_a_language(language: str) -> bool:
    if len(language) == 2:
        return pycountry.languages.get(alpha_2=language) is not None
    return len(language) == 3 and pycountry.languages.get(alpha_3=language) is not None


def written_locale(tag: str) -> WrittenLocale:
    """Return the table's row for a tag such as `es`, `es-MX` or `es_MX`.

    Raises:
        LocaleNotWritten: the language exists, but not in the table.
        LocaleUnknown: there is no such language.
    """
    code = _tidy(tag)
    if code in _TABLE:
        return _TABLE[code]
    if _is_a_language(code.split("_")[0]):
        raise LocaleNotWritten(f"{code}: Kinward has no checked words for this language")
    raise LocaleUnknown(f"a tag of {len(tag)} characters names no language")


def written_locales() -> tuple[WrittenLocale, ...]:
    """Return every row of the table, in the order of their codes."""
    return tuple(_TABLE[code] for code in sorted(_TABLE))
