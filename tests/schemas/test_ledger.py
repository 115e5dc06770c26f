"""What the ledger may write in clear: ids, hashes, codes, states and dates, nothing else."""

from datetime import date
from typing import get_args

import pytest
from pydantic import ValidationError

from schemas.entry import Public
from schemas.ledger import (
    KINDS,
    Actor,
    CaseErased,
    CaseRecorded,
    DocumentPrepared,
    DutyOpened,
    EventRecorded,
    QuestionAsked,
)

ASKED_FOR = [
    "case_recorded",
    "event_recorded",
    "decided",
    "duty_opened",
    "duty_revised",
    "duty_lapsed",
    "duty_reopened",
    "duty_done",
    "document_prepared",
    "document_superseded",
    "document_voided",
    "packet_prepared",
    "packet_held",
    "packet_superseded",
    "packet_approved",
    "packet_returned",
    "approval_voided",
    "packet_sending",
    "packet_sent",
    "packet_failed",
    "receipt_recorded",
    "question_asked",
    "question_closed",
    "case_erased",
]


def test_every_step_of_a_case_has_its_kind() -> None:
    assert set(ASKED_FOR) <= set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_frozen_and_takes_nothing_it_does_not_know(kind: str) -> None:
    model = KINDS[kind]
    assert model.kind == kind
    assert model.model_config["frozen"]
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate({"child_name": "A. B."})


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_field_takes_free_text(kind: str) -> None:
    for name, field in KINDS[kind].model_fields.items():
        free = field.annotation is str and not field.metadata
        assert not free, f"{kind}.{name} would take any text"
        assert str not in get_args(field.annotation), f"{kind}.{name} would take any text"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_stored_files_of_a_kind_are_hashes_it_has(kind: str) -> None:
    assert set(KINDS[kind].stored) <= set(KINDS[kind].model_fields)


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        pytest.param(
            EventRecorded,
            {
                "event": "events[0]",
                "event_kind": "hearing_set",
                "on": "2026-03-01",
                "of": ["sofia"],
            },
            id="a person's id instead of a position",
        ),
        pytest.param(
            QuestionAsked,
            {"question_id": "q-1", "code": "Is she Sofía?"},
            id="a sentence as a code",
        ),
        pytest.param(
            CaseErased, {"order_id": "order of\nthe judge", "on": "2026-03-01"}, id="a line break"
        ),
        pytest.param(
            CaseRecorded,
            {"state": "IL", "opened_on": "2026-03-01", "facts": "not a hash"},
            id="something else as a hash",
        ),
        pytest.param(
            DutyOpened,
            {"duty_id": "d-1", "duty_kind": "notify_consulate", "state": "done"},
            id="a duty that opens as done",
        ),
    ],
)
def test_a_public_part_refuses(model: type[Public], facts: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(facts, strict=False)
    assert "sofia" not in str(caught.value).casefold()


def test_an_entry_names_the_stored_files_it_relies_on() -> None:
    document = DocumentPrepared(
        document_id="doc-1",
        document_kind="consular_notification",
        recipient_class="consulate",
        state="ready",
        duties=("d-1",),
        languages=("en", "pt-BR", "zh-Hans"),
        inputs_sha256="11" * 32,
        pdf_sha256="22" * 32,
        courtesy_sha256=("33" * 32, "44" * 32),
    )
    assert document.stored_hashes() == ("22" * 32, "33" * 32, "44" * 32)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_public_part_survives_the_way_through_json(kind: str) -> None:
    model = KINDS[kind]
    example = _example(model)
    assert model.model_validate_json(example.model_dump_json()) == example


def _example(model: type[Public]) -> Public:
    values = {
        "on": date(2026, 3, 1),
        "as_of": date(2026, 3, 1),
        "opened_on": date(2026, 3, 1),
        "state": "owed",
        "event": "events[0]",
        "duties": ("d-1",),
        "languages": ("en",),
        "documents": ("doc-1",),
        "receipt_kind": "acknowledged",
        "sha256": "ab" * 32,
        "inputs_sha256": "ab" * 32,
        "facts": "ab" * 32,
    }
    special = {
        "case_recorded": {"state": "IL"},
        "document_prepared": {"state": "ready"},
        "document_printed": {"state": "ready"},
    }
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    chosen = {name: values.get(name, "some_word") for name in needed}
    chosen |= {k: v for k, v in special.get(model.kind, {}).items() if k in chosen}
    return model.model_validate(chosen)


def test_who_acted_is_a_person_a_flow_or_a_partner() -> None:
    with pytest.raises(ValidationError):
        Actor.model_validate({"kind": "robot", "id": "x", "authenticated": "typed"})
