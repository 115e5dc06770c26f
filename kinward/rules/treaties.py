"""Which states are parties to a treaty on a day, by the dated rows of their countries (R37)."""

from datetime import date

from schemas.country import Country

CONVENTION_1996 = "child_protection_1996"
IN_FORCE = "in_force"


def party_on(country: Country | None, treaty: str, day: date) -> bool:
    """Say whether a dated row shows a state as a party on a day.

    Signed is not in force, and what nobody dated binds nobody to a consent.
    """
    return any(
        row.treaty == treaty
        and row.status.startswith(IN_FORCE)
        and row.in_force_on is not None
        and row.in_force_on <= day
        for row in (country.treaties if country else ())
    )
