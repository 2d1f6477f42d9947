"""The address by which somebody ends mails without signing in: it proves whose it is, and opens nothing."""

import hmac
import uuid
from hashlib import sha256

from portal.web.addresses import UNSUBSCRIBE

LETTERS = 32
"""Of the proof, in hexadecimal: 128 bits."""


def unsubscribe_address(secret: str, person_id: uuid.UUID) -> str:
    return UNSUBSCRIBE(f"{person_id.hex}{proof(secret, person_id)}")


def person_behind(secret: str, token: str) -> uuid.UUID | None:
    """Whose address it is; None for anything that was not made here."""
    person, said = token[:LETTERS], token[LETTERS:]
    try:
        person_id = uuid.UUID(hex=person)
    except ValueError:
        return None
    is_right = hmac.compare_digest(proof(secret, person_id).encode(), said.encode())
    return person_id if is_right else None


def proof(secret: str, person_id: uuid.UUID) -> str:
    message = b"unsubscribe:" + person_id.bytes
    return hmac.new(secret.encode(), message, sha256).hexdigest()[:LETTERS]
