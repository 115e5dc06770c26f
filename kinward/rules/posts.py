"""The competent post: by county and date, never by distance (R27, R28), and its contact (R29)."""

from dataclasses import dataclass
from datetime import date, timedelta

from kinward.rules.counties import among
from kinward.rules.rulebook import Rulebook
from schemas.consulate import Contact, District, Post
from schemas.source import TO_BE_CONFIRMED


@dataclass(frozen=True, slots=True)
class Competent:
    """The posts that may be competent, and what is not sure about them."""

    posts: tuple[Post, ...]
    confirmed: bool
    words: str

    @property
    def post(self) -> Post | None:
        """The one post, or none where a person must say."""
        return self.posts[0] if len(self.posts) == 1 else None


def competent_post(country: str, state: str, county: str, day: date, book: Rulebook) -> Competent:
    """Return the post whose district holds the county on that day.

    A district by county goes before one of the whole state. Words that name no counties
    (`northern part`) never choose a post: beside a whole state they make a second candidate.
    A closed post gives way to the embassy, for a person to review. Nothing found: no post, and
    a question.
    """
    here = f"US-{state}"
    near = [d for d in book.districts if d.state == here and _holds(d, country, day, book)]
    by_county = [d for d in near if among(county, d.counties)]
    whole = [d for d in near if not d.counties and d.extent is None]
    parts = [d for d in near if d.extent is not None and _open(book.posts[d.post], day)]
    districts = by_county or (whole and [*whole, *parts])
    posts = tuple(dict.fromkeys(d.post for d in districts))
    open_posts = tuple(book.posts[p] for p in posts if _open(book.posts[p], day))
    if posts and not open_posts:
        return _embassy(country, day, book, book.posts[posts[0]])
    if not open_posts:
        name = book.country_name(country)
        return Competent(
            (),
            confirmed=False,
            words=f"No district of {name} is known for {county} County.{_part_words(parts, book)}",
        )
    if len(open_posts) > 1:
        names = " or ".join(post.name for post in open_posts)
        words = f"Two posts may be competent: {names}."
        return Competent(open_posts, confirmed=False, words=words)
    sure = all(d.confidence not in TO_BE_CONFIRMED for d in districts)
    return Competent(open_posts, sure, _district_words(open_posts[0], districts, sure=sure))


def _holds(district: District, country: str, day: date, book: Rulebook) -> bool:
    post = book.posts.get(district.post)
    begun = district.starts_on is None or district.starts_on <= day
    lasts = district.ends_on is None or district.ends_on >= day
    of_country = post is not None and district.post.startswith(f"{country.lower()}-")
    in_time = begun and lasts and not district.past
    return of_country and in_time


def _open(post: Post, day: date) -> bool:
    return post.status == "listed" and (post.closed_on is None or post.closed_on > day)


def _embassy(country: str, day: date, book: Rulebook, closed: Post) -> Competent:
    embassies = tuple(
        post
        for post in book.posts.values()
        if post.kind == "embassy"
        and post.id.startswith(f"{country.lower()}-")
        and _open(post, day)
    )
    stands_in = (
        "the embassy stands in for it, to be reviewed" if embassies else "no embassy is listed"
    )
    words = f"{closed.name} is closed; {stands_in}."
    return Competent(embassies[:1], confirmed=False, words=words)


def _part_words(parts: list[District], book: Rulebook) -> str:
    """Name what was read of the state without its counties, for the person who looks further."""
    if not parts:
        return ""
    read = "; ".join(f"{book.posts[d.post].name} ({d.extent})" for d in parts)
    return f" Read of this state, without its counties: {read}."


def _district_words(post: Post, districts: list[District], *, sure: bool) -> str:
    source = districts[0].source
    mark = "" if sure else " (district to be confirmed)"
    return f"{post.name}, by district{mark}. Source: {source}"


def contact_of(post_id: str | None, book: Rulebook) -> Contact | None:
    """Return the contact of a post; the home's rows come first."""
    return next((row for row in book.contacts if post_id and row.post == post_id), None)


def is_current(contact: Contact | None, day: date) -> bool:
    """Say whether a contact was verified on a day not in the future and not too long ago (R29)."""
    if contact is None or contact.stale_after_days is None or contact.verified_on > day:
        return False
    return day <= contact.verified_on + timedelta(days=contact.stale_after_days)
