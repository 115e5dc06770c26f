"""Addresses as lines of a letter; the country is a code, so that a letter can translate it."""

from schemas.person import Address


def address_lines(address: Address | None) -> tuple[str, ...]:
    """Return street and town lines; the country is not among them."""
    if address is None:
        return ()
    if address.country == "US":
        region = " ".join(filter(None, [address.region, address.postal_code]))
        return (*address.lines, ", ".join(filter(None, [address.city, region])))
    town = " ".join(filter(None, [address.postal_code, address.city]))
    return (*address.lines, ", ".join(filter(None, [town, address.region])))
