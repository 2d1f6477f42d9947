"""What the pages of a draft checklist share: where they stand, and who finds it."""

from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.authoring.queries.drafts import DraftPlace, get_draft_place
from portal.places.contracts import get_contract_place
from portal.web.addresses import CHECKLISTS, CONTRACT_CHECKLIST, DRAFT_CHECKLIST, HOME
from portal.web.asked import asked_id
from portal.web.at import At, GoTo, family, gap
from portal.web.crumbs import Crumb, contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.http import Request, Response

LONGEST_ROW = 40
"""Letters of the name of a requirement in a draft."""


class AtDraft(At[DraftPlace]):
    """A manager of a lead who has come to one of its draft checklists."""

    @property
    def address(self) -> str:
        return DRAFT_CHECKLIST(self.place.draft_id)

    def frame(self) -> dict[str, object]:
        return {
            "draft": self.place,
            "place": self.place.contract,
            "tab": "set-up",
            "base": self.address,
            "breadcrumbs": crumbs_of(self.place),
        }

    def to_row(self, row: str) -> Response:
        """To the requirement in the draft's list."""
        is_name = row.isalnum() and len(row) <= LONGEST_ROW
        return self.go(f"{self.address}#row-{row}" if is_name else self.address)


def at_any_draft(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtDraft:
    """Raises NotHere."""
    place = get_draft_place(session, viewer, gap(request, "draft_id"))
    return AtDraft(request, session, viewer, as_at, place)


def at_draft(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtDraft:
    """A draft that was published or kept already leads to what came of it."""
    at = at_any_draft(request, session, viewer, as_at)
    if at.place.is_finished:
        raise GoTo(what_came_of(at.place))
    return at


def at_discarding(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtDraft:
    """Of a draft that is gone nothing is kept, so the form's address says whose it was: whoever presses twice
    comes to where the first press led."""
    try:
        return at_any_draft(request, session, viewer, as_at)
    except NotHere:
        if contract_id := asked_id(request, "contract"):
            get_contract_place(session, viewer, contract_id, frozenset({Audience.MANAGER}))
            raise GoTo(CONTRACT_CHECKLIST(contract_id, done="discarded")) from None
        if asked_id(request, "lead") in viewer.with_role("manager"):
            raise GoTo(CHECKLISTS(done="discarded")) from None
        raise


OF_DRAFT = family(at_draft, Audience.MANAGING)
"""For the handlers of an open draft."""

OF_DISCARDING = family(at_discarding, Audience.MANAGING)


def what_came_of(place: DraftPlace, done: str = "") -> str:
    """Where the checklist is found that the draft became, or was to become."""
    if place.contract:
        return CONTRACT_CHECKLIST(place.contract.contract_id, done=done or "published")
    return CHECKLISTS(done=done or "kept")


def library_crumbs(*more: Crumb) -> list[Crumb]:
    ours = {"text": "Our checklists", "href": CHECKLISTS()}
    return [{"text": "Home", "href": HOME()}, ours, *more]


def crumbs_of(place: DraftPlace) -> list[Crumb]:
    """Where the draft belongs, and the draft itself."""
    here = {"text": "Draft", "href": DRAFT_CHECKLIST(place.draft_id)}
    if place.contract is None:
        return library_crumbs(here)
    checklist = {"text": "Checklist", "href": CONTRACT_CHECKLIST(place.contract.contract_id)}
    return contract_crumbs(place.contract, checklist, here)
