"""Codes that show that somebody has a thing: those of an app (TOTP, RFC 6238), and recovery codes."""

import hmac
import re
import secrets
from datetime import datetime

import pyotp

SECONDS = 30
"""How long an app shows a code; one before and one after it are taken too, since clocks differ."""

RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike on paper."""

GROUPS, OF_A_GROUP = 4, 4
"""16 of 31 letters are 79 bits: nobody guesses them, also not from their hash."""


def new_secret() -> str:
    """160 random bits in base32, as RFC 4226 recommends."""
    return pyotp.random_base32()


def app_address(secret: str, email: str) -> str:
    """What an app reads from a QR code: otpauth://totp/…"""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Good Standing")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The period of 30 seconds to which a code belongs that the app may show now; None for any other."""
    app = pyotp.TOTP(secret, interval=SECONDS)
    current = app.timecode(now)
    around = (current, current - 1, current + 1)
    return next((step for step in around if hmac.compare_digest(app.generate_otp(step), code)), None)


def new_recovery_codes() -> list[str]:
    return [new_recovery_code() for _ in range(RECOVERY_CODES)]


def new_recovery_code() -> str:
    """Such as m4xk-99tw-abcd-h7pq."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(OF_A_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def read_code(typed: str) -> str:
    """An app's six digits, or a recovery code, however they are spaced; empty for what is neither.

    >>> read_code("123 456"), read_code(" M4XK 99tw-abcdh7pq"), read_code("12345")
    ('123456', 'm4xk-99tw-abcd-h7pq', '')
    """
    letters = re.sub(r"[\s\-]", "", typed).lower()
    if re.fullmatch(r"[0-9]{6}", letters):
        return letters
    if len(letters) == GROUPS * OF_A_GROUP and set(letters) <= set(LETTERS):
        return "-".join(letters[at : at + OF_A_GROUP] for at in range(0, len(letters), OF_A_GROUP))
    return ""
