"""Commitments as the council reads them: without words that name somebody of whoever promised by now."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from portal.acting.names_in import HIDDEN, names_in
from portal.commitments.queries.promised import Promised


def without_named(session: Session, found: Iterable[Promised], lead_id: uuid.UUID) -> list[Promised]:
    """Names are refused where it is written; somebody may have come since."""
    found, by_owner = list(found), defaultdict[uuid.UUID, list[str]](list)
    for each in found:
        by_owner[each.partner_id or lead_id] += (each.title, each.unit, each.clause)
    named = {owner for owner, words in by_owner.items() if names_in(session, owner, "\n".join(words))}
    return [
        nameless(session, each, owner) if (owner := each.partner_id or lead_id) in named else each
        for each in found
    ]


def nameless(session: Session, each: Promised, owner_id: uuid.UUID) -> Promised:
    title, unit, clause = (
        HIDDEN if names_in(session, owner_id, words) else words
        for words in (each.title, each.unit, each.clause)
    )
    return replace(each, title=title, unit=unit, clause=clause)
