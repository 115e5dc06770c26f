"""The shipped counties: every state's, under the names that rows and cases use."""

from pathlib import Path

from kinward.library.case_words import STATES
from kinward.library.county_table import FILE, text
from kinward.rules.counties import bare
from tests.mou_library.shipped import the_shipped_library


def test_every_state_and_territory_has_its_counties() -> None:
    counties = the_shipped_library().counties
    assert set(counties) == {f"US-{state}" for state in STATES}
    assert {state: len(counties[f"US-{state}"]) for state in ("CA", "DC", "DE", "TX")} == {
        "CA": 58,
        "DC": 1,
        "DE": 3,
        "TX": 254,
    }


def test_a_county_that_was_renamed_is_known_by_both_names() -> None:
    dakota = the_shipped_library().counties["US-SD"]
    assert {bare("Oglala Lakota"), bare("Shannon County")} <= set(dakota)
    assert bare("Naugatuck Valley Planning Region") in the_shipped_library().counties["US-CT"]
    assert bare("New Haven") in the_shipped_library().counties["US-CT"]


def test_the_table_writes_a_states_counties_once_and_in_order(tmp_path: Path) -> None:
    table = tmp_path / "codes.csv"
    rows = (
        "DE,Sussex County\nUM,Midway Islands\nAL,Bibb County\nAL,Autauga County\nAL,Bibb County\n"
    )
    table.write_text(f"state,county\n{rows}", encoding="utf-8")
    head, _, states = text(table).partition("states:\n")
    assert states.splitlines() == [
        '  - {state: US-AL, counties: ["Autauga County", "Bibb County"]}',
        '  - {state: US-DE, counties: ["Sussex County"]}',
    ]
    assert FILE.read_text(encoding="utf-8").startswith(head)
