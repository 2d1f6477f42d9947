"""Accept what was recorded of many people on a register in one go."""

import uuid
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.deciding import problems
from checklists.vocabulary import Outcome
from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.records import Decision
from portal.review.actions.decide import Verdict, decision_row, event_data, require_other_side
from portal.review.queries.register import list_waiting_records
from portal.standing.actions.rewrite_standing import lock_engagements, rewrite_standing
from portal.standing.queries.parts import get_requirement


def accept_register(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    submission_ids: Collection[uuid.UUID],
) -> int:
    """A decision for each that still waits, and the standing that follows from all; how many there were.

    What somebody has decided meanwhile is left as it is. Where one cannot be accepted nothing is. Raises
    NotAllowed, NotHere or CannotDo.
    """
    require_other_side(viewer, place)
    today = clock.today()
    requirement = get_requirement(session, place, requirement_key, today)
    lock_engagements(session, [place.engagement_id])
    wanted = set(submission_ids)
    rows: list[dict[str, Any]] = []
    for record in list_waiting_records(session, place, requirement_key):
        if record.submission_id not in wanted:
            continue
        decision = record.as_accepted(requirement, today)
        if sentences := problems(requirement, decision):
            raise CannotDo({"accept": f"{record.name}: {' '.join(sentences)}"})
        verdict = Verdict(Outcome.ACCEPT, until_on=decision.until_on, from_on=decision.from_on)
        row = decision_row(place, requirement_key, record.part_key, verdict, viewer.person_id, today)
        rows.append(row | {"submission_id": record.submission_id})
    if rows:
        append_all(session, place, viewer, rows)
    return len(rows)


def append_all(session: Session, place: EngagementPlace, viewer: Viewer, rows: list[dict[str, Any]]) -> None:
    """One transaction: the decisions, the standing that follows from them, and an event for each."""
    try:
        session.execute(sa.insert(Decision), rows)
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": "Somebody has decided on this already. Look at the page again."}) from None
    rewrite_standing(session, [place.engagement_id])
    for row in rows:
        record_event(
            session,
            "evidence-accepted",
            viewer.person_id,
            contract_id=place.contract.contract_id,
            engagement_id=place.engagement_id,
            requirement_key=row["requirement_key"],
            data=event_data(row),
        )
    session.commit()
