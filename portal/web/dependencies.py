"""What handlers are given: a session, the viewer, the place of the address, the day, what was typed."""

import uuid
from dataclasses import dataclass
from datetime import date

from litestar.di import NamedDependency, Provide
from litestar.exceptions import ClientException
from litestar.params import FromPath
from sqlalchemy.orm import Session

from evidence.store import Store
from portal import clock
from portal.access import Viewer
from portal.database import Database
from portal.places import contracts as places
from portal.places.contracts import ContractPlace, EngagementPlace, SubmissionPlace
from portal.places.organisations import OrganisationPlace, get_organisation_place
from portal.settings import Settings
from portal.web.door import VIEWER
from portal.web.guards import audiences_of_route
from portal.web.http import Request
from portal.web.seats import stay_of
from portal.web.typed import Typed


@dataclass(frozen=True, slots=True)
class AsAt:
    """The day asked about and the day of what was known then; `known` is None for all that is known."""

    today: date
    on: date
    known: date | None

    @property
    def is_now(self) -> bool:
        return self.on == self.today and self.known is None


def provide_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def provide_database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def provide_store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


async def provide_session(request: Request, typed: NamedDependency[Typed]) -> Session:  # noqa: ARG001  # nobody holds a seat while a form is still arriving
    """A session for the request: reading for GET and HEAD, else writing. Actions commit, not this."""
    return await stay_of(request).take()


def provide_viewer(request: Request) -> Viewer:
    """Somebody who is signed in; the guard of the route has seen to that."""
    viewer: Viewer = request.scope[VIEWER]  # type: ignore[literal-required]  # put there by the door
    return viewer


def provide_as_at(request: Request) -> AsAt:
    """From ?on= and ?known=; raises 400 for what is no date."""
    today = clock.today()
    on = day_of(request.query_params.get("on")) or today
    known = day_of(request.query_params.get("known"))
    return AsAt(today, on, known if known and known < today else None)


def day_of(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ClientException("A date in the address of a page looks like 2027-03-31.") from None


async def provide_typed(request: Request) -> Typed:
    """What was typed into the form of this POST."""
    form = await request.form()
    return Typed({name: [each for each in form.getall(name) if isinstance(each, str)] for name in form})


def provide_contract_place(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_id: FromPath[uuid.UUID],
) -> ContractPlace:
    return places.get_contract_place(session, viewer, contract_id, audiences_of_route(request.route_handler))


def provide_engagement_place(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_id: FromPath[uuid.UUID],
) -> EngagementPlace:
    return places.get_engagement_place(
        session, viewer, engagement_id, audiences_of_route(request.route_handler)
    )


def provide_submission_place(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_id: FromPath[uuid.UUID],
) -> SubmissionPlace:
    return places.get_submission_place(
        session, viewer, submission_id, audiences_of_route(request.route_handler)
    )


def provide_organisation_place(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    organisation_id: FromPath[uuid.UUID],
) -> OrganisationPlace:
    return get_organisation_place(session, viewer, organisation_id, audiences_of_route(request.route_handler))


DEPENDENCIES = {
    "settings": Provide(provide_settings, sync_to_thread=False),
    "database": Provide(provide_database, sync_to_thread=False),
    "store": Provide(provide_store, sync_to_thread=False),
    "session": Provide(provide_session),
    "viewer": Provide(provide_viewer, sync_to_thread=False),
    "as_at": Provide(provide_as_at, sync_to_thread=False),
    "typed": Provide(provide_typed),
    "contract_place": Provide(provide_contract_place, sync_to_thread=True),
    "engagement_place": Provide(provide_engagement_place, sync_to_thread=True),
    "organisation_place": Provide(provide_organisation_place, sync_to_thread=True),
    "submission_place": Provide(provide_submission_place, sync_to_thread=True),
}
