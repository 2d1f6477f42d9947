"""The cookie that a signed-in browser carries."""

from portal.settings import Settings
from portal.web.http import Response


def session_cookie(settings: Settings) -> str:
    """The `__Host-` prefix makes a browser refuse the cookie from anywhere but this very host, over https."""
    return "__Host-gs-session" if settings.secure_cookies else "gs-session"


def csrf_cookie(settings: Settings) -> str:
    """Of the token that forms carry back."""
    return "__Host-gs-csrf" if settings.secure_cookies else "gs-csrf"


def give_cookie(answer: Response, settings: Settings, token: str) -> None:
    """It goes when the browser is closed; the session behind it ends by itself."""
    answer.set_cookie(
        key=session_cookie(settings),
        value=token,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )


def take_cookie(answer: Response, settings: Settings) -> None:
    """Overwritten with the same attributes, without which a browser keeps a `__Host-` cookie."""
    answer.set_cookie(
        key=session_cookie(settings),
        value="",
        max_age=0,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )


A_YEAR = 365 * 24 * 60 * 60
"""Seconds."""


def browser_cookie(settings: Settings) -> str:
    return "__Host-gs-browser" if settings.secure_cookies else "gs-browser"


def know_again(answer: Response, settings: Settings, token: str) -> None:
    """It stays for a year, lets nobody in, and is how a browser is known again."""
    answer.set_cookie(
        key=browser_cookie(settings),
        value=token,
        max_age=A_YEAR,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )
