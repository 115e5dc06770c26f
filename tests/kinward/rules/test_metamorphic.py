"""Renamed, reordered and date-shifted families come to the answers that follow."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kinward.rules.duties import Decided
from schemas.case import Case
from tests.builders import Facts, changed, facts_of, read_facts
from tests.kinward.rules.letter_settings import FAMILIES, the_family
from tests.library import decided, the_book

NAMES_PEOPLE = {"id", "of", "with", "represents", "about", "who", "by", "from"}
ISO_DAY = re.compile(r"\b202[4-7]-\d\d-\d\d")


def terms(found: Decided, *, without: tuple[str, ...] = ("id",)) -> list[str]:
    """Duties and questions as texts that can be compared in any order."""
    decision = json.loads(found.decision.model_dump_json())
    rows = [*decision["duties"], *decision["questions"]]
    kept = [{key: value for key, value in row.items() if key not in without} for row in rows]
    return sorted(json.dumps(row, sort_keys=True) for row in kept)


def mapped(value: object, change: Callable[[str, str], str], key: str = "") -> object:
    """The same facts with each text changed, given the field in which it stands."""
    if isinstance(value, dict):
        return {k: mapped(inner, change, k) for k, inner in value.items()}
    if isinstance(value, list):
        return [mapped(inner, change, key) for inner in value]
    return change(key, value) if isinstance(value, str) else value


def renamed(case: Case) -> Case:
    """The same family under other ids and other names."""
    ids = {person.id: f"p{i}_x" for i, person in enumerate(case.people)}

    def other(key: str, text: str) -> str:
        if key in NAMES_PEOPLE and text in ids:
            return ids[text]
        return f"Z{text}" if key in {"given", "family", "second_family", "native"} else text

    facts = mapped(facts_of(case), other)
    assert isinstance(facts, dict)
    return read_facts(facts)


def lists_reversed(value: object) -> Iterator[tuple[str, object]]:
    """The lists of a case, turned around where their order means nothing."""
    assert isinstance(value, dict)
    for key in ("people", "events", "hearings", "authorizations", "safety_checks", "needs"):
        yield key, list(reversed(value[key]))


def shifted(text: str, days: int) -> str:
    """A text with every day of these years moved."""
    move = timedelta(days=days)
    return ISO_DAY.sub(lambda found: (date.fromisoformat(found[0]) + move).isoformat(), text)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_family_comes_to_the_same_answer(family: str) -> None:
    moment = FAMILIES[family]
    assert (
        decided(the_family(family), moment).decision
        == decided(the_family(family), moment).decision
    )


@pytest.mark.parametrize("family", FAMILIES)
def test_other_names_and_ids_change_nothing_but_themselves(family: str) -> None:
    case = the_family(family)
    ids = {f"p{i}_x": person.id for i, person in enumerate(case.people)}
    was, now = decided(case, FAMILIES[family]), decided(renamed(case), FAMILIES[family])
    back = [re.sub(r"p\d+_x", lambda found: ids[found[0]], text) for text in terms(now)]
    assert sorted(back) == terms(was)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_duty_keeps_its_key_when_only_names_change(family: str) -> None:
    case = the_family(family)
    people = [
        {**person, "name": {"given": "Q"}} if "given" in str(person["name"]) else person
        for person in json.loads(case.model_dump_json(by_alias=True))["people"]
    ]
    was, now = decided(case, FAMILIES[family]), decided(changed(case, people=people),
                                                        FAMILIES[family])  # fmt: skip
    assert [duty.id for duty in was.decision.duties] == [duty.id for duty in now.decision.duties]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_order_of_the_file_decides_nothing(family: str) -> None:
    case = the_family(family)
    turned = changed(case, **dict(lists_reversed(facts_of(case))))
    was, now = decided(case, FAMILIES[family]), decided(turned, FAMILIES[family])
    assert terms(now, without=()) == terms(was, without=())


@pytest.mark.parametrize("weeks", [-2, 1, 3])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_some_weeks_later_has_its_days_some_weeks_later(family: str, weeks: int) -> None:
    days = weeks * 7
    book = the_book()
    contacts = tuple(
        row.model_copy(update={"verified_on": row.verified_on + timedelta(days=days)})
        for row in book.contacts
    )
    no_holidays = replace(book, closed_days={})
    case = the_family(family)
    text = json.dumps(facts_of(case))
    later: Facts = json.loads(shifted(text, days))
    texts = ("id", "says", "source", "post_words", "ask", "version")
    was = decided(case, FAMILIES[family], no_holidays)
    now = decided(
        read_facts(later), shifted(FAMILIES[family], days), replace(no_holidays, contacts=contacts)
    )
    assert _terms_without(now, texts) == sorted(
        shifted(row, days) for row in _terms_without(was, texts)
    )


def _terms_without(found: Decided, texts: tuple[str, ...]) -> list[str]:
    """Terms without what a library row says in its own words, at any depth."""
    decision = json.loads(found.decision.model_dump_json())
    rows = [*decision["duties"], *decision["questions"]]
    return sorted(json.dumps(_dropped(row, texts), sort_keys=True) for row in rows)


def _dropped(value: object, texts: tuple[str, ...]) -> object:
    if isinstance(value, dict):
        return {key: _dropped(inner, texts) for key, inner in value.items() if key not in texts}
    return [_dropped(inner, texts) for inner in value] if isinstance(value, list) else value
