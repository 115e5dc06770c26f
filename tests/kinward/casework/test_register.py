"""The register: a case is recorded as it stands, an event is added, an erased case is gone."""

from datetime import date
from pathlib import Path

import pytest

from kinward import casework
from kinward.casework.register import CaseErasedAlready
from schemas.case import Event
from tests.kinward.casework.offices import a_family, an_office


def test_a_case_reads_back_as_it_was_recorded(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        case = a_family(office, "san-diego")
        casework.add_case(office, case)
        assert casework.current_case(office, case.case_number) == case


def test_recording_the_same_case_again_is_nothing_new(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        case = a_family(office, "florida")
        assert casework.add_case(office, case) is True
        assert casework.add_case(office, case) is False
        assert len(office.ledger.history(case.case_number)) == 1


def test_an_event_joins_the_case(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        case = a_family(office, "texas")
        casework.add_case(office, case)
        event = Event(kind="custody_ordered", on=date(2026, 4, 16), of=("mateo",))
        casework.record_event(office, case.case_number, event)
        assert casework.current_case(office, case.case_number).events == (*case.events, event)


def test_the_restricted_part_lies_under_its_own_key(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        case = a_family(office, "florida")
        casework.add_case(office, case)
        (entry,) = office.ledger.history(case.case_number)
        assert "protect" not in str(entry.sealed)
        assert "concern" not in str(entry.sealed)


def test_an_erased_case_cannot_be_read_and_the_ledger_verifies(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        case = a_family(office, "illinois")
        casework.add_case(office, case)
        casework.erase_case(office, case.case_number, "order-7")
        with pytest.raises(CaseErasedAlready):
            casework.current_case(office, case.case_number)
        assert office.ledger.verify(office.store) == ()


def test_names_find_a_case_without_accents_and_case(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        case = a_family(office, "san-diego")
        casework.add_case(office, case)
        with office.ledger.reading() as screens:
            assert screens.find("ramirez sofia") == (case.case_number,)
