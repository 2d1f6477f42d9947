"""Append decisions on slots of one engagement, and all that follows from them, in one transaction."""

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from portal.acting.moments import later_than
from portal.acting.record_event import Happened, record_events
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.records import Decision, table_of
from portal.standing.actions.rewrite_slots import rewrite_slots

APPENDING = sa.insert(table_of(Decision))
LAST_SAID = sa.select(sa.func.max(Decision.made_at)).where(
    Decision.engagement_id == sa.bindparam("engagement_id"),
    Decision.requirement_key.in_(sa.bindparam("keys", expanding=True)),
)


def append_decisions(
    session: Session,
    place: EngagementPlace,
    rows: Sequence[dict[str, object]],
    event: str,
    person_id: uuid.UUID | None,
    versions: Sequence[Checklist],
) -> None:
    """The decisions, the standing that follows from them, and an event for each. Commits.

    There is at least one; the caller has locked the engagement and read the checklist's
    versions since. Raises CannotDo where somebody was faster.
    """
    try:
        say_decisions(session, place, rows, event, person_id, versions)
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": "Somebody has decided on this already. Look at the page again."}) from None
    session.commit()


def say_decisions(
    session: Session,
    place: EngagementPlace,
    rows: Sequence[dict[str, Any]],
    event: str,
    person_id: uuid.UUID | None,
    versions: Sequence[Checklist],
) -> None:
    """The same in the caller's transaction. Raises IntegrityError where somebody was faster."""
    slots = sorted({(row["requirement_key"], row["part_key"]) for row in rows})
    keys = sorted({key for key, _ in slots})
    same = {"engagement_id": place.engagement_id, "keys": keys}
    moment = later_than(session.scalar(LAST_SAID, same))
    session.execute(APPENDING, [{**row, "made_at": moment} for row in rows])
    part = slots[0][1] if len(slots) == 1 else None
    rewrite_slots(session, place.engagement_id, keys, part, versions)
    record_events(
        session,
        [
            Happened(
                event,
                person_id,
                contract_id=place.contract.contract_id,
                engagement_id=place.engagement_id,
                requirement_key=row["requirement_key"],
                data=event_data(row),
            )
            for row in rows
        ],
    )


def event_data(row: dict[str, Any]) -> dict[str, Any]:
    """What the event says of a decision."""
    return {
        "decision": str(row["id"]),
        "part": row["part_key"],
        "outcome": row["outcome"],
        "until": row["until_on"].isoformat() if row["until_on"] else None,
        "reason": row["reason"],
        "submission": str(row["submission_id"]) if row["submission_id"] else None,
    }
