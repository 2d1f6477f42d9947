"""How events are chained: each hash is over the event and the hash of the one before it. That anybody can
count again; the seal beside it (portal.acting.log_key) only who has the key can make."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

BESIDE = frozenset({"hash", "seal"})
"""The columns that the hash is not over."""

LATER = frozenset({"rows", "organisation_id"})
"""Columns that came with the key: left out where they are null, as older events were hashed without them."""


def event_hash(values: Mapping[str, object]) -> str:
    """SHA-256 over an event's columns, all but its hash and its seal, as canonical JSON."""
    left_out = BESIDE | {name for name in LATER if values.get(name) is None}
    told = {name: value for name, value in values.items() if name not in left_out}
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def canonical(values: Mapping[str, object]) -> str:
    """As JSON in one way only: keys sorted, moments in UTC to the microsecond, days and times
    of day as ISO 8601."""
    return json.dumps(values, sort_keys=True, default=canonical_value)


def canonical_value(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"{value!r} has no canonical form")


def row_digest(salt: str, told: Mapping[str, object]) -> str:
    """SHA-256 over the salt and what a row says; what is empty (NULL) is left out, so that a column added
    later changes nothing."""
    said = {name: value for name, value in told.items() if value is not None}
    return hashlib.sha256(f"{salt}{canonical(said)}".encode()).hexdigest()
