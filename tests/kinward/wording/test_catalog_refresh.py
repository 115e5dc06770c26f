import shutil
from datetime import date
from pathlib import Path

import pytest

from kinward.wording.catalog import read_catalog
from kinward.wording.catalog_refresh import (
    CatalogsNotRefreshed,
    Refreshed,
    Texts,
    main,
    refresh_folder,
    refreshed,
    translated_kinds,
)
from kinward.wording.kind_texts import texts_of
from kinward.wording.locales import SPANISH
from kinward.wording.messages import Message, messages_of
from kinward.wording.phrases import phrase_message
from kinward.wording.status import KindStatus, Signatory, StatusRecord
from tests.kinward.rules.letter_settings import the_kind
from tests.kinward.wording.builders import Text, a_letter, a_po

ON, LATER = date(2026, 3, 10), date(2026, 4, 20)
TITLE = phrase_message("Notice", sense="title", where="document.yaml")
WORDS: Text = {("title", "Notice"): "Notificación", "To the consul:": "A la oficina consular:"}
NOBODY = StatusRecord(locale="es", kinds={})
REVIEWER = Signatory(name="T. R. Aductor", qualification="court certified")
SHIPPED = Path(__file__).resolve().parents[3] / "templates"


def the_texts(*paragraphs: str) -> Texts:
    messages: tuple[Message, ...] = (TITLE, *messages_of(a_letter(*paragraphs)))
    return {"notice": messages}


def a_refresh(
    texts: Texts, record: StatusRecord = NOBODY, *, po: bytes | None = None, on: date = ON
) -> Refreshed:
    return refreshed(po or a_po(WORDS), record, texts, SPANISH, on)


def signed(record: StatusRecord) -> StatusRecord:
    told = record.kinds["notice"].model_dump()
    reviewed = KindStatus.model_validate(
        {**told, "status": "human_reviewed", "translator": REVIEWER, "reviewer": REVIEWER}
    )
    return StatusRecord(locale="es", kinds={"notice": reviewed})


def templates_with(tmp_path: Path, *languages: str) -> Path:
    """The letters as they are shipped, with folders for languages that have no catalog yet."""
    for kind in ("consular_notification", "cover_sheet"):
        shutil.copytree(SHIPPED / "docx" / kind, tmp_path / "docx" / kind)
    for language in languages:
        (tmp_path / "locale" / language).mkdir(parents=True)
    return tmp_path


def test_a_title_is_a_text_of_its_kind_like_a_paragraph() -> None:
    first, *paragraphs = texts_of(the_kind("consular_notification"), a_letter("To the consul:"))
    assert first.key == ("title", "Consular notification")
    assert [one.msgid for one in paragraphs] == ["To the consul:"]


def test_a_finished_draft_is_declared_for_exactly_its_texts() -> None:
    done = a_refresh(the_texts("To the consul:"))
    assert (done.untranslated, done.faults) == ((), ())
    told = done.record.kinds["notice"]
    assert (told.status, told.declared_on) == ("draft_machine", ON)


def test_a_second_refresh_changes_nothing_not_even_the_day() -> None:
    once = a_refresh(the_texts("To the consul:"))
    assert a_refresh(the_texts("To the consul:"), once.record, po=once.po, on=LATER) == once


def test_a_draft_whose_translation_was_edited_is_declared_anew() -> None:
    once = a_refresh(the_texts("To the consul:"))
    edited = once.po.replace(b"A la oficina", b"Para la oficina")
    again = a_refresh(the_texts("To the consul:"), once.record, po=edited, on=LATER)
    before, after = once.record.kinds["notice"], again.record.kinds["notice"]
    assert after.declared_on == LATER
    assert before.source_sha256 == after.source_sha256
    assert before.po_sha256 != after.po_sha256


def test_a_kind_without_its_title_is_not_declared() -> None:
    done = a_refresh(
        the_texts("To the consul:"), po=a_po({"To the consul:": WORDS["To the consul:"]})
    )
    assert done.untranslated == ("notice",)
    assert done.record.kinds == {}


def test_an_edited_letter_loses_its_draft_until_the_text_is_translated() -> None:
    once = a_refresh(the_texts("To the consul:"))
    again = a_refresh(the_texts("To the consul general:"), once.record, po=once.po)
    assert again.untranslated == ("notice",)
    assert again.record.kinds == {}
    assert b'#| msgid "To the consul:"' in again.po


@pytest.mark.parametrize("paragraph", ["To the consul:", "To the consul general:"])
def test_what_a_person_signed_is_never_touched(paragraph: str) -> None:
    record = signed(a_refresh(the_texts("To the consul:")).record)
    assert a_refresh(the_texts(paragraph), record, on=LATER).record == record


def test_a_signature_for_other_texts_is_told() -> None:
    record = signed(a_refresh(the_texts("To the consul:")).record)
    assert a_refresh(the_texts("To the consul:"), record).not_signed_for == ()
    assert a_refresh(the_texts("To the consul general:"), record).not_signed_for == ("notice",)


def test_a_fault_of_a_text_is_told_and_not_mended() -> None:
    words: Text = {**WORDS, "To the consul:": "A {alguien}:"}
    (fault,) = a_refresh(the_texts("To the consul:"), po=a_po(words)).faults
    assert fault.code == "translation_placeholders"


def test_only_kinds_that_are_written_in_other_languages_are_translated(tmp_path: Path) -> None:
    texts = translated_kinds(templates_with(tmp_path))
    assert set(texts) == {"consular_notification"}


def test_the_folder_of_a_new_language_gets_an_empty_catalog(tmp_path: Path) -> None:
    root = templates_with(tmp_path, "es")
    done = refresh_folder(root / "locale" / "es", translated_kinds(root), ON)
    po = (root / "locale" / "es" / "LC_MESSAGES" / "letters.po").read_bytes()
    assert po == done.po
    catalog = read_catalog(po, SPANISH).catalog
    assert catalog is not None
    assert all(entry.is_empty for entry in catalog.entries.values())
    assert ("title", "Consular notification") in catalog.entries


def test_the_command_says_what_is_left_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = templates_with(tmp_path, "es")
    assert main([str(root), "--on", "2026-03-10"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "es: 0 of 1 kinds have all their texts",
        "  consular_notification: has texts to translate, empty or fuzzy",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("docx/consular_notification/document.yaml", id="data sheet"),
        pytest.param("locale/es/status.yaml", id="declarations"),
        pytest.param("locale/es/LC_MESSAGES/letters.po", id="catalog"),
    ],
)
def test_a_file_that_cannot_be_read_stops_it_and_nothing_is_written(
    broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = templates_with(tmp_path, "es")
    main([str(root), "--on", "2026-03-10"])
    (root / broken).write_text("kind: [", encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main([str(root), "--on", "2026-03-11"]) == 1
    assert "catalogs_not_refreshed" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before


def test_a_folder_of_a_language_nobody_writes_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(templates_with(tmp_path, "mam")), "--on", "2026-03-10"]) == 1
    assert "locale_not_written" in capsys.readouterr().err


def test_a_catalog_with_a_rewritten_header_is_refused() -> None:
    po = a_po(WORDS).replace(b"plural=(n != 1)", b"plural=(n > 1)")
    with pytest.raises(CatalogsNotRefreshed, match="Plural-Forms"):
        a_refresh(the_texts("To the consul:"), po=po)
