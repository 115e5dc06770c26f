"""Whether a PDF is what it claims to be: PDF/A-2b for the archive, PDF/UA-1 for who cannot see it.

An independent validator judges the claims. It passes a packet whose later pages stand outside the
structure, which a reader's software then skips: so the structure is also walked, and compared
with the marked content of every page.
"""

from dataclasses import dataclass
from typing import Literal

import page as validator  # the package page-validation

from kinward.press.tagging import PageTags, tags_by_page

Profile = Literal["PDF/A-2b", "PDF/UA-1"]
PROFILES: dict[Profile, str] = {"PDF/A-2b": "2b", "PDF/UA-1": "ua1"}


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """The validator's answer for one profile, with the ids of the rules that do not hold."""

    profile: Profile
    ok: bool
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conformance:
    """What was checked of one PDF; kept with it."""

    reports: tuple[ProfileReport, ...]
    tags: tuple[PageTags, ...]

    def holds(self, profile: Profile) -> bool:
        """Say whether the PDF conforms to `profile`."""
        return any(report.ok for report in self.reports if report.profile == profile)

    def broken_rules(self, profile: Profile) -> tuple[str, ...]:
        """Return the ids of the rules of `profile` that do not hold."""
        return next(report.rules for report in self.reports if report.profile == profile)

    @property
    def pages_outside_structure(self) -> tuple[int, ...]:
        """The pages, from 1, whose marked content the structure does not reach, or without any."""
        return tuple(tags.page for tags in self.tags if not tags.whole)


def examine(pdf: bytes) -> Conformance:
    """Validate `pdf` against both profiles, and follow its structure to every page."""
    reports = tuple(_validated(pdf, profile) for profile in PROFILES)
    return Conformance(reports=reports, tags=tags_by_page(pdf))


def _validated(pdf: bytes, profile: Profile) -> ProfileReport:
    try:
        report = validator.validate_pdf_bytes(pdf, profile=PROFILES[profile])
    except validator.PageError as fault:
        return ProfileReport(profile, ok=False, rules=(f"not_validated:{type(fault).__name__}",))
    rules = sorted({failure.rule_id for failure in report.failures})
    return ProfileReport(profile, ok=report.is_compliant, rules=tuple(rules))
