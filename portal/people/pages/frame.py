"""Where somebody has come to who looks after the people of an organisation: its own managers alone."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.invitations.queries.parts import parts_of
from portal.people.presenters import part_choices
from portal.people.queries.pending import Pending, find_pending, has_come
from portal.places.contracts import ContractPlace, get_contract_place
from portal.places.organisations import OrganisationPlace
from portal.web.address import Address
from portal.web.addresses import CONTRACT_PEOPLE, HOME, ORGANISATION, PEOPLE
from portal.web.asked import asked_id
from portal.web.at import At, AtPortal, GoTo, at_organisation, family, gap
from portal.web.choices import Item
from portal.web.crumbs import Crumb
from portal.web.dependencies import AsAt
from portal.web.http import Request


class AtPeople(At[OrganisationPlace]):
    """Somebody who manages the organisation, on a page about its people."""

    @property
    def organisation_id(self) -> UUID:
        return self.place.organisation_id

    def frame(self) -> dict[str, object]:
        return {"organisation": self.place, "tab": "people", "breadcrumbs": self.way()}

    def way(self, *more: Crumb) -> list[Crumb]:
        return [
            {"text": "Home", "href": HOME()},
            {"text": self.place.name, "href": ORGANISATION(self.organisation_id)},
            *more,
        ]

    def inside(self, *more: Crumb) -> list[Crumb]:
        return self.way({"text": "People", "href": PEOPLE(self.organisation_id)}, *more)

    def parts(self, chosen: str) -> list[Item]:
        """The parts that the organisation has, to choose from."""
        parts = parts_of(self.session, self.organisation_id)
        return part_choices(parts, chosen, self.place.name, leads="reviewer" in parts)


def at_people(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtPeople:
    place = at_organisation(request, session, viewer, as_at).place
    return AtPeople(request, session, viewer, as_at, place)


FOR_ITS_MANAGERS = family(at_people, Audience.OWN_MANAGER)


@dataclass(frozen=True, slots=True)
class AtInvited(AtPortal):
    """Somebody who manages the organisation that an invitation is to, or the lead that sent it. `contract` is
    the one on whose page it stood, None where it stood on the organisation's own."""

    pending: Pending
    contract: ContractPlace | None

    def back(self, done: str = "") -> str:
        if self.contract:
            return CONTRACT_PEOPLE(self.contract.contract_id, done=done)
        return PEOPLE(self.pending.organisation_id, done=done)

    def frame(self) -> dict[str, object]:
        way = [{"text": "Home", "href": HOME()}, {"text": "People", "href": self.back()}]
        return {"pending": self.pending, "back": self.back(), "breadcrumbs": way}

    def to(self, act: Address) -> str:
        """The address of one of its acts, which leads back to the same page."""
        if self.contract:
            return act(self.pending.invited_id, contract=self.contract.contract_id)
        return act(self.pending.invited_id, organisation=self.pending.organisation_id)


def gone(request: Request, done: str) -> str:
    """Where somebody is led who acts on what is there no more. Raises NotHere where nothing says so."""
    is_revoking = request.url.path.endswith("/revoke")
    said = done or ("revoked" if is_revoking else "gone")
    contract_id, organisation_id = asked_id(request, "contract"), asked_id(request, "organisation")
    if request.method == "POST" and contract_id:
        return CONTRACT_PEOPLE(contract_id, done=said)
    if request.method == "POST" and organisation_id:
        return PEOPLE(organisation_id, done=said)
    raise NotHere


def at_invited(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtInvited:
    """Raises NotHere; GoTo after a second press, which comes to where the first one led."""
    invited_id = gap(request, "invited_id")
    pending, contract_id = find_pending(session, viewer, invited_id), asked_id(request, "contract")
    if pending is None:
        raise GoTo(gone(request, "come" if has_come(session, viewer, invited_id) else ""))
    contract = None
    if contract_id:
        contract = get_contract_place(session, viewer, contract_id, (Audience.MANAGER,))
    elif pending.organisation_id not in viewer.with_role("manager"):
        raise NotHere
    return AtInvited(request, session, viewer, as_at, None, pending, contract)


OF_AN_INVITATION = family(at_invited, Audience.MANAGING)
