"""What somebody reads about their own ways in."""

from dataclasses import dataclass

from markupsafe import Markup

from portal.clock import local_day
from portal.sign_in.codes import app_address
from portal.sign_in.queries.factors import Factor, OwnPasskey, OwnSession
from portal.web.qr import qr_picture
from portal.words.wording import counted, day, moment

WAYS = {
    "password": "with a password",
    "code": "with a password and a code",
    "recovery": "with a password and a recovery code",
    "passkey": "with a passkey",
    "provider": "through the organisation",
    "link": "by a link in a mail",
}
"""How somebody came in, in words."""

FEW = 3
"""Recovery codes: with so few left new ones are worth making."""


@dataclass(frozen=True, slots=True)
class SecretView:
    """What an app is given: a picture for its camera, or letters to type."""

    picture: Markup
    letters: str


def secret_view(secret: str, email: str) -> SecretView:
    letters = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return SecretView(qr_picture(app_address(secret, email)), letters)


@dataclass(frozen=True, slots=True)
class SessionView:
    browser: str
    about: str
    is_this: bool


def session_view(each: OwnSession) -> SessionView:
    way = WAYS.get(each.way, "")
    about = " ".join(words for words in (f"since {moment(each.since)}", way) if words)
    return SessionView(each.browser or "A browser", about, each.is_this)


@dataclass(frozen=True, slots=True)
class PasskeyView:
    passkey_id: str
    name: str
    about: str


def passkey_view(each: OwnPasskey) -> PasskeyView:
    used = f"last used on {day(local_day(each.last_at))}" if each.last_at else "not used yet"
    return PasskeyView(str(each.passkey_id), each.name, f"added on {day(local_day(each.made_at))}, {used}")


def factor_words(factor: Factor | None) -> str:
    """How it stands with the app that shows codes."""
    if factor is None or not factor.stands or factor.confirmed_at is None:
        return "Not set up"
    codes = counted(factor.codes_left, "recovery code", "recovery codes")
    return f"On since {day(local_day(factor.confirmed_at))}, {codes} left"


def has_few_codes(factor: Factor | None) -> bool:
    return factor is not None and factor.stands and factor.codes_left <= FEW
