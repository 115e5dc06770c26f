"""A new agreement as plain data: what was read, and `not_read` for all the rest."""

import re
from collections.abc import Mapping

from kinward.reading.yaml12 import Plain
from schemas.terms import NOT_READ, OF_EVERY_NOTICE

_CLOCK = re.compile(r"(\d+) (hours|calendar_days|working_days|court_days|months)")
_PROMISES = frozenset({"access", "updates", "answers", "consulate_owes"})
"""Topics of what one side owes the other."""


def drafted_row(given: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the row of an agreement of these answers, still without its examples."""
    source = _source(given)
    scope = {"states": given["states"], "counties": given["counties"], "agencies": []}
    row: dict[str, Plain] = {
        "id": agreement_id(given),
        "kind": "agreement",
        "title": given["title"],
        "status": given["status"],
        "scope": _without_gaps(scope),
        "countries": sorted(_list(given["countries"]), key=str),
        "parties": given["parties"],
        "confidence": given["confidence"],
        "sources": [source],
    }
    if given["status"] == "known_to_exist":
        return {**row, "known": [_said(given["known_says"], given)], "versions": [_unread(given)]}
    return {**row, "versions": [_version(given, source)]}


def agreement_id(given: Mapping[str, Plain]) -> str:
    """Return the id of an agreement: the agency's, and its countries in order of their codes."""
    codes = sorted(str(code).lower() for code in _list(given["countries"]))
    return f"{given['agency']}_{'-'.join(codes)}"


def _source(given: Mapping[str, Plain]) -> dict[str, Plain]:
    fields = {
        "id": "source_id",
        "title": "source_title",
        "address": "source_address",
        "section": "source_section",
        "read_on": "read_on",
    }
    return _without_gaps({name: given[key] for name, key in fields.items()})


def _unread(given: Mapping[str, Plain]) -> dict[str, Plain]:
    attested = given["named_on"] or given["read_on"]
    return {
        "version": str(attested),
        "in_force": {"attested_on": attested, "end": NOT_READ},
        "safety_exception": NOT_READ,
        "binding_language": NOT_READ,
        "terms": NOT_READ,
    }


def _version(given: Mapping[str, Plain], source: dict[str, Plain]) -> dict[str, Plain]:
    starts = given["starts_on"]
    in_force = {
        "starts_on": starts,
        "attested_on": given["attested_on"] or starts or given["read_on"],
        "ends_on": given["ends_on"],
        "end": "known" if given["ends_on"] else given["end"],
    }
    return {
        "version": str(given["version"] or in_force["attested_on"]),
        "in_force": _without_gaps(in_force),
        "covered": _covered(given),
        "duties": [_duty(given, source)],
        "safety_exception": given["safety_exception"],
        "binding_language": given["binding_language"],
        "terms": _terms(given),
    }


def _covered(given: Mapping[str, Plain]) -> dict[str, Plain]:
    same = ("nationality_of", "us_citizen", "us_citizen_says", "age_says", "marriage_says")
    return {
        **{name: given[name] for name in same},
        "ancestry": given["ancestry"] == "yes",
        "age_under": int(str(given["age_under"])),
        "unmarried": given["unmarried"] == "yes",
        "dual_nationals": given["dual_nationals"],
        "proceedings": given["proceedings"],
        "says": given["covered_says"],
    }


def _duty(given: Mapping[str, Plain], source: dict[str, Plain]) -> dict[str, Plain]:
    return {
        "duty": "notify_consulate",
        "clause": given["clause"],
        "start": {"events": given["events"], "or_later": given["or_later"]},
        "clock": {**_clock(str(given["clock"])), "says": given["clock_says"]},
        "notice": _notice(given),
        "confidence": given["confidence"],
        "source": source,
    }


def _notice(given: Mapping[str, Plain]) -> dict[str, Plain]:
    named = {name: given[f"{name}_says"] for name in ("form", "sender", "addressee")}
    read = {name: says for name, says in named.items() if says not in _UNWRITTEN}
    channel = {"channel": given["channel"], "contents": given["contents"]}
    return {"legal_basis": given["legal_basis"], **read, **_without_gaps(channel)}


def _clock(text: str) -> dict[str, Plain]:
    number = _CLOCK.fullmatch(text)
    if number:
        return {"value": int(number[1]), "unit": number[2]}
    return {"not_stated": True} if text == "not_stated" else {"word": text}


_UNWRITTEN = (NOT_READ, "silent", None)
"""Words that stand for a topic of which nothing can be quoted."""


def _terms(given: Mapping[str, Plain]) -> dict[str, Plain]:
    channel = given["channel_says"]
    read = {
        **{topic: given.get(f"{topic}_says") for topic in OF_EVERY_NOTICE},
        "parties": "; ".join(map(str, _list(given["parties"]))),
        "legal_basis": given["legal_basis"],
        "covered_child": given["covered_says"],
        "notice_form": given["form_says"],
        "channel": given["channel"] if channel == NOT_READ else channel,
    }
    return {topic: _term(topic, read[topic], given) for topic in OF_EVERY_NOTICE}


def _term(topic: str, says: Plain, given: Mapping[str, Plain]) -> Plain:
    if says in _UNWRITTEN:
        return says or NOT_READ
    row = _said(says, given)
    if topic in _PROMISES:
        row["by_when"] = NOT_READ
    if topic == "consulate_owes":
        row["duties"] = given["consulate_work"]
    return [row]


def _said(says: Plain, given: Mapping[str, Plain]) -> dict[str, Plain]:
    return {"says": says, "confidence": given["confidence"], "sources": [given["source_id"]]}


def _list(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


def _without_gaps(row: Mapping[str, Plain]) -> dict[str, Plain]:
    return {key: value for key, value in row.items() if value not in (None, [], "")}
