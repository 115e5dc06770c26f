"""How the words of a street are shortened: 1234 Willow Creek Road is 1234 Willow Creek Rd."""

from collections.abc import Sequence

# Folded words that stand for each other.
_SAME = (
    ("st", "street"),
    ("ave", "av", "avenue"),
    ("rd", "road"),
    ("blvd", "bvd", "boulevard"),
    ("dr", "drive"),
    ("ln", "lane"),
    ("ct", "court"),
    ("pl", "place"),
    ("pkwy", "parkway"),
    ("hwy", "highway"),
    ("cir", "circle"),
    ("ter", "terrace"),
    ("apt", "apartment", "unit"),
    ("ste", "suite"),
    ("n", "north"),
    ("s", "south"),
    ("e", "east"),
    ("w", "west"),
)
STREET_WORDS = {word: f"(?:{'|'.join(words)})" for words in _SAME for word in words}
_ROOMS = {"apt", "apartment", "unit", "ste", "suite"}
# Words for a street that stand before its name, and name none by themselves.
_BEFORE = {"av", "avenida", "barrio", "calle", "camino", "carrera", "colonia", "rua", "rue", "via"}


def is_street(words: Sequence[str]) -> bool:
    """Say whether folded words are a number with the name of a street, or a box."""
    named = [word for word in words if len(word) > 2 and not word.isdigit()]
    if not any(word not in _ROOMS for word in named):
        return False
    return words[0][0].isdigit() or words[-1][-1].isdigit()


def name_of_street(words: Sequence[str]) -> Sequence[str]:
    """Return the name of a street without its number where that tells the street by itself.

    Two words of its own must be in it: Hidden Foster Lane is one street, Main Street is any.
    """
    name = [word for word in words if not word[0].isdigit()]
    for place, word in enumerate(name):
        if word in _ROOMS:
            name = name[:place]
            break
    own = [word for word in name if word not in STREET_WORDS and word not in _BEFORE]
    return name if len([word for word in own if len(word) > 2]) > 1 else ()
