"""Anchors: where the log ended on a day, signed, so that it can be kept where nobody can change it.

One is a line of JSON. The signature is Ed25519 (RFC 8032) over the rest of it, as canonical JSON: keys
sorted, no blanks.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from portal.acting.log_key import LogKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class NoAnchor(ValueError):
    """A line that is no anchor, or whose signature is wrong."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the log ended: `number` is how many events there were. `at` is ISO 8601, `key` the public key and
    `signature` the signature in hexadecimal."""

    portal: str
    at: str
    number: int
    hash: str
    key: str
    signature: str = ""

    def signed(self) -> bytes:
        """What the signature is over."""
        return message_of({name: value for name, value in asdict(self).items() if name != "signature"})

    def line(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    @property
    def day(self) -> str:
        return self.at[:10]


def make_anchor(key: LogKey, portal: str, at: datetime, number: int, last_hash: str) -> Anchor:
    unsigned = Anchor(portal, at.isoformat(timespec="seconds"), number, last_hash, public_key(key))
    signature = signing(key).sign(unsigned.signed()).hex()
    return Anchor(**{**asdict(unsigned), "signature": signature})


def signed_by(key: LogKey, told: dict[str, object]) -> dict[str, object]:
    """Anything else that goes with the log, with its signature beside it as an anchor has one."""
    unsigned = told | {"key": public_key(key)}
    return unsigned | {"signature": signing(key).sign(message_of(unsigned)).hex()}


def message_of(told: dict[str, object]) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def signing(key: LogKey) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # 7 MB, once a day

    return Ed25519PrivateKey.from_private_bytes(key.signing_seed())


def public_key(key: LogKey) -> str:
    """In hexadecimal: by it anybody can tell an anchor of this portal from another's."""
    return signing(key).public_key().public_bytes_raw().hex()


def read_anchor(line: str) -> Anchor:
    """Raises NoAnchor where it is none, or not signed by the key that it names."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        anchor = Anchor(**json.loads(line))
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(anchor.key))
        public.verify(bytes.fromhex(anchor.signature), anchor.signed())
    except (ValueError, TypeError, InvalidSignature) as error:
        raise NoAnchor(str(error)) from None
    return anchor


def find_day(lines: Iterable[str], day: str, key: str) -> Anchor | None:
    """The anchor of that day that is signed by that key."""
    return next((each for each in readable(lines) if (each.day, each.key) == (day, key)), None)


def readable(lines: Iterable[str]) -> Iterator[Anchor]:
    for line in lines:
        try:
            yield read_anchor(line)
        except NoAnchor:
            continue
