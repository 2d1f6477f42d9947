"""The door for files: who comes is looked up, then the files stream in, and only then is anything written.

Nothing waits for the network inside a transaction. What arrived and was not kept is taken away afterwards,
whatever became of it.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Generic

from anyio import to_thread
from litestar.di import NamedDependency, Provide
from sqlalchemy.orm import Session

from evidence.store import Store
from evidence.wanted import Wanted, advice
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.database import Database
from portal.faults import Answer, write_anew
from portal.settings import Settings
from portal.web.at import AtAny, Enter
from portal.web.csrf import token_checker
from portal.web.dependencies import AsAt
from portal.web.ended import Sent, show_earlier
from portal.web.fields import Problems
from portal.web.guards import Admits
from portal.web.http import Request, Response, RouteOptions
from portal.web.receiving import Received, TokenMissing, receive_upload
from portal.web.seats import stay_of
from portal.web.showing_again import WouldAct, is_shown_again
from portal.web.typed import Typed, as_text


@dataclass(frozen=True, slots=True)
class Upload(Generic[AtAny]):
    """What somebody brought to a page. Its place is looked up anew in each session: access may have ended."""

    request: Request
    viewer: Viewer
    as_at: AsAt
    enter: Enter[AtAny]
    received: Received
    wanted: Wanted | None = None

    @property
    def settings(self) -> Settings:
        settings: Settings = self.request.app.state.settings
        return settings

    @property
    def database(self) -> Database:
        database: Database = self.request.app.state.database
        return database

    @property
    def store(self) -> Store:
        store: Store = self.request.app.state.store
        return store

    @property
    def scans(self) -> bool:
        """Whether what is kept is held until a virus scanner has answered."""
        return self.settings.scans

    @property
    def typed(self) -> Typed:
        return Typed({name: [as_text(value)] for name, value in self.received.fields.items()})

    @property
    def refusal(self) -> str:
        """The sentence for the first file that was refused, with what this door takes; empty where none
        was."""
        return advice(self.received.refused[0][1], self.wanted) if self.received.refused else ""

    @property
    def is_shown_again(self) -> bool:
        """Whether what was typed is only shown again, and nothing is to be done."""
        return is_shown_again(self.request.scope)

    @contextmanager
    def reading(self) -> Iterator[AtAny]:
        with self.database.reading() as session:
            yield self._at(session)

    def write(self, act: Callable[[AtAny], Answer]) -> Answer:
        """What it gives where somebody writes; done anew where it loses a race. It commits as its last
        deed."""
        if self.is_shown_again:
            raise WouldAct
        return write_anew(self.database, lambda session: act(self._at(session)))

    def try_to(
        self, act: Callable[[], Response], otherwise: Callable[[AtAny, Problems], Response]
    ) -> Response:
        """Do it and answer; what stands in the way is shown."""
        if self.is_shown_again:
            with self.reading() as at:
                return otherwise(at, {})
        try:
            return act()
        except CannotDo as refused:
            with self.reading() as at:
                return otherwise(at, refused.problems)

    def _at(self, session: Session) -> AtAny:
        return self.enter(self.request, session, self.viewer, self.as_at)


class UploadOptions(RouteOptions):
    """What a door for files says besides."""

    exclude_from_csrf: bool
    most_files: int
    request_max_body_size: int | None


def takes_files(
    enter: Enter[AtAny], *audiences: Audience, most_files: int = 1, wanted: Wanted | None = None
) -> UploadOptions:
    """The options of a route whose handler is given `upload`. `wanted` are the kinds that it takes, where
    these are not all.

    The reader checks the form's token before the first byte of a file is kept.
    """

    async def provide_upload(
        request: Request, viewer: NamedDependency[Viewer], as_at: NamedDependency[AsAt]
    ) -> AsyncIterator[Upload[AtAny]]:
        state, settings = request.app.state, request.app.state.settings
        seats, who = stay_of(request).seats, viewer.person_id
        async with state.receiving.place(who) as place:
            await to_thread.run_sync(look_up, request, viewer, as_at)
            try:
                received = await receive_upload(
                    request,
                    folder=settings.incoming,
                    limit=settings.upload_limit,
                    most_files=most_files,
                    check_token=token_checker(request),
                    turn=lambda: state.drawing.place(who),
                )
            except TokenMissing as missing:
                await show_earlier(request, Sent(list(missing.fields.items()), list(missing.files)))
                raise
            try:
                async with seats.uploaders:
                    began = monotonic()
                    yield Upload(request, viewer, as_at, enter, received, wanted)
                    now = monotonic()
                place.rest = seats.rest_after(who, now - began, now, has_more=state.receiving.has_more(who))
            finally:
                await to_thread.run_sync(received.discard)

    def look_up(request: Request, viewer: Viewer, as_at: AsAt) -> None:
        database: Database = request.app.state.database
        with database.reading() as session:
            enter(request, session, viewer, as_at)

    return {
        "guards": [Admits(*audiences)],
        "sync_to_thread": True,
        "dependencies": {"upload": Provide(provide_upload)},
        "exclude_from_csrf": True,
        "most_files": most_files,
        "request_max_body_size": None,
    }
