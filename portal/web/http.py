"""Litestar's request and response as every page has them: their user, session and state are not used."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypeAlias, TypedDict, cast

import litestar
from litestar.datastructures import FormMultiDict
from litestar.di import Provide
from litestar.types import Empty, Guard
from litestar.utils.scope.state import ScopeState

from portal.web.form import read_form

Response: TypeAlias = litestar.Response[object]


class RouteOptions(TypedDict):
    """What a route says besides its address: who is let in, and how its handler is called."""

    guards: list[Guard]
    sync_to_thread: NotRequired[bool]
    dependencies: NotRequired[dict[str, Provide]]


class Request(litestar.Request[Any, Any, Any]):
    """A request whose form is read in one place, for the check of its token as for its page."""

    async def form(self) -> FormMultiDict:
        """What was typed; raises Malformed and BodyTooLarge."""
        state = ScopeState.from_scope(self.scope)
        if state.form is Empty:
            state.form = {**await read_form(self)}
        return await super().form()


def wants_data(request: Request) -> bool:
    """Whether a page's script asks, and not the browser itself."""
    return request.headers.get("accept", "").startswith("application/json")


def by_script(request: Request) -> bool:
    """Whether the answer is for a script: one that wants data, or htmx, which puts it into its page."""
    return wants_data(request) or request.headers.get("hx-request") == "true"


def typed_in(request: Request) -> Mapping[str, Sequence[str]]:
    """What was typed, where the form has been read by now."""
    form = ScopeState.from_scope(request.scope).form
    return {} if form is Empty else cast("Mapping[str, Sequence[str]]", form)
