"""What the pages of a partner at a requirement share, before there is a submission."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from portal.access import Audience, Viewer
from portal.standing.queries.parts import get_requirement
from portal.submissions.forms.statement import Signature, read_signature
from portal.web.addresses import RECEIPT, SLOT
from portal.web.at import AtEngagement, at_engagement, family
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.typed import Typed


@dataclass(frozen=True)
class AtSlot(AtEngagement):
    """Somebody at a requirement of an engagement, which is read once, when a page wants it."""

    key: str

    @cached_property
    def requirement(self) -> Requirement:
        """Raises NotHere where the checklist does not ask for it."""
        return get_requirement(self.session, self.place, self.key, self.today)

    @property
    def address(self) -> str:
        return SLOT(self.place.engagement_id, self.requirement.key)

    def frame(self) -> dict[str, object]:
        slot = {"text": self.requirement.title, "href": self.address}
        own = {"requirement": self.requirement, "base": self.address, "breadcrumbs": self.way(slot)}
        return {**AtEngagement.frame(self), **own}


def send_signed(
    at: AtEngagement,
    typed: Typed,
    send: Callable[[Signature], UUID],
    otherwise: Callable[[Problems], Response],
) -> Response:
    """What is sent with a signature and nothing else: from one page to the receipt."""

    def act() -> Response:
        return at.go(RECEIPT(send(read_signature(typed))))

    return at.try_to(act, otherwise)


def at_slot(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtSlot:
    place = at_engagement(request, session, viewer, as_at).place
    return AtSlot(request, session, viewer, as_at, place, str(request.path_params["key"]))


OF_SLOT = family(at_slot, Audience.PARTNER)
"""For a partner's handlers of addresses below SLOT."""
