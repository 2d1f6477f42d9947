"""Secrets that have to be read again are encrypted with a key that does not stand in the database."""

from base64 import urlsafe_b64encode
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class CannotUnseal(Exception):
    """It was sealed with another secret, or it is no seal: an operator has to reset it."""


def seal(secret: str, text: str) -> str:
    """Fernet (AES-128-CBC and HMAC-SHA256), by a key that follows from the installation's secret."""
    return sealer(secret).encrypt(text.encode()).decode()


def unseal(secret: str, sealed: str) -> str:
    """Raises CannotUnseal."""
    from cryptography.fernet import InvalidToken

    try:
        return sealer(secret).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise CannotUnseal from None


@cache
def sealer(secret: str) -> "Fernet":
    from cryptography.fernet import Fernet  # only here: it is 7 MB, and many use neither codes nor providers
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(SHA256(), 32, salt=None, info=b"good-standing second factors").derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))
