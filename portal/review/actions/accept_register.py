"""Accept what was recorded of many people on a register in one go."""

import uuid
from collections.abc import Collection

from sqlalchemy.orm import Session

from checklists.deciding import problems
from checklists.slots import version_on
from checklists.vocabulary import Outcome
from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.review.actions.append_decisions import append_decisions
from portal.review.actions.decide import Verdict, decision_row, get_versions
from portal.review.actions.require_other_side import require_other_side
from portal.review.queries.register import list_waiting_records
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.queries.parts import worded_in


def accept_register(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    submission_ids: Collection[uuid.UUID],
) -> int:
    """A decision for each that still waits, and the standing that follows from all; how many there were.

    What somebody has decided meanwhile is left as it is, and so is what the viewer sent herself. Where one
    cannot be accepted nothing is. Raises NotAllowed, NotHere or CannotDo.
    """
    require_other_side(viewer, place)
    today = clock.today()
    place = hold_days(session, place)
    versions = get_versions(session, place)
    requirement = worded_in(version_on(versions, place.asked_on(today)), requirement_key)
    wanted = set(submission_ids)
    rows: list[dict[str, object]] = []
    for record in list_waiting_records(session, viewer, place, requirement_key):
        if record.submission_id not in wanted:
            continue
        decision = record.as_accepted(today)
        if sentences := problems(requirement, decision):
            raise CannotDo({"accept": f"{record.name}: {' '.join(sentences)}"})
        verdict = Verdict(Outcome.ACCEPT, until_on=decision.until_on, from_on=decision.from_on)
        row = decision_row(place, requirement_key, record.part_key, verdict, viewer.person_id, today)
        rows.append(row | {"submission_id": record.submission_id})
    if rows:
        append_decisions(session, place, rows, "evidence-accepted", viewer.person_id, versions)
    return len(rows)
