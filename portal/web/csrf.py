"""The CSRF token of a form that carries files: checked while the body arrives, not by the middleware."""

from collections.abc import Callable
from hmac import compare_digest

from litestar.middleware.csrf import CSRF_SECRET_LENGTH, generate_csrf_hash

from portal.settings import Settings
from portal.web.http import Request
from portal.web.rendering import CSRF_COOKIE


def token_checker(request: Request) -> Callable[[str], bool]:
    """Whether a token is the one that this browser was given, by this portal."""
    settings: Settings = request.app.state.settings
    given = request.cookies.get(CSRF_COOKIE, "")

    def is_token(token: str) -> bool:
        return is_ours(given, settings.secret) and compare_digest(token.encode(), given.encode())

    return is_token


def is_ours(token: str, secret: str) -> bool:
    drawn, signed = token[:CSRF_SECRET_LENGTH], token[CSRF_SECRET_LENGTH:]
    return compare_digest(signed.encode(), generate_csrf_hash(token=drawn, secret=secret).encode())
