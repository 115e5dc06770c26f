"""A new agreement from answers: a whole row with what was read, and `not_read` for the rest."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kinward.library.checking_instruments import instrument_problems
from kinward.library.checking_terms import term_problems
from kinward.library.examples import example_outcome
from kinward.library.holdings import Library
from kinward.library.places import Places
from kinward.library.questions import QUESTIONS
from kinward.reading.faults import validated
from kinward.reading.yaml12 import Document, Plain
from kinward.rules.happened import CASE_OPENED
from schemas.instrument import Example, Instrument
from schemas.problem import Problem, UnitError
from schemas.terms import NOT_READ, OF_EVERY_NOTICE

Answers = Mapping[str, Plain]

_CLOCK = re.compile(r"(\d+) (hours|calendar_days|working_days|court_days|months)")


class AnswersFaulty(UnitError):
    """The answers do not make an agreement; nothing was written."""

    code = "answers_faulty"
    remedy = "Mend the answers named and run the command again."

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} answers are missing or cannot be meant")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Draft:
    """A new agreement: as plain data for its file, and as the row that was checked."""

    data: dict[str, Plain]
    instrument: Instrument


def drafted(library: Library, answers: Answers) -> Draft:
    """Return the agreement of these answers, with worked examples computed by the rules.

    Raises:
        AnswersFaulty: with every answer that is missing or cannot be meant.
    """
    given = {q.key: answers.get(q.key, q.default) for q in QUESTIONS}
    problems = [*_unknown(answers), *_missing(given)]
    if problems:
        raise AnswersFaulty(tuple(problems))
    data = _row(given)
    bare = _valid(data)
    examples = [_computed(library, bare, example) for example in _families(bare)]
    shown: list[Plain] = [_plain(example) for example in examples]
    whole: dict[str, Plain] = {**data, "examples": shown}
    instrument = _valid(whole)
    found = replace(
        library, rulebook=replace(library.rulebook, instruments=(*library.instruments, instrument))
    )
    places = Places(found)
    faults = (
        *instrument_problems(found, instrument, places),
        *term_problems(found, instrument, places),
    )
    if faults:
        raise AnswersFaulty(faults)
    return Draft(whole, instrument)


def _unknown(answers: Answers) -> Iterator[Problem]:
    keys = [question.key for question in QUESTIONS]
    for key in answers.keys() - set(keys):
        shown = key if re.fullmatch(r"[a-z_]{1,40}", key) else "a key"
        remedy = f"Questions are: {', '.join(keys)}."
        yield Problem("unknown_answer", f"{shown} answers no question", remedy, "answers")


def _missing(given: Mapping[str, Plain]) -> Iterator[Problem]:
    for question in QUESTIONS:
        fault = question.fault(given[question.key])
        if fault:
            yield Problem("answer_faulty", f"{question.key}: {fault}", question.ask, "answers")


def _valid(data: dict[str, Plain]) -> Instrument:
    instrument, problems = validated(Instrument, Document("answers", data))
    if instrument is None:
        raise AnswersFaulty(problems)
    return instrument


def _row(given: Mapping[str, Plain]) -> dict[str, Plain]:
    countries = sorted(_list(given["countries"]))
    ending = "-".join(code.lower() for code in countries)
    source = _without_gaps(
        {
            "id": given["source_id"],
            "title": given["source_title"],
            "address": given["source_address"],
            "section": given["source_section"],
            "read_on": given["read_on"],
        }
    )
    scope = {"states": given["states"], "counties": given["counties"], "agencies": []}
    return {
        "id": f"{given['agency']}_{ending}",
        "kind": "agreement",
        "title": given["title"],
        "scope": _without_gaps(scope),
        "countries": list(countries),
        "parties": given["parties"],
        "confidence": given["confidence"],
        "sources": [source],
        "versions": [_version(given, source)],
    }


def _version(given: Mapping[str, Plain], source: dict[str, Plain]) -> dict[str, Plain]:
    starts = given["starts_on"]
    in_force = {
        "starts_on": starts,
        "attested_on": given["attested_on"] or starts or given["read_on"],
        "ends_on": given["ends_on"],
        "end": "known" if given["ends_on"] else given["end"],
    }
    covered = {
        "nationality_of": given["nationality_of"],
        "us_citizen": given["us_citizen"],
        "us_citizen_says": given["us_citizen_says"],
        "says": given["covered_says"],
    }
    return {
        "version": str(given["version"] or in_force["attested_on"]),
        "in_force": _without_gaps(in_force),
        "covered": covered,
        "duties": [_duty(given, source)],
        "safety_exception": given["safety_exception"],
        "binding_language": NOT_READ,
        "terms": _terms(given),
    }


def _duty(given: Mapping[str, Plain], source: dict[str, Plain]) -> dict[str, Plain]:
    return {
        "duty": "notify_consulate",
        "clause": given["clause"],
        "start": {"events": given["events"], "or_later": given["or_later"]},
        "clock": {**_clock(str(given["clock"])), "says": given["clock_says"]},
        "notice": {"legal_basis": given["legal_basis"]},
        "confidence": given["confidence"],
        "source": source,
    }


def _clock(text: str) -> dict[str, Plain]:
    number = _CLOCK.fullmatch(text)
    if number:
        return {"value": int(number[1]), "unit": number[2]}
    return {"not_stated": True} if text == "not_stated" else {"word": text}


def _terms(given: Mapping[str, Plain]) -> dict[str, Plain]:
    read = {
        "legal_basis": given["legal_basis"],
        "covered_child": given["covered_says"],
        "clock": given["clock_says"],
    }
    return {topic: _term(read.get(topic), given) for topic in OF_EVERY_NOTICE}


def _term(says: Plain, given: Mapping[str, Plain]) -> Plain:
    if says is None:
        return NOT_READ
    row: dict[str, Plain] = {
        "says": says,
        "confidence": given["confidence"],
        "sources": [given["source_id"]],
    }
    return [row]


def _families(row: Instrument) -> Iterator[Example]:
    """Yield what an example must show: it applies, it just does not, and the date that follows."""
    version = row.versions[0]
    begins = version.in_force.starts_on or version.in_force.attested_on
    country = next(code for code in row.countries if code != "*")
    day = begins + timedelta(days=7 - begins.weekday())
    later = day + timedelta(days=10)
    other = "HN" if country != "HN" else "MX"
    trigger = version.duties[0].start.events[0]
    yield _family("The first Monday under it", country, country, day, trigger)
    yield _family("The day before it begins", country, country, begins - timedelta(1), trigger)
    known = f"{country} {later.isoformat()}"
    late = _family("The nationality is learned ten days later", known, country, day, trigger)
    yield late.model_copy(update={"as_of": later})
    if "*" not in row.countries and other not in row.countries:
        yield _family("A child of another country", other, other, day, trigger)


def _family(name: str, child: str, country: str, day: date, trigger: str) -> Example:
    events = () if trigger == CASE_OPENED else ((trigger, day),)
    return Example(
        name=name,
        child=(child,),
        country=country,
        opened_on=day,
        events=events,
        as_of=day,
        applies=None,
    )


def _computed(library: Library, row: Instrument, example: Example) -> Example:
    outcome = example_outcome(row, example, library.rulebook)
    update = {
        "applies": outcome.applies,
        "because": outcome.because,
        "starts_on": outcome.starts_on,
        "due_on": outcome.due_on,
    }
    return example.model_copy(update=update)


def _plain(example: Example) -> dict[str, Plain]:
    data = example.model_dump(mode="json", exclude_none=True)
    kept: dict[str, Plain] = {key: value for key, value in data.items() if value not in ([], None)}
    return {**kept, "events": data["events"], "applies": data.get("applies")}


def _list(value: Plain) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _without_gaps(row: Mapping[str, Plain]) -> dict[str, Plain]:
    return {key: value for key, value in row.items() if value not in (None, [], "")}
