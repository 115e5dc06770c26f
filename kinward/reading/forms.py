"""The patterns of files that people write, in words: nobody is shown a regular expression."""

from collections.abc import Mapping

_STATE = "US- and the state's two letters: US-IL"
_ID = "lower-case letters and digits, parted by dashes or underscores"

FORMS: Mapping[str, str] = {
    "^[0-9]{9}$": "nine digits in quotes, zeros in front kept",
    "^[A-Z]{2}$": "two capital letters",
    "^[a-z][a-z0-9_]*$": "lower-case letters, digits and underscores",
    "^[A-Z0-9][A-Za-z0-9._-]{0,39}$": "up to 40 letters, digits, dots, dashes, no blank",
    "^[A-Za-z0-9][A-Za-z0-9_.-]*$": "letters, digits, dots, dashes, underscores, no blank",
    "^(relatives_of:)?[a-z][a-z0-9_]*$": "foreign_state, a person's id, or relatives_of:ID",
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "a language tag (BCP-47), such as es or es-MX",
    "^[A-Za-z][A-Za-z0-9_+/-]*$": "a time zone's name, such as America/Chicago",
    "^[a-z0-9]+([-_][a-z0-9]+)*$": _ID,
    "^[a-z]{2}-[a-z0-9-]+$": "a post's id, the country's code first: mx-chicago",
    "^US-[A-Z]{2}$": _STATE,
    "^US(-[A-Z]{2})?$": f"US, or {_STATE}",
    "^us(-[a-z]{2})?$": "us, or us- and the state's two letters: us-il",
    r"^(\*|[A-Z]{2}|US-[A-Z]{2})$": f"a country's code, {_STATE}, or *",
    "^[a-z][0-9]?$": "one letter, and a digit if there are several",
    "^[A-Z][a-z]{3}$": "a script's four letters (ISO 15924), such as Latn",
    "^[a-z]{2}(-[a-z0-9]+)*$": "a calendar's name, such as us-il or us-il-courts",
    "^[0-9a-f]{64}$": "a SHA-256: 64 digits and letters from a to f",
    "^[A-Z0-9]{1,3}$": "one to three capital letters or digits",
}
"""What each pattern asks for."""
