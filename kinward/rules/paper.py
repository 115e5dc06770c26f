"""One paper of a case: a document for one recipient, ready, held or blocked."""

from dataclasses import dataclass, field

from kinward.rules.languages import Tongues
from kinward.rules.setting import Recipient, Setting
from kinward.rules.view import View
from schemas.document import DocumentKind

LETTERHEAD_MISSING = "letterhead_missing"
AGENCY_COUNSEL_MISSING = "agency_counsel_missing"
COUNSEL_NOTICE = "notice_to_parent_counsel"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document for one recipient, as it is to be written."""

    id: str
    setting: Setting
    state: str
    why: str | None
    tongues: Tongues
    view: View | None = field(repr=False, default=None)

    @property
    def kind(self) -> DocumentKind:
        """What kind of document it is."""
        return self.setting.kind

    @property
    def recipient(self) -> Recipient:
        """Who gets it."""
        return self.setting.recipient
