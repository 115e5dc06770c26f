"""Checks of a district: its post, its counties, its days."""

from collections.abc import Iterator

from kinward.library.checking_counties import unknown_counties
from kinward.library.holdings import Library
from kinward.library.places import Places
from schemas.consulate import District
from schemas.problem import Problem

Fault = tuple[str, str, str]
"""Code, message, remedy."""


def district_problems(library: Library, district: District, places: Places) -> Iterator[Problem]:
    """Yield what a district names that does not exist or cannot be meant, with its line."""
    for code, message, remedy in (*_post(library, district), *_itself(library, district)):
        country = district.post[:2]
        # Where it stands is looked up for a fault alone.
        beside = [row for row in library.districts if row.post.startswith(country)]
        path = ("districts", beside.index(district))
        yield Problem(code, message, remedy, places.where("consulates", country.upper(), path))


def _post(library: Library, district: District) -> Iterator[Fault]:
    post = library.posts.get(district.post)
    if post is None:
        message = f"a district of {district.state} names the post {district.post}"
        yield "unknown_post", message, "Add the post, or mend its id."
    elif post.status == "announced":
        message = f"{district.post} is only announced and has a district"
        yield "post_not_open", message, "Take the district out, or say `status: listed` once open."


def _itself(library: Library, district: District) -> Iterator[Fault]:
    for _, message, remedy in unknown_counties(library, district.state, district.counties):
        yield "unknown_county", f"a district of {district.post}: {message}", remedy
    if district.starts_on and district.ends_on and district.ends_on < district.starts_on:
        message = f"a district of {district.post} ends before it starts"
        yield "dates_out_of_order", message, "Mend one of the two days."
    if district.extent and district.counties:
        message = f"a district of {district.post} has counties and an extent in words"
        remedy = "Make two rows: the counties decide, the words are only shown."
        yield "district_unclear", message, remedy
