"""The sentences of the questions: what a person is asked, in plain words."""

from kinward.rules.conditions import (
    Scene,
    authorized_reader,
    caregiver_country,
    not_authorized,
)
from kinward.rules.home_studies import options

ASK: dict[str, str] = {
    "attendance_not_chosen": (
        "How does the parent attend the next hearing: in person, by video or by telephone? "
        "The choice is the parent's counsel's; without counsel, what the file records does not "
        "settle it where evidence may be heard."
    ),
    "counsel_first": (
        "The parent is represented: send the draft to counsel with a reply date. It becomes a "
        "letter on counsel's written yes, a court order, or silence past the date and a decision "
        "of agency counsel."
    ),
    "location_stale": (
        "The place of detention was not checked lately enough. Check it again today."
    ),
    "location_contradicted": (
        "A release, removal or transfer was recorded after the place of detention was verified. "
        "Where is the parent now? Check it today and correct the file."
    ),
    "nobody_to_tell": (
        "No lawyer and no office that appoints counsel is recorded. "
        "Who is told where the parent is?"
    ),
    "addressee_missing": "Nobody is recorded to whom this paper goes ({title}). Who gets it?",
    "agency_counsel_missing": (
        "Agency counsel signs or files this paper, and no agency counsel is recorded. Who is it?"
    ),
    "authorization_missing": (
        "No consent or order that is valid on this day lets the paper name to the {reader}: "
        "{what}. Ask for it, or leave the paper."
    ),
    "home_study_route_unknown": (
        "No route for a home study in {country} is in the library. Which authority is asked, "
        "or is it International Social Service?{options}"
    ),
    "screen_unknown": (
        "Before any step of placement abroad: is there an order or home state abroad (UCCJEA), "
        "may the child be an Indian child (ICWA), is a return request pending, is ORR involved?"
    ),
    "jurisdiction_kept_or_closed": (
        "The child would go to a parent in {country}: how does the court keep or close its "
        "jurisdiction, and how is its order enforced there?"
    ),
    "safety_check_missing": (
        "Nobody has recorded that telling a foreign state is safe for every child and parent "
        "named. Ask each of them, or counsel or the guardian ad litem, and record the answer."
    ),
    "counsel_decision_due": "Agency counsel must decide whether and how this duty is met.",
    "kept_from_reader": (
        "“{title}” does not go to the {reader} as it stands: it must say “{category}”, which the "
        "sharing rules keep from that reader. Agency counsel decides whether and how it goes."
    ),
    "nationality_unknown": (
        "Which nationality does the {whose} have? Ask about citizenship, not status."
    ),
    "born_abroad": (
        "The child was born in {country}: record what follows as presumed, never as confirmed."
    ),
    "nationality_disputed": (
        "The {whose}'s nationality of {country} is disputed. Who settles it, and how?"
    ),
    "nationality_by_descent_possible": (
        "A parent is recorded with the nationality of {country}. Is the child a national of "
        "{country} by descent? {says} Ask; never infer."
    ),
    "post_unknown": "{words} Which post is competent, and how is it reached?",
    "several_posts": "{words} A person must choose.",
    "contact_unverified": (
        "No contact of {post} was verified in time. Verify one before the packet is sent."
    ),
    "office_unlisted": (
        "No row of the directory fits the {what} that the file names.{similar} Add one with the "
        "day it was verified, or give the file the `office` of its row."
    ),
    "several_offices": (
        "More than one row of the directory fits the {what} that the file names: {rows}. Give the "
        "file the `office` of the right one."
    ),
    "address_differs": (
        "The file gives another address of the {what} than the directory: {rows}, verified on "
        "{day}. Which is right? Correct the file or the row, or give the file the row's `office`."
    ),
    "field_office_unknown": (
        "Neither the file nor the directory's row of the place of detention says which ICE field "
        "office is responsible there. Which one is it?"
    ),
    "field_office_differs": (
        "The file names the field office {file}, and the directory's row of the place of "
        "detention {row}. Which one is responsible there?"
    ),
    "childs_counsel_unknown": (
        "No lawyer or guardian ad litem of the child is recorded. Who gets the copy of the letter?"
    ),
    "hour_repeated": (
        "This hearing's hour comes twice on its day, because clocks are set back. Which one is it?"
    ),
    "hour_unknown": (
        "The clock counts hours, and only the day is recorded from which it runs. At what hour "
        "was it? Until then it is counted from the first hour of that day."
    ),
    "row_out_of_service": (
        "The library left out rows that have faults ({places}). One of them may bind here: mend "
        "them, or decide by hand."
    ),
    "correction_owed": (
        "A letter about this was delivered, and its facts have changed since. "
        "Is a correction owed?"
    ),
    "translation_unsigned": (
        "The {language} text is a machine draft that no translator has signed. It travels only "
        "as a courtesy copy behind the English. Who translates and signs it?"
    ),
}

OWNER: dict[str, str] = {
    "safety_check_missing": "supervisor",
    "counsel_decision_due": "agency_counsel",
    "jurisdiction_kept_or_closed": "agency_counsel",
    "attendance_not_chosen": "agency_counsel",
    "agreement_end_unknown": "agency_counsel",
    "clause_not_read": "agency_counsel",
    "clock_not_stated": "agency_counsel",
}
"""Who answers; everything else is the worker's."""


def asked(code: str, scene: Scene) -> str:
    """Return the sentence of a procedure's question."""
    country = caregiver_country(scene)
    book = scene.place.book
    name = book.country_name(country) if country else "the country"
    return ASK[code].format(
        country=name,
        options=options(book, country) if country else "",
        reader=authorized_reader(scene).replace("_", " "),
        what=", ".join(not_authorized(scene)).replace("_", " "),
    )
