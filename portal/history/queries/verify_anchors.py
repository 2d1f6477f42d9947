"""Whether the log still holds what was anchored outside. Each finding is a line.

Before the log began with the key that it has now another may have signed; nobody else may since.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from portal.acting.log_key import log_key_of
from portal.history.anchors import NoAnchor, public_key, read_anchor
from portal.history.queries.head import find_head, hash_of


def verify_anchors(session: Session, lines: Iterable[str]) -> Iterator[str]:
    head, key = find_head(session), public_key(log_key_of(session))
    for place, line in enumerate(lines, 1):
        try:
            anchor = read_anchor(line)
        except NoAnchor:
            yield f"anchor: line {place} is not signed as it says"
            continue
        if anchor.key != key and (head is None or anchor.number >= head.keyed_from):
            yield f"anchor: line {place} is signed by the key {anchor.key}, which is not this portal's"
        elif head is None or anchor.number > head.number:
            count = head.number if head else 0
            yield f"anchor: on {anchor.day} the log had {anchor.number} events, now it has {count}"
        elif hash_of(session, anchor.number) != anchor.hash:
            yield f"anchor: event {anchor.number} is not the one that was anchored on {anchor.day}"
