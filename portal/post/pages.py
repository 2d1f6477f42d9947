"""Where a mail server, or whoever runs one for others, posts what came back: the mail as it is."""

from hmac import compare_digest

from litestar import MediaType, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, RawBody

from portal.access import NotHere
from portal.post.returning import Returned, take_back
from portal.web.addresses import BOUNCES
from portal.web.at import AtDoor, of_door
from portal.web.http import Response


@post(BOUNCES, **of_door(), exclude_from_csrf=True)
def take(at: NamedDependency[AtDoor], bounce_secret: FromPath[str], body: RawBody) -> Response:
    """The body is the report, up to what a stranger may send. Whoever does not know the secret finds nothing
    here; nobody does where none is set."""
    secret = at.settings.bounce_secret or ""
    if not secret or not compare_digest(bounce_secret.encode(), secret.encode()):
        raise NotHere
    returned = take_back(at.session, body)
    status = 422 if returned == Returned.NO_REPORT else 200
    return Response(f"{returned}\n", status_code=status, media_type=MediaType.TEXT)


ROUTES: list[HTTPRouteHandler] = [take]
