"""Who writes, who is written to, by which instrument, and what goes with the paper."""

from dataclasses import dataclass

from kinward.rules.facts.fact import Node, code, rows, said
from kinward.rules.facts.places import address_lines
from kinward.rules.posts import is_current
from kinward.rules.setting import Recipient, Setting
from schemas.case import Official
from schemas.instrument import Version


@dataclass(frozen=True, slots=True)
class Packing:
    """What a cover sheet says of the packet it lies on; it names no person and no matter."""

    pages: int
    enclosures: tuple[str, ...] = ()
    """What a person adds before sending, in neutral words."""
    rehearsal: bool = False
    to_be_confirmed: bool = False
    """A date or legal basis inside rests on a row that counsel has not confirmed."""
    unsigned_languages: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    """Who gets which version; printed on copies that stay with the agency or its counsel only."""


def office_facts(setting: Setting, packing: Packing | None) -> dict[str, Node]:
    """Return the facts of the two offices, the instrument and the packet."""
    return {
        "letter": {
            "date": said(setting.as_of.date()),
            "reference": said(setting.case.case_number),
        },
        "agency": _agency(setting),
        "worker": _official(setting.case.worker),
        "agency_counsel": (
            _official(setting.case.agency_counsel) if setting.case.agency_counsel else None
        ),
        "recipient": _recipient(setting),
        "instrument": _instrument(setting),
        "packet": _packet(packing),
        "enclosures": rows(packing.enclosures) if packing else [],
    }


def _agency(setting: Setting) -> Node:
    agency = setting.agency
    if agency is None:
        return None
    office = agency.office
    return {
        "name": said(agency.name),
        "lines": rows(agency.letterhead.lines),
        "address_lines": rows(address_lines(office.address)),
        "phone": code(office.phone),
        "fax": code(office.fax),
        "email": said(office.email),
        "liaison_role": said(agency.liaison_role),
    }


def _official(official: Official) -> Node:
    return {
        "name": said(official.name.full),
        "title": said(official.title),
        "phone": code(official.phone),
        "email": said(official.email),
    }


def _recipient(setting: Setting) -> Node:
    """Return who is written to; without a contact verified in time no way is named (R29)."""
    to = setting.recipient
    known = _is_contact_known(to, setting)
    contact = to.contact if known and to.doubt is None else None
    return {
        "class": code(to.class_),
        "name": said(to.name),
        "department": said(to.department),
        "through": said(contact.name if contact and _goes_through(to) else None),
        "address_lines": rows(to.address_lines if known else ()),
        "phone": code(contact.phone if contact else None),
        "fax": code((to.fax or (contact.fax if contact else None)) if known else None),
        "email": said((to.email or (contact.email if contact else None)) if known else None),
        "verified_on": said(contact.verified_on if contact else None),
        "contact_known": code(known),
        "copy_of": code(to.copy_of),
    }


def _goes_through(to: Recipient) -> bool:
    """Say whether a consulate hands the paper on to the addressee."""
    return to.class_ != "consulate" and "consulate" in {*to.via, *to.reads_with}


def _is_contact_known(to: Recipient, setting: Setting) -> bool:
    if to.doubt is not None:
        return bool(to.address_lines)
    if to.contact is not None or to.post is not None or to.country is not None:
        return is_current(to.contact, setting.as_of.date())
    return bool(to.address_lines or to.fax or to.email)


def governing_version(setting: Setting) -> Version | None:
    """Return the version of the governing instrument that the first duty names."""
    bound = setting.duties[0].governed_by if setting.duties else None
    if bound is None or setting.instrument is None:
        return None
    named = [row for row in setting.instrument.versions if row.version == bound.version]
    return named[0] if named else None


def goes_by_ancestry(setting: Setting) -> bool:
    """Say whether the governing instrument goes by a finding of ancestry: no nationality."""
    version = governing_version(setting)
    return version is not None and version.covered is not None and version.covered.ancestry


def _instrument(setting: Setting) -> Node:
    """Return the governing instrument in its own words; no other instrument is ever named."""
    if setting.instrument is None:
        return None
    notice = setting.notice
    bound = setting.duties[0].governed_by if setting.duties else None
    return {
        "kind": code(setting.instrument.kind),
        "title": said(setting.instrument.title),
        "legal_basis": said(notice.legal_basis if notice else None),
        "clause": said(bound.clause if bound else None),
        "confidentiality": said(notice.confidentiality if notice else None),
        "goes_by_ancestry": code(goes_by_ancestry(setting)),
    }


def _packet(packing: Packing | None) -> Node:
    if packing is None:
        return None
    return {
        "pages": said(packing.pages),
        "rehearsal": code(packing.rehearsal),
        "to_be_confirmed": code(packing.to_be_confirmed),
        "unsigned_languages": rows(packing.unsigned_languages, coded=True),
        "versions": rows(packing.versions),
    }
