"""Move a visit or a meeting that is ahead, or change where it is and who takes part."""

import uuid
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.places.contracts import ContractPlace
from portal.records import Visit, VisitMove
from portal.standing.actions.lock_engagements import hold_contract
from portal.visits.actions.write_people import write_people
from portal.visits.queries.terms import (
    TWICE,
    WRITTEN,
    Row,
    Terms,
    find_row,
    is_another_that_day,
    is_written,
    only_one,
    problems_of,
    told_data,
)

WHY = "Say why it is moved: those who take part are told."
AHEAD = "A visit is moved to a day that is to come."


def change_visit(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    visit_id: uuid.UUID,
    terms: Terms,
    *,
    reason: str = "",
    as_well: bool = False,
) -> bool:
    """It is as the terms say from now on. Another day or time wants a reason. What is so already is left
    alone, and nobody is told: False. Raises NotAllowed, NotHere or CannotDo."""
    require(
        place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers and managers move visits."
    )
    reason = one_line(reason)
    place = hold_contract(session, place)
    row = find_row(session, place, visit_id)
    if row is None:
        raise NotHere
    if row.terms == terms:
        return False
    refuse_problems(problems_of_change(session, place, row, terms, reason))
    is_moved = moves(row.terms, terms)
    is_asked = row.terms.on != terms.on and not as_well
    if is_asked and is_another_that_day(session, place, terms.on, row.engagements, but=visit_id):
        raise CannotDo({"as_well": TWICE})
    if is_moved:
        session.execute(sa.insert(VisitMove).values(move_of(viewer, row, terms, reason)))
    write_terms(session, visit_id, terms)
    everybody = replace(terms, people=terms.people | row.terms.people)
    data = told_data(visit_id, row.kind, everybody, row.engagements)
    record_event(
        session,
        "visit-moved" if is_moved else "visit-changed",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=only_one(row.engagements),
        data=data | ({"from": row.terms.on.isoformat(), "reason": reason} if is_moved else {}),
    )
    session.commit()
    return True


def moves(before: Terms, after: Terms) -> bool:
    return (before.on, before.at_time) != (after.on, after.at_time)


def problems_of_change(
    session: Session, place: ContractPlace, row: Row, terms: Terms, reason: str
) -> dict[str, str]:
    if row.has_been or row.has_taken_place:
        return {"": "The visit has been already: it cannot be changed."}
    if row.terms.on != terms.on and is_written(session, row.visit_id):
        return {"": WRITTEN}
    problems = problems_of(session, place, terms)
    if terms.on < clock.today():
        problems.setdefault("on", AHEAD)
    if moves(row.terms, terms):
        problems |= check_length("reason", reason, WHY)
    return problems


def move_of(viewer: Viewer, row: Row, terms: Terms, reason: str) -> dict[str, object]:
    return {
        "id": uuid.uuid4(),
        "visit_id": row.visit_id,
        "from_on": row.terms.on,
        "to_on": terms.on,
        "reason": reason,
        "moved_by": viewer.person_id,
        "moved_at": clock.now(),
    }


def write_terms(session: Session, visit_id: uuid.UUID, terms: Terms) -> None:
    session.execute(
        sa.update(Visit)
        .where(Visit.id == visit_id)
        .values(on_date=terms.on, at_time=terms.at_time, place=terms.place, also=terms.also)
    )
    write_people(session, visit_id, terms.people)
