"""What the portal says about itself, to strangers too: it is nobody's place and asks no database."""

from litestar import get
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.web.addresses import ACCESSIBILITY, GLOSSARY, PRIVACY
from portal.web.guards import Admits
from portal.web.http import Request, Response, RouteOptions
from portal.web.rendering import page

FOR_ANYONE: RouteOptions = {"guards": [Admits(Audience.ANYONE)], "sync_to_thread": True}


@get(ACCESSIBILITY, **FOR_ANYONE)
def show_accessibility(request: Request) -> Response:
    return page(request, "about/accessibility.html")


@get(PRIVACY, **FOR_ANYONE)
def show_privacy(request: Request) -> Response:
    return page(request, "about/privacy.html")


@get(GLOSSARY, **FOR_ANYONE)
def show_words(request: Request) -> Response:
    """Words that a contract uses and that not everybody knows."""
    return page(request, "about/words.html")


ROUTES: list[HTTPRouteHandler] = [show_accessibility, show_privacy, show_words]
