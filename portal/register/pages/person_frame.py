"""What the pages about somebody on the register share: who it is, the page, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.register.pages.everybody import BASE, OWN, register_address, way_to
from portal.register.queries.own import OwnPerson, get_own_person
from portal.web.rendering import page

PERSON = f"{BASE}/{{worker_id:uuid}}"


@dataclass(frozen=True, slots=True)
class AtPerson:
    """A member of the organisation who has come to one of its people."""

    request: Request[Any, Any, Any]
    session: Session
    viewer: Viewer
    place: OrganisationPlace
    person: OwnPerson

    @property
    def worker_id(self) -> UUID:
        return self.person.worker_id

    def page(self, template: str, problems: dict[str, str] | None = None, **context: Any) -> Response[str]:
        return person_response(self.request, template, self.place, self.person, problems, **context)

    def to_person(self, done: str) -> Response[Any]:
        return Redirect(f"{register_address(self.place)}/{self.worker_id}?done={done}", status_code=303)

    def refused_by(self, act: Callable[[], object]) -> dict[str, str]:
        """What stands in the way of the act, by field; empty where it is done."""
        try:
            act()
        except CannotDo as refused:
            self.session.rollback()
            return refused.problems
        return {}


def provide_at_person(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    organisation_place: NamedDependency[OrganisationPlace],
    worker_id: FromPath[UUID],
) -> AtPerson:
    person = get_own_person(session, organisation_place, worker_id)
    return AtPerson(request, session, viewer, organisation_place, person)


OF_PERSON: dict[str, Any] = {
    "guards": OWN,
    "sync_to_thread": True,
    "dependencies": {"at": Provide(provide_at_person, sync_to_thread=True)},
}
"""For every handler of an address below PERSON, which is then given `at`."""


def person_response(
    request: Request[Any, Any, Any],
    template: str,
    place: OrganisationPlace,
    person: OwnPerson | None,
    problems: dict[str, str] | None = None,
    **context: Any,
) -> Response[str]:
    """A page about a person, or about somebody who is not there yet."""
    base = register_address(place)
    way = way_to(place, (person.called, f"{base}/{person.worker_id}")) if person else way_to(place)
    shared = {
        "organisation": place,
        "tab": "register",
        "person": person,
        "base": base,
        "here": f"{base}/{person.worker_id}" if person else base,
        "problems": problems or {},
        "breadcrumbs": way,
    }
    return page(request, f"register/{template}.html", shared | context, 422 if problems else 200)
