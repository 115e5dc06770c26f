"""The children of a paper: who they are, since when in custody, and what they speak."""

from zoneinfo import ZoneInfo

from kinward.rules import happened as events
from kinward.rules.facts.fact import Node, code, rows, said
from kinward.rules.facts.offices import goes_by_ancestry
from kinward.rules.nationality import STATELESS, UNKNOWN, family_of, known_on
from kinward.rules.setting import Setting
from schemas.person import Child, Languages, Nationality

SURENESS = ("confirmed", "presumed", "claimed", "disputed")
PROCEEDINGS = frozenset({"petition_filed", "guardianship_proposed", "custody_ordered"})


def zone_of(setting: Setting) -> ZoneInfo:
    """Return the agency's zone; without a profile, the court's."""
    return ZoneInfo(setting.agency.timezone if setting.agency else setting.case.court.timezone)


def children_of(setting: Setting) -> tuple[Child, ...]:
    """Return the children a paper names: those it is about, or those of the parent it is about."""
    named = set(setting.about)
    for parent in setting.case.parents:
        if parent.id in named:
            named |= set(parent.of)
    return tuple(child for child in setting.case.children if child.id in named)


def children_facts(setting: Setting) -> dict[str, Node]:
    """Return one group of facts for each child of the paper."""
    return {"children": [_child(setting, child) for child in children_of(setting)]}


def _child(setting: Setting, child: Child) -> Node:
    born = child.born_in
    return {
        "name": said(child.name.full, child.id),
        "native_name": said(child.name.native, child.id),
        "initials": said(child.name.initials, child.id),
        "born_on": said(child.born_on, child.id),
        "sex": code(child.sex if child.sex != "unspecified" else None, child.id),
        "born_place": said(born.place if born else None, child.id),
        "born_country": code(born.country if born else None, child.id),
        **_nationality(setting, child),
        **_custody(setting, child),
        **spoken_facts(child.languages, child.id),
    }


def _nationality(setting: Setting, child: Child) -> dict[str, Node]:
    """Return the nationality of the addressed state, or under ancestry the finding alone (R06)."""
    family = family_of(setting.case, child, setting.as_of.date())
    country = setting.recipient.country or _duty_country(setting)
    ancestry = goes_by_ancestry(setting)
    mine = () if ancestry or country is None else family.of_child(country)
    row = min(mine, key=lambda one: SURENESS.index(one.evidence), default=None)
    found = known_on(family.of_family(country)) if ancestry and country else None
    return {
        "nationality_country": code(row.country if row else None, child.id),
        "nationality_basis": code(row.basis if row else None, child.id),
        "nationality_evidence": code(row.evidence if row else None, child.id),
        "nationality_known_on": said(known_on(mine), child.id),
        "believed": code(_is_believed(row) if row else None, child.id),
        "ancestry_found_on": said(found, child.id),
        "ancestry_country": code(country if found else None, child.id),
        "nationalities": [] if ancestry else _all(family.own, child.id),
    }


def _duty_country(setting: Setting) -> str | None:
    return setting.duties[0].country if setting.duties else None


def _is_believed(row: Nationality) -> bool:
    """Presumed, claimed and disputed nationality is believed, never stated as a fact (R08)."""
    return row.evidence != "confirmed"


def _all(own: tuple[Nationality, ...], child: str) -> list[Node]:
    return [
        {
            "country": code(row.country, child),
            "believed": code(_is_believed(row), child),
        }
        for row in own
        if row.country not in {STATELESS, UNKNOWN}
    ]


def _custody(setting: Setting, child: Child) -> dict[str, Node]:
    case, zone = setting.case, zone_of(setting)
    taken = events.first(case, {"taken_into_custody"}, [child.id], zone)
    ordered = events.latest(case, {"custody_ordered"}, [child.id], zone)
    start = taken or events.first(case, {"custody_ordered"}, [child.id], zone)
    proceeding = events.first(case, PROCEEDINGS, [child.id], zone)
    holder = setting.agency.name if setting.agency else None
    return {
        "custody_on": said(start.on if start else None, child.id),
        "custody_holder": said(holder, child.id),
        "custody_ordered_on": said(ordered.on if ordered else None, child.id),
        "proceeding_kind": code(proceeding.kind if proceeding else None, child.id),
        "proceeding_since": said(proceeding.on if proceeding else None, child.id),
    }


def spoken_facts(languages: Languages | None, person: str) -> dict[str, Node]:
    """Return what a person speaks and reads; Spanish is never assumed (R62)."""
    spoken = languages.spoken if languages else ()
    needed = "en" not in spoken if spoken else None
    return {
        "languages": rows(spoken, person, coded=True),
        "reads": rows(languages.reads if languages else (), person, coded=True),
        "reads_nothing": code(_reads_nothing(languages), person),
        "interpreter_needed": code(needed, person),
        "variety": said(languages.variety if languages else None, person),
        "town": said(languages.town if languages else None, person),
    }


def _reads_nothing(languages: Languages | None) -> bool:
    """Say whether the file says that nothing is read; without a record nothing is said."""
    return languages is not None and (not languages.reads or languages.literacy == "none")
