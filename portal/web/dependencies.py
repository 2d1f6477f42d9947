"""What every page may be given: a session, the viewer, the day that is asked about, what was typed."""

from dataclasses import dataclass
from datetime import date

from litestar.di import NamedDependency, Provide
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.database import Database
from portal.standing.queries.as_known import When, when_asked
from portal.web.asked import asked_day
from portal.web.http import Request
from portal.web.seats import stay_of
from portal.web.typed import TYPED, Typed
from portal.web.who import VIEWER


@dataclass(frozen=True, slots=True)
class AsAt:
    """The day asked about and the day of what was known then; `known` is None for all that is known."""

    today: date
    on: date
    known: date | None

    @property
    def is_now(self) -> bool:
        return self.on == self.today and self.known is None

    @property
    def when(self) -> When:
        """The same as queries of the read models take it."""
        return when_asked(self.on, self.today, self.known)

    @property
    def looked_on(self) -> date:
        """The day on which one would have looked what is under way: today, or the evening that says it."""
        return self.when.evening or self.today


def provide_database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


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
    on = asked_day(request, "on") or today
    known = asked_day(request, "known")
    return AsAt(today, on, known if known and known < today else None)


async def provide_typed(request: Request) -> Typed:
    """What was typed into the form of this POST; its files, if any, are not read here."""
    form = await request.form()
    typed = Typed({name: [each for each in form.getall(name) if isinstance(each, str)] for name in form})
    request.scope[TYPED] = typed  # type: ignore[literal-required]  # ASGI lets wrappers add keys
    return typed


DEPENDENCIES = {
    "database": Provide(provide_database, sync_to_thread=False),
    "session": Provide(provide_session),
    "viewer": Provide(provide_viewer, sync_to_thread=False),
    "as_at": Provide(provide_as_at, sync_to_thread=False),
    "typed": Provide(provide_typed),
}
