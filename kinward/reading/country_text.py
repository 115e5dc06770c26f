"""A country as somebody typed it: the same word without accents, capitals, points and articles."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass

_ARTICLE = re.compile(r"^(the|el|la|los|las) (?=\S)")
_NOT_A_LETTER = re.compile(r"[^\w]+")
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Meant:
    """What words for a country stand for."""

    codes: tuple[str, ...]
    ask: str | None = None
    """What a person must say, where the words alone decide nothing."""

    @property
    def code(self) -> str | None:
        """The one code, or none where a person must say."""
        return self.codes[0] if len(self.codes) == 1 and self.ask is None else None


def folded(text: str) -> str:
    """Return `mexico` for `México`, `cote d ivoire` for `Côte d'Ivoire`."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_A_LETTER.sub(" ", bare.replace("&", " and ")).strip()


def without_article(text: str) -> str:
    """Return a folded word without its article: `El Salvador` is also looked for as `Salvador`."""
    return _ARTICLE.sub("", text)


def meant_by(text: str, words: Mapping[str, Meant]) -> Meant | None:
    """Return what a word means: exactly, without its article, or in the plural (`hondureños`)."""
    exact = folded(text)
    bare = without_article(exact)
    for form in (exact, bare, bare.removesuffix("s"), bare.removesuffix("es")):
        if form in words:
            return words[form]
    return None


def near_to(text: str, words: Mapping[str, Meant]) -> tuple[str, ...]:
    """Return the codes of words spelled nearly so, nearest first: for a question, never a pick."""
    close = difflib.get_close_matches(folded(text), words, n=3, cutoff=_NEAR)
    return tuple(dict.fromkeys(code for word in close for code in words[word].codes))


def code_hint(text: str, words: Mapping[str, Meant], allowed: Set[str]) -> str:
    """Say which code belongs to a name typed in a code's place, without repeating the name."""
    if text.strip().upper() in allowed:
        return f"Write `{text.strip().upper()}`. "
    meant = meant_by(text, words) or Meant(near_to(text, words))
    codes = [f"`{code}`" for code in meant.codes if code in allowed]
    if not codes:
        return ""
    if meant.ask:
        return f"{meant.ask} Candidates: {', '.join(codes)}. "
    return f"Did you mean {' or '.join(codes)}? "
