"""Random tokens that open something, and the only form in which they are kept."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored in place of a token. Plain SHA-256: nobody guesses 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
