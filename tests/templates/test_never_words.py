import json

import pytest

from kinward.press.proofs import prove_file_name
from kinward.press.searching import Secret
from kinward.reading.yaml12 import read
from kinward.wording.messages import messages_of
from schemas.disclosure import NeverWords
from tests.mou_library.shipped import the_shipped_library
from tests.templates.catalogs import LANGUAGES, catalog_of
from tests.templates.written import LETTERS, TEMPLATES, letter

FILE = TEMPLATES.parents[1] / "mou_library" / "disclosure" / "never_words.yaml"


def the_rows() -> tuple[NeverWords, ...]:
    document = read(FILE.read_bytes(), FILE.name)
    assert document.problems == ()
    assert isinstance(document.data, dict)
    rows = document.data["never_words"]
    assert isinstance(rows, list)
    return tuple(NeverWords.model_validate_json(json.dumps(row)) for row in rows)


def the_secrets() -> list[Secret]:
    return [
        Secret(row.category, "never", word, "word") for row in the_rows() for word in row.words
    ]


def test_each_word_stands_once_and_in_a_category_of_the_library() -> None:
    categories = {row.category for row in the_shipped_library().lists.categories}
    words = [word for row in the_rows() for word in row.words]
    assert {row.category for row in the_rows()} <= categories
    assert len(set(words)) == len(words) > 40


@pytest.mark.parametrize("kind", LETTERS)
def test_the_fixed_text_of_a_letter_holds_no_word_that_is_never_said(kind: str) -> None:
    said = "\n".join(message.msgid for message in messages_of(letter(kind)))
    assert prove_file_name(said, the_secrets()) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_holds_a_word_that_is_never_said(language: str) -> None:
    said = "\n".join(
        text for entry in catalog_of(language).entries.values() for text in entry.strings
    )
    assert said
    assert prove_file_name(said, the_secrets()) == ()


@pytest.mark.parametrize(
    "said",
    [
        "fue detenida por la migra",
        "quedó indocumentada",
        "su mamá está sin papeles",
        "pidió asilo",
        "en proceso de deportación",
        "EN UN CENTRO DE DETENCION",
        "was neglected by the father",
        "an abusive home",
        "él abusó de ella",
        "por maltrato y negligencia",
    ],
)
def test_words_of_status_detention_and_allegation_are_found_in_either_language(said: str) -> None:
    assert prove_file_name(said, the_secrets())


@pytest.mark.parametrize(
    "said",
    ["It contains no allegations.", "Disculpe la molestia.", "una familia migrante",
     "La detención", "el cuidado y la custodia de la niña"],
)  # fmt: skip
def test_plain_words_of_our_letters_are_no_words_of_status(said: str) -> None:
    assert prove_file_name(said, the_secrets()) == ()


@pytest.mark.parametrize("said", ["she may be deported", "asylum seekers", "inadmissibility"])
def test_a_word_with_a_star_is_found_with_any_ending(said: str) -> None:
    assert prove_file_name(said, the_secrets())
