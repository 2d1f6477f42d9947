"""Book a visit or a meeting, or record one that took place."""

import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Visit, VisitEngagement, VisitKind
from portal.standing.actions.lock_engagements import hold_contract
from portal.visits.actions.write_people import write_people
from portal.visits.queries.terms import (
    HAS_BEEN,
    TWICE,
    Terms,
    is_another_that_day,
    only_one,
    problems_of,
    told_data,
)

NO_TERMS = Terms(date.min)


def book_visit(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    kind: str,
    on: date,
    engagement_ids: Collection[uuid.UUID] = (),
    terms: Terms = NO_TERMS,
    *,
    took_place: bool = False,
    as_well: bool = False,
) -> uuid.UUID:
    """A visit with these partners or, without any, about the whole contract; its id.

    One on a day that has been must have taken place; one on a day that has one already is booked `as_well`,
    or not. Raises NotAllowed, NotHere or CannotDo.
    """
    require(
        place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers and managers book visits."
    )
    place = hold_contract(session, place)
    visit_id = uuid.uuid4()
    those, said = frozenset(engagement_ids), replace(terms, on=on)
    require_its_own(session, place, those)
    refuse_problems(problems_of_new(session, place, kind, said, took_place=took_place))
    if not as_well and is_another_that_day(session, place, on, those):
        raise CannotDo({"as_well": TWICE})
    write_visit(session, place, visit_id, kind, said, of_all=not those, took_place=took_place)
    if those:
        rows = [{"visit_id": visit_id, "engagement_id": each} for each in sorted(those)]
        session.execute(sa.insert(VisitEngagement), rows)
    write_people(session, visit_id, said.people)
    record_event(
        session,
        "visit-recorded" if took_place else "visit-booked",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=only_one(those),
        data=told_data(visit_id, kind, said, those),
    )
    session.commit()
    return visit_id


def problems_of_new(
    session: Session, place: ContractPlace, kind: str, terms: Terms, *, took_place: bool
) -> dict[str, str]:
    problems = {} if kind in set(VisitKind) else {"kind": "Choose what it is."}
    problems |= problems_of(session, place, terms)
    today = clock.today()
    if terms.on < today and not took_place:
        problems.setdefault("took_place", HAS_BEEN)
    if terms.on > today and took_place:
        problems["took_place"] = "It cannot have taken place yet: that day is to come."
    return problems


def require_its_own(session: Session, place: ContractPlace, those: Collection[uuid.UUID]) -> None:
    """Raises NotHere where one of them is no engagement of the contract."""
    if not those:
        return
    theirs = session.scalar(
        sa.select(sa.func.count()).where(
            Engagement.id.in_(those), Engagement.contract_id == place.contract_id
        )
    )
    if theirs != len(those):
        raise NotHere


def write_visit(
    session: Session,
    place: ContractPlace,
    visit_id: uuid.UUID,
    kind: str,
    terms: Terms,
    *,
    of_all: bool,
    took_place: bool,
) -> None:
    now = clock.now()
    session.execute(
        sa.insert(Visit).values(
            id=visit_id,
            contract_id=place.contract_id,
            kind=kind,
            is_of_all=of_all,
            on_date=terms.on,
            at_time=terms.at_time,
            place=terms.place,
            also=terms.also,
            created_at=now,
            took_place_at=now if took_place else None,
            cancelled_because="",
        )
    )
