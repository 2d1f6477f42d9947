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
    keep(answer, settings, session_cookie(settings), token)


def take_cookie(answer: Response, settings: Settings) -> None:
    keep(answer, settings, session_cookie(settings), "", 0)


A_YEAR = 365 * 24 * 60 * 60
"""Seconds."""


def browser_cookie(settings: Settings) -> str:
    return "__Host-gs-browser" if settings.secure_cookies else "gs-browser"


def know_again(answer: Response, settings: Settings, token: str) -> None:
    """It stays for a year, lets nobody in, and is how a browser is known again."""
    keep(answer, settings, browser_cookie(settings), token, A_YEAR)


def step_cookie(settings: Settings) -> str:
    """Of a browser that is halfway in."""
    return "__Host-gs-step" if settings.secure_cookies else "gs-step"


def keep_step(answer: Response, settings: Settings, token: str) -> None:
    keep(answer, settings, step_cookie(settings), token)


def drop_step(answer: Response, settings: Settings) -> None:
    keep(answer, settings, step_cookie(settings), "", 0)


def keep(answer: Response, settings: Settings, name: str, value: str, seconds: int | None = None) -> None:
    """Without seconds for as long as the browser is open; 0 takes it away, with the same attributes, without
    which a browser keeps a `__Host-` cookie. Lax, since a link in a mail and another organisation's sign-in
    lead here."""
    answer.set_cookie(
        key=name,
        value=value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )
