"""Addresses of those who look after it: probes, Prometheus, administrators."""

from datetime import timedelta
from hmac import compare_digest
from ipaddress import ip_address

from litestar import MediaType, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from portal import clock
from portal.access import Audience, NotHere
from portal.database import Database
from portal.running.figures import OfMoment, figures_text
from portal.running.presenters import Found, installation_parts
from portal.running.queries import count_done, count_files, count_mail, count_work
from portal.running.readiness import Readiness
from portal.web.addresses import FIGURES, INSTALLATION, LIVE, READY
from portal.web.at import AtDoor, AtPortal, of_door, of_portal
from portal.web.guards import Admits
from portal.web.http import Request, Response, RouteOptions

FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")
A_DAY = timedelta(days=1)
FOR_PROBES: RouteOptions = {"guards": [Admits(Audience.ANYONE)]}


@get(LIVE, **FOR_PROBES)
async def say_alive() -> Response:
    """It touches nothing: whoever cannot answer this wants to be started anew."""
    return Response("alive\n", media_type=MediaType.TEXT)


@get(READY, **FOR_PROBES)
async def say_ready(request: Request) -> Response:
    """503 where no request should be sent, with the parts that are wanting."""
    readiness: Readiness = request.app.state.readiness
    wanting = await readiness.find_wanting()
    said = f"not ready: {', '.join(wanting)}\n" if wanting else "ready\n"
    return Response(said, status_code=503 if wanting else 200, media_type=MediaType.TEXT)


@get(FIGURES, **of_door())
def show_figures(at: NamedDependency[AtDoor], database: NamedDependency[Database]) -> Response:
    """Not there for whoever does not know the token; where none is set, for whoever asks from elsewhere."""
    if not may_read_figures(at.request, at.settings.metrics_token):
        raise NotHere
    now, state = clock.now(), at.request.app.state
    of_moment = OfMoment(
        count_work(at.session),
        count_mail(at.session, now),
        database,
        state.seats,
        state.draining.is_set(),
        now,
    )
    return Response(figures_text(state.measures, of_moment), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def may_read_figures(request: Request, token: str | None) -> bool:
    if token:
        given = request.headers.get("authorization", "")
        return compare_digest(given.encode(), f"Bearer {token}".encode())
    host = request.client.host if request.client else ""
    return is_this_machine(host) and not any(name in request.headers for name in FORWARDED)


def is_this_machine(host: str) -> bool:
    """
    >>> is_this_machine("127.0.0.1"), is_this_machine("::1"), is_this_machine("10.0.0.7"), is_this_machine("")
    (True, True, False, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@get(INSTALLATION, **of_portal(Audience.ADMINISTRATOR))
def show_installation(at: NamedDependency[AtPortal], database: NamedDependency[Database]) -> Response:
    now, session = clock.now(), at.session
    found = Found(
        count_work(session), count_mail(session, now), count_files(session), count_done(session, now - A_DAY)
    )
    parts = installation_parts(at.settings, database.engine.dialect.name, found)
    return at.page("running/installation.html", parts=parts)


ROUTES: list[HTTPRouteHandler] = [say_alive, say_ready, show_figures, show_installation]
