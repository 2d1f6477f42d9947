"""What the pages about somebody on the register share: who it is, the page, and the way back."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.places.organisations import OrganisationPlace
from portal.register.pages.everybody import way_to
from portal.register.queries.own import OwnPerson, get_own_person
from portal.web.addresses import REGISTER, WORKER
from portal.web.at import At, at_organisation, family, gap
from portal.web.dependencies import AsAt
from portal.web.http import Request, Response


@dataclass(frozen=True, slots=True)
class AtPerson(At[OrganisationPlace]):
    """A member of the organisation who has come to one of its people."""

    person: OwnPerson

    @property
    def worker_id(self) -> UUID:
        return self.person.worker_id

    def frame(self) -> dict[str, object]:
        return person_frame(self.place, self.person)

    def to_person(self, done: str, **query: object) -> Response:
        return self.go(WORKER(self.place.organisation_id, self.worker_id, done=done, **query))


def at_person(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtPerson:
    """Raises NotHere, also for a person of another organisation."""
    at = at_organisation(request, session, viewer, as_at)
    person = get_own_person(session, at.place, gap(request, "worker_id"))
    return AtPerson(request, session, viewer, as_at, at.place, person)


OF_PERSON = family(at_person, Audience.OWN)
"""For every handler of an address below WORKER."""


def person_frame(place: OrganisationPlace, person: OwnPerson | None) -> dict[str, object]:
    """What a page shows about a person, or about somebody who is not there yet."""
    base = REGISTER(place.organisation_id)
    here = WORKER(place.organisation_id, person.worker_id) if person else base
    return {
        "organisation": place,
        "tab": "register",
        "person": person,
        "base": base,
        "here": here,
        "breadcrumbs": way_to(place, (person.called, here)) if person else way_to(place),
    }
