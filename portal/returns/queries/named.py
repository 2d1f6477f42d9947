"""Whom a partner may have named in what it writes of people."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.likely_names import likely_names
from portal.acting.naming import Name
from portal.places.contracts import EngagementPlace
from portal.records import Worker


def find_likely_names(session: Session, place: EngagementPlace, words: str) -> tuple[str, ...]:
    """What looks like a name in the words, and the partner's own workers who are named there."""
    contract = place.contract
    known = (place.partner, place.area, contract.lead, contract.commissioner, contract.title)
    workers = sa.select(Worker.name).where(Worker.organisation_id == place.partner_id, Worker.name != "")
    named = [
        each for each in session.scalars(workers.order_by(Worker.name)) if Name.spelt(each).is_named_in(words)
    ]
    return tuple(dict.fromkeys([*named, *likely_names(words, known)]))
