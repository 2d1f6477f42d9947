"""The mark that a page puts into its forms: whose they are, and which page it was.

Nobody can make one but the portal, so that what comes with it was typed into a form that this person was
shown, even where the session has ended by now.
"""

import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from portal.settings import Settings

FIELD = "_form"
AGAIN = "_again"
"""Comes with a form whose sender was asked whether a second one is meant, and means it."""

ASKED = "portal_asked_again"
"""Stands in the scope of a request whose sender is asked that."""

LONGEST = 120


class FormToken(str):
    """The token that a form carries back, with the `mark` beside it (empty for a stranger), and whether its
    sender has been asked if a second one is meant."""

    mark: str
    is_again: bool

    def __new__(cls, token: str, mark: str = "", *, is_again: bool = False) -> "FormToken":
        made = super().__new__(cls, token)
        made.mark, made.is_again = mark, is_again
        return made


@dataclass(frozen=True, slots=True)
class FormMark:
    """Whom a form was shown to; `shown` is new for each page."""

    person_id: UUID
    shown: str


def new_mark(settings: Settings, person_id: UUID) -> str:
    shown = secrets.token_hex(8)
    return f"{person_id.hex}-{shown}-{signed(settings, person_id, shown)}"


def read_mark(settings: Settings, text: str) -> FormMark | None:
    """None for what the portal has not made."""
    parts = text.split("-") if len(text) <= LONGEST and text.isascii() else []
    if len(parts) != 3:
        return None
    person, shown, signature = parts
    try:
        person_id = UUID(hex=person)
    except ValueError:
        return None
    is_ours = hmac.compare_digest(signature, signed(settings, person_id, shown))
    return FormMark(person_id, shown) if is_ours else None


def signed(settings: Settings, person_id: UUID, shown: str) -> str:
    text = f"form {person_id.hex} {shown}"
    return hmac.new(settings.secret.encode(), text.encode(), "sha256").hexdigest()[:32]
