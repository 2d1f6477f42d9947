"""What the portal says about itself."""

from typing import Any

from litestar import Request, Response, get

from portal.access import Audience
from portal.web.guards import Admits
from portal.web.rendering import page


@get("/accessibility", guards=[Admits(Audience.ANYONE)], sync_to_thread=True)
def show_accessibility(request: Request[Any, Any, Any]) -> Response[str]:
    return page(request, "about/accessibility.html")


@get("/privacy", guards=[Admits(Audience.ANYONE)], sync_to_thread=True)
def show_privacy(request: Request[Any, Any, Any]) -> Response[str]:
    return page(request, "about/privacy.html")


ROUTES = [show_accessibility, show_privacy]
