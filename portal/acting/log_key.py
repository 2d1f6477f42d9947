"""The key of the log: it stands outside the database, so that whoever can write there cannot forge one."""

import hashlib
import hmac
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

LOG_KEY = "log_key"
"""Under this name a session has the key that its events are sealed with."""

LENGTH = 32
"""Bytes of a key."""


@dataclass(frozen=True, slots=True)
class LogKey:
    """A secret, and what is made with it; each use has a word of its own in front (RFC 2104, FIPS 198-1)."""

    secret: bytes = field(repr=False)

    @property
    def key_id(self) -> str:
        """Tells one key from another and gives nothing away."""
        return self.made("id", "")[:16]

    def seal_of(self, event_hash: str) -> str:
        """What an event carries beside its hash, and nobody else can make."""
        return self.made("event", event_hash)

    def salt_of(self, table: str, key: str) -> str:
        """What a row's digest is salted with: without it what the row said cannot be guessed from the log,
        and told of one row it says nothing of any other."""
        return self.made("row", f"{table}/{key}")

    def head_seal(self, number: int, last_hash: str, keyed_from: int) -> str:
        return self.made("head", f"{number}/{last_hash}/{keyed_from}/{self.key_id}")

    def signing_seed(self) -> bytes:
        """Of the Ed25519 key (RFC 8032) that anchors are signed with."""
        return bytes.fromhex(self.made("anchor", ""))

    def made(self, word: str, words: str) -> str:
        return hmac.digest(self.secret, f"{word}:{words}".encode(), hashlib.sha256).hex()


DEVELOPMENT = LogKey(b"for development only, never else")
"""Where nothing is given: what runs for people always gives one (portal.keeping_key)."""


def log_key_of(session: Session) -> LogKey:
    key: LogKey = session.info[LOG_KEY]
    return key
