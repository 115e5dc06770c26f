"""Unicode isolates: keep a value's own direction inside text that runs the other way."""

from kinward.wording.locales import WrittenLocale

FSI, LRI, PDI = "\u2068", "\u2066", "\u2069"
_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " ", "\u2009": " "})


def isolated(text: str, locale: WrittenLocale) -> str:
    """Return `text` isolated with the direction of its first strong letter, in RTL text only."""
    if not locale.is_rtl or not text or text[0] in (FSI, LRI):
        return text
    return f"{FSI}{text}{PDI}"


def left_to_right(text: str, locale: WrittenLocale) -> str:
    """Return `text` (a phone, a number, an ISO date) as a left-to-right island in RTL text."""
    return f"{LRI}{text}{PDI}" if locale.is_rtl and text else text


def plainly_spaced(text: str) -> str:
    """Return `text` with no-break, narrow and thin spaces as plain ones."""
    return text.translate(_SPACES)
