import json

import pytest

from kinward.press.proofs import prove_file_name
from kinward.press.searching import Secret
from kinward.reading.yaml12 import read
from kinward.wording.messages import messages_of
from schemas.disclosure import NeverWords
from tests.mou_library.shipped import the_shipped_library
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


@pytest.mark.parametrize("said", ["she may be deported", "asylum seekers", "inadmissibility"])
def test_a_word_with_a_star_is_found_with_any_ending(said: str) -> None:
    assert prove_file_name(said, the_secrets())
