"""What the portal says about itself."""

from litestar import get

from portal.access import Audience
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page


@get("/accessibility", guards=[Admits(Audience.ANYONE)], sync_to_thread=True)
def show_accessibility(request: Request) -> Response:
    return page(request, "about/accessibility.html")


@get("/privacy", guards=[Admits(Audience.ANYONE)], sync_to_thread=True)
def show_privacy(request: Request) -> Response:
    return page(request, "about/privacy.html")


ROUTES = [show_accessibility, show_privacy]
