from datetime import date

from kinward.reading.faults import validated
from kinward.reading.yaml12 import read
from kinward.wording.messages import messages_of
from kinward.wording.status import (
    KindStatus,
    Signatory,
    StatusRecord,
    declaration,
)
from kinward.wording.status_file import status_yaml
from tests.kinward.wording.builders import a_catalog, a_letter

REVIEWER = Signatory(name='T. "R." Aductor: sworn', qualification="yes")


def test_what_is_written_is_read_back_by_the_one_yaml_reader() -> None:
    letter, catalog = messages_of(a_letter("To:")), a_catalog({"To:": "Para:"})
    draft = declaration("draft_developer", letter, catalog, on=date(2026, 3, 10))
    told = {**draft.model_dump(), "status": "human_reviewed"}
    signed = KindStatus(**{**told, "translator": REVIEWER, "reviewer": REVIEWER})
    record = StatusRecord(locale="es", kinds={"notice": draft, "home_study_request": signed})
    found, problems = validated(StatusRecord, read(status_yaml(record).encode(), "status.yaml"))
    assert problems == ()
    assert found == record


def test_kinds_stand_in_order_so_that_a_diff_shows_only_what_changed() -> None:
    letter, catalog = messages_of(a_letter("To:")), a_catalog({"To:": "Para:"})
    draft = declaration("draft_machine", letter, catalog, on=date(2026, 3, 10))
    one = StatusRecord(locale="es", kinds={"b": draft, "a": draft})
    other = StatusRecord(locale="es", kinds={"a": draft, "b": draft})
    assert status_yaml(one) == status_yaml(other)
    assert "null" not in status_yaml(one)
