"""A translation that somebody qualified has reviewed: still beside the English, no draft."""

from dataclasses import replace
from pathlib import Path

from kinward.casework.desk import Lazy, Texts
from tests.goldens.texts import letters_of, shown
from tests.kinward.casework.offices import a_family, an_office

DRAFT = "TRADUCCIÓN PRELIMINAR"
CONTROLS = "Prevalece el texto en inglés."


def test_a_reviewed_translation_says_that_the_english_controls_and_is_no_draft(
    tmp_path: Path,
) -> None:
    with an_office(tmp_path) as office:
        now = office.texts.now
        reviewed = Texts(now.letters, now.catalogs, dict.fromkeys(now.statuses, "human_reviewed"))
        office = replace(office, texts=Lazy(lambda: reviewed))  # noqa: PLW2901 - the same office
        letters = dict(letters_of(office, "illinois", a_family(office, "illinois")))
    spanish = shown(letters["illinois.consular_notification.consulate.es.txt"])
    assert DRAFT not in spanish
    assert any(line.startswith("word/footer") and CONTROLS in line for line in spanish.split("\n"))
