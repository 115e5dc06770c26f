"""What goes to one recipient by one channel, and whether it may leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kinward.casework.deciding import is_rehearsal
from kinward.casework.desk import Office
from kinward.casework.papers import Kept, kept_papers
from kinward.casework.planned import planned_papers
from kinward.ledger.rows import DocumentRow
from kinward.rules.as_of import AsOf
from kinward.rules.channels import channel_of
from kinward.rules.identity import key
from kinward.rules.paper import Paper
from kinward.rules.posts import competent_post, is_current
from kinward.rules.setting import Setting
from kinward.rules.subjects import STATE_ORGANS


@dataclass(frozen=True, slots=True)
class Bundle:
    """Papers for one recipient by one channel, in the order in which they are bound."""

    id: str
    rows: tuple[DocumentRow, ...]
    kept: tuple[Kept, ...]
    papers: tuple[Paper, ...]

    @property
    def setting(self) -> Setting:
        """What the first paper was written from; the recipient is everyone's."""
        return self.papers[0].setting

    @property
    def channel(self) -> str:
        """The channel of its papers."""
        return channel_of(self.setting)

    @property
    def due_on(self) -> date | None:
        """The earliest day on which one of its duties is due."""
        duties = (duty for paper in self.papers for duty in paper.setting.duties)
        return min((duty.due_on for duty in duties if duty.due_on), default=None)


def bundles_of(office: Office, case_number: str, rows: list[DocumentRow]) -> Iterable[Bundle]:
    """Yield the bundles of printed documents; the id follows from recipient and contents."""
    wanted = {row.document_id for row in rows}
    kept = {i: paper for i, paper in kept_papers(office, case_number).items() if i in wanted}
    planned = planned_papers(office, kept)
    known = [row for row in rows if row.document_id in planned]

    def recipient(row: DocumentRow) -> str:
        setting = planned[row.document_id].setting
        to, channel = setting.recipient, channel_of(setting)
        return "|".join(
            (to.class_, to.person or "", to.post or "", to.name, channel, ",".join(to.via))
        )

    for who, group in groupby(sorted(known, key=recipient), key=recipient):
        members = sorted(
            group, key=lambda row: (planned[row.document_id].kind.id, row.document_id)
        )
        inputs = [(row.document_id, row.inputs_sha256) for row in members]
        yield Bundle(
            id=f"packet-{key(case_number, who, inputs)[:20]}",
            rows=tuple(members),
            kept=tuple(kept[row.document_id] for row in members),
            papers=tuple(planned[row.document_id] for row in members),
        )


def rehearsal_of(office: Office, bundle: Bundle) -> bool:
    """Say whether a packet rests on a past day or a sample: it may go to the folder only (R94)."""
    setting = bundle.setting
    contact = setting.recipient.contact
    sample = bool(contact and contact.sample) or bool(setting.agency and setting.agency.sample)
    return sample or is_rehearsal(office, AsOf(setting.as_of))


def held_because(office: Office, bundle: Bundle) -> str | None:
    """Return why a packet may not leave yet: post, office or contact is not confirmed (R29)."""
    to = bundle.setting.recipient
    if to.class_ not in STATE_ORGANS or to.country is None:
        return "contact_unverified" if to.doubt and not to.address_lines else None
    case, day, book = bundle.setting.case, bundle.setting.as_of.date(), office.library.rulebook
    competent = competent_post(to.country, case.state, case.county, day, book)
    if competent.post is None or not competent.confirmed:
        return "post_unknown"
    return None if is_current(to.contact, day) else "contact_unverified"
