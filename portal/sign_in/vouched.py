"""What comes of a sign-in at somebody's own organisation."""

from dataclasses import dataclass


class ProviderAway(Exception):
    """It does not answer, or not as the standard has it."""


class NotVouched(Exception):
    """Its answer does not hold, or says of nobody that the address is theirs. The message is for the log."""


@dataclass(frozen=True, slots=True)
class Begun:
    """`address` is where the browser goes; the others are kept, to be compared."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """Somebody as the provider knows them; `email` is theirs, as it has verified."""

    issuer: str
    subject: str
    email: str
