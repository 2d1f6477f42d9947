"""What is kept of the forms of whoever asks: found when its page is asked for, forgotten when it was sent."""

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import cast
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from litestar.types import HTTPScope, Message, Receive, Scope, Send

from portal.access import Viewer
from portal.acting.kept_typed import Kept, WhyKept, find_kept, forget_kept, is_typed, keep_typed
from portal.database import Database
from portal.faults import KINDS, write_anew
from portal.web.form_marks import FIELD, read_mark
from portal.web.http import Request, typed_in
from portal.web.showing_again import Answering, address_in, shown_again
from portal.web.who import HEAD, VIEWER

SENDING = "portal_sending"
"""Where the answer that is being sent stands in the scope."""

FEW, SHORT = 3, 60
"""Fields, and letters in one of them, of a form that is typed anew in a moment."""

AS_SHOWN = "_as_shown"
"""Comes with a form in which everything stands as its page had it, says the page's script."""

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"')
"""Fields of a page into which nobody types."""

LOOKING_AT_ONCE = 2
"""So many look up or forget what was kept at the same moment; each takes a connection and gives it back."""


class Sending:
    """Sends on, and knows with which status the answer began (0 before it did). `is_kept` is set where a form
    was kept for good though its page is shown once more, `failed` is what was typed where it could not be
    done, `typed` where something in it is to be put right first, `asked` where something is asked first.
    `page` is the mark of the page that it was sent from."""

    def __init__(self, send: Send) -> None:
        self.inner, self.status, self.is_kept, self.page = send, 0, False, ""
        self.failed: list[tuple[str, str]] = []
        self.typed: list[tuple[str, str]] = []
        self.asked: list[tuple[str, str]] = []

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self.inner(message)


def note_kept(scope: Scope) -> None:
    """What was typed is kept for good by now, whatever the page goes on to say."""
    sending = scope.get(SENDING)
    if isinstance(sending, Sending):
        sending.is_kept = True


def note_page(request: Request) -> None:
    """A form was read: what was refused on another page of it is not over when this one is done."""
    sending = request.scope.get(SENDING)
    if isinstance(sending, Sending):
        sending.page = next(iter(typed_in(request).get(FIELD, ())), "")


def note_failed(request: Request) -> bool:
    """What somebody sent could not be done: it is kept for them once they are told. Not of a form that no
    page of ours has marked for them, or that has not been read."""
    sending, pairs = request.scope.get(SENDING), own_pairs(request)
    if isinstance(sending, Sending):
        sending.failed = pairs
    return bool(pairs)


def note_typed(request: Request, page: str) -> None:
    """A long form is shown again on this page, as something in it is wanting: without script too it is kept
    by its own button, should its writer leave the page now. Nothing is kept where nothing was typed."""
    sending, pairs = request.scope.get(SENDING), own_pairs(request)
    if not isinstance(sending, Sending) or not is_long(pairs) or AS_SHOWN in typed_in(request):
        return
    if is_typed(pairs, frozenset(HIDDEN.findall(page))):
        sending.typed = pairs


def note_asked(request: Request) -> None:
    """A form is answered with a question, or with what somebody else changed meanwhile: what was kept of it
    before is not what is typed by now."""
    sending = request.scope.get(SENDING)
    if isinstance(sending, Sending) and request.method == "POST" and shown_again(request.scope) is None:
        sending.asked = own_pairs(request)


def is_long(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether it is a form of more than a few fields, or something of some length was typed.

    >>> is_long([("on-day", "1"), ("on-month", "5"), ("on-year", "2027")]), is_long([("words", "x" * 80)])
    (False, True)
    """
    names = {re.sub("-(day|month|year)$", "", name) for name, _ in pairs if not name.startswith("_")}
    return len(names) > FEW or any(len(value) > SHORT for name, value in pairs if not name.startswith("_"))


def own_pairs(request: Request) -> list[tuple[str, str]]:
    """What was typed into a form that a page of ours has marked for whoever sends it; else nothing."""
    typed, viewer = typed_in(request), viewer_in(request.scope)
    mark = read_mark(request.app.state.settings, next(iter(typed.get(FIELD, ())), ""))
    if viewer is None or mark is None or mark.person_id != viewer.person_id:
        return []
    return [(name, each) for name, given in typed.items() for each in given]


class Keeping:
    """Of one portal."""

    def __init__(self, database: Database) -> None:
        self.database, self.limiter = database, CapacityLimiter(LOOKING_AT_ONCE)

    async def find_kept(self, scope: HTTPScope) -> Kept | None:
        """What the viewer typed into the form of the page that is asked for, and has not sent."""
        viewer = viewer_in(scope)
        if viewer is None or not viewer.has_kept or scope["method"] != "GET" or scope.get(HEAD):
            return None
        return await to_thread.run_sync(self.find, viewer.person_id, address_in(scope), limiter=self.limiter)

    def find(self, person_id: UUID, address: str) -> Kept | None:
        with self.database.reading() as session:
            return find_kept(session, person_id, address)

    async def answer(self, scope: HTTPScope, receive: Receive, send: Send, answer: Answering) -> None:
        """Answers; then what was kept of a form is forgotten that has been sent, and of a page that has told
        what was not done, as that does which says that a button's address has nothing to look at."""
        sending = Sending(send)
        await answer(cast("HTTPScope", {**scope, SENDING: sending}), receive, sending.send)
        viewer, told = viewer_in(scope), shown_again(scope)
        is_done = scope["method"] == "POST" and (sending.status == 303 or sending.is_kept)
        has_told = told is not None and sending.status in {200, 405}
        if viewer and viewer.has_kept and (is_done or has_told):
            address = told.kept.address if told else address_in(scope)
            page = told.kept.page if told else sending.page
            forget = partial(forget_kept, person_id=viewer.person_id, address=address, page=page)
            await to_thread.run_sync(write_anew, self.database, forget, limiter=self.limiter)
        elif viewer and sending.failed:
            await self.keep(viewer, address_in(scope), sending.failed, WhyKept.FAILED)
        elif viewer and sending.typed and not sending.is_kept:
            await self.keep(viewer, address_in(scope), sending.typed, WhyKept.TYPED)
        elif viewer and viewer.has_kept and sending.asked:
            await self.replace(viewer, address_in(scope), sending.asked)

    async def replace(self, viewer: Viewer, address: str, fields: list[tuple[str, str]]) -> None:
        """Where something of the form is kept."""
        kept = await to_thread.run_sync(self.find, viewer.person_id, address, limiter=self.limiter)
        if kept is not None:
            await self.keep(viewer, address, fields, WhyKept.TYPED)

    async def keep(self, viewer: Viewer, address: str, fields: list[tuple[str, str]], why: WhyKept) -> None:
        """A database that is away or full is no reason to fail once more."""
        keep = partial(keep_typed, person_id=viewer.person_id, address=address, fields=fields, why=why)
        with suppress(*KINDS):
            await to_thread.run_sync(write_anew, self.database, keep, limiter=self.limiter)


def viewer_in(scope: Scope) -> Viewer | None:
    return cast("Viewer | None", scope.get(VIEWER))
