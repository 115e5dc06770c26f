import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from kinward.wording.catalog import Catalog, source_catalog
from kinward.wording.locales import ENGLISH
from kinward.wording.messages import Message, messages_of
from kinward.wording.status import KindStatus, StatusRecord, declaration, effective_status
from tests.kinward.wording.builders import Text, a_catalog, a_letter

TODAY = date(2026, 3, 10)
TEXTS: Text = {"To:": "Para:", "Dear Consul:": "Distinguido Cónsul:"}
SIGNED = {"name": "T. R. Aductor", "qualification": "ATA certified"}


def messages(*texts: str) -> tuple[Message, ...]:
    return messages_of(a_letter(*(texts or ("To:", "Dear Consul:"))))


def a_record(catalog: Catalog, **facts: Any) -> StatusRecord:  # noqa: ANN401 - whatever a test states
    """A reviewed Spanish letter, unless told otherwise."""
    draft = declaration("draft_developer", messages(), catalog, on=TODAY).model_dump(mode="json")
    told = {**draft, "status": "human_reviewed", "translator": SIGNED, "reviewer": SIGNED, **facts}
    kind = KindStatus.model_validate_json(json.dumps(told))
    return StatusRecord(locale="es", kinds={"notice": kind})


def test_a_declared_status_holds_while_nothing_changes() -> None:
    catalog = a_catalog(TEXTS)
    found = effective_status("notice", messages(), catalog, a_record(catalog), on=TODAY)
    assert (found.status, found.because) == ("human_reviewed", ())
    assert not found.is_draft


def test_an_edit_of_the_english_revokes_the_translation() -> None:
    catalog = a_catalog({**TEXTS, "Dear Consul General:": "Distinguido Cónsul General:"})
    edited = messages("To:", "Dear Consul General:")
    found = effective_status("notice", edited, catalog, a_record(catalog), on=TODAY)
    assert (found.status, found.declared) == ("draft_machine", "human_reviewed")
    assert "source_changed" in found.because


def test_an_edit_of_the_english_plural_alone_revokes_it_too() -> None:
    english = [
        messages(f"{{#plural n#}}One child.{{#|#}}{many} children.")
        for many in ("Some", "Several")
    ]
    catalog = a_catalog({("One child.", "Some children."): ["Un menor.", "Varios menores."]})
    declared = declaration("draft_developer", english[0], catalog, on=TODAY)
    record = StatusRecord(locale="es", kinds={"notice": declared})
    found = [effective_status("notice", e, catalog, record, on=TODAY) for e in english]
    assert [f.status for f in found] == ["draft_developer", "draft_machine"]
    assert found[1].because == ("untranslated", "source_changed")


def test_an_edit_of_the_translation_revokes_it() -> None:
    record = a_record(a_catalog(TEXTS))
    edited = a_catalog({**TEXTS, "To:": "A:"})
    found = effective_status("notice", messages(), edited, record, on=TODAY)
    assert (found.status, found.because) == ("draft_machine", ("translation_changed",))


def test_an_edit_of_a_text_the_letter_does_not_use_changes_nothing() -> None:
    record = a_record(a_catalog(TEXTS))
    widened = a_catalog({**TEXTS, "Case number": "Número de expediente"})
    found = effective_status("notice", messages(), widened, record, on=TODAY)
    assert found.status == "human_reviewed"


def test_moving_paragraphs_changes_nothing() -> None:
    catalog = a_catalog(TEXTS)
    moved = messages("Dear Consul:", "To:", "To:")
    found = effective_status("notice", moved, catalog, a_record(catalog), on=TODAY)
    assert found.status == "human_reviewed"


@pytest.mark.parametrize(
    ("catalog", "code"),
    [
        (a_catalog({"To:": "Para:", "Dear Consul:": ""}), "untranslated"),
        (a_catalog({"To:": "Para:"}), "untranslated"),
        (a_catalog(TEXTS, fuzzy=["To:"]), "fuzzy"),
    ],
)
def test_one_missing_or_fuzzy_text_makes_the_letter_a_draft(catalog: Catalog, code: str) -> None:
    found = effective_status("notice", messages(), catalog, a_record(catalog), on=TODAY)
    assert (found.status, found.because) == ("draft_machine", (code,))


def test_a_declaration_counts_on_its_last_day_and_not_after() -> None:
    catalog = a_catalog(TEXTS)
    record = a_record(catalog, expires_on="2026-03-10")
    on_the_day = effective_status("notice", messages(), catalog, record, on=TODAY)
    after = effective_status("notice", messages(), catalog, record, on=date(2026, 3, 11))
    assert (on_the_day.status, after.because) == ("human_reviewed", ("expired",))


@pytest.mark.parametrize("record", [None, StatusRecord(locale="es", kinds={})])
def test_what_nobody_declared_is_a_machine_draft(record: StatusRecord | None) -> None:
    found = effective_status("notice", messages(), a_catalog(TEXTS), record, on=TODAY)
    assert (found.status, found.because, found.is_draft) == (
        "draft_machine",
        ("not_declared",),
        True,
    )


def test_the_english_letter_is_the_source() -> None:
    found = effective_status("notice", messages(), source_catalog(ENGLISH), None, on=TODAY)
    assert (found.status, found.is_draft) == ("english_source", False)


@pytest.mark.parametrize(
    "missing",
    [
        {"status": "human_translated", "translator": None},
        {"status": "human_reviewed", "reviewer": None},
        {"status": "counsel_approved"},
        {"status": "certified"},
        {"status": "certified", "translator": None},
    ],
)
def test_a_signed_status_names_who_signed(missing: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="needs its"):
        a_record(a_catalog(TEXTS), **missing)


def test_a_translation_nobody_reviewed_is_still_a_draft() -> None:
    catalog = a_catalog(TEXTS)
    record = a_record(catalog, status="human_translated", reviewer=None)
    found = effective_status("notice", messages(), catalog, record, on=TODAY)
    assert found.is_draft
    assert replace(found, status="human_reviewed").is_draft is False
