"""Every route says whom it is for: read by the guard, by the places below, and by a test over all routes."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler

from portal.access import Audience, NotHere, Viewer
from portal.web.who import UNKNOWN, VIEWER


class Admits:
    """A guard that lets these audiences in: strangers only where it says anyone.

    What a viewer is to a contract is settled where the place of the address is looked up.
    """

    def __init__(self, *audiences: Audience) -> None:
        self.audiences = frozenset(audiences)

    async def __call__(
        self, connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
    ) -> None:
        """Async, though it waits for nothing: Litestar wraps a plain guard beyond recognition."""
        viewer, unknown = connection.scope.get(VIEWER), connection.scope.get(UNKNOWN)
        if isinstance(unknown, Exception):
            raise unknown
        if Audience.ANYONE in self.audiences:
            return
        if not isinstance(viewer, Viewer):
            raise NotAuthorizedException
        if Audience.MANAGING in self.audiences and not viewer.with_role("manager"):
            raise NotHere
        if Audience.ADMINISTRATOR in self.audiences and not viewer.is_administrator:
            raise NotHere


def audiences_of_route(handler: BaseRouteHandler) -> frozenset[Audience]:
    """The audiences that a route admits; raises LookupError where it does not say."""
    for guard in handler.resolve_guards():
        if isinstance(guard, Admits):
            return guard.audiences
    raise LookupError(f"{handler} does not say whom it is for")
