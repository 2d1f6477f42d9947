"""Which workers somebody names in what others will read.

Of those alone whose names the lead may see: whoever is shown by a staff code is not found out by typing.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.naming import Name
from portal.findings.queries.actions import ActionLine
from portal.findings.queries.findings import FindingLine
from portal.records import Engagement, ShownAs, Worker


def find_workers_named(
    session: Session, findings: Iterable[tuple[FindingLine, Iterable[ActionLine]]]
) -> dict[uuid.UUID, tuple[str, ...]]:
    """By finding, the workers of its partner whom it or an action of it names; without those that name
    nobody."""
    written = [(line, " ".join((line.words, *map(words_of, actions)))) for line, actions in findings]
    workers = list_workers(session, {line.engagement_id for line, _ in written})
    named = {
        line.finding_id: tuple(
            worker for worker in workers[line.engagement_id] if Name.spelt(worker).is_named_in(text)
        )
        for line, text in written
    }
    return {finding_id: names for finding_id, names in named.items() if names}


def words_of(action: ActionLine) -> str:
    """Without who does it, who may well be a worker."""
    return f"{action.what} {action.evidence}"


def list_workers(session: Session, engagement_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """By engagement, the names on its partner's register that the lead may see."""
    query = (
        sa.select(Engagement.id, Worker.name)
        .join(Worker, Worker.organisation_id == Engagement.partner_id)
        .where(Engagement.id.in_(engagement_ids), Worker.shown_as == ShownAs.NAME.value, Worker.name != "")
        .order_by(Worker.name)
        .distinct()
    )
    found = defaultdict[uuid.UUID, list[str]](list)
    for row in session.execute(query):
        found[row.id].append(row.name)
    return found
