"""How events are chained: each hash is over the event and the hash of the one before it."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime


def event_hash(values: Mapping[str, object]) -> str:
    """SHA-256 over an event's columns, all but `hash`, as canonical JSON."""
    canonical = json.dumps({name: canonical_value(value) for name, value in values.items()}, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def canonical_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, uuid.UUID) else value
