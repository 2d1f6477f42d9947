"""What a sample is drawn from: what the contract asks of the partner, and its people, on the visit's day."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.periods import is_away, read_away
from checklists.vocabulary import State
from portal import clock
from portal.on_the_day.queries.sheets import SheetPlace
from portal.places.contracts import ContractPlace
from portal.records import Assignment, Engagement, Worker
from portal.records.register import EngagedAs, ShownAs
from portal.standing.queries.slots import slots_on_day

IN_ORDER, NOT_IN_ORDER, STAFF, VOLUNTEERS = "in-order", "not-in-order", "staff", "volunteers"
STRATA = (IN_ORDER, NOT_IN_ORDER, STAFF, VOLUNTEERS)
"""What can be drawn from, in the order of the page: requirements, then people."""

OF_REQUIREMENTS = frozenset({IN_ORDER, NOT_IN_ORDER})


@dataclass(frozen=True, slots=True)
class Pool:
    """By stratum the keys of requirements, or the ids of workers as text; `called` says what each is."""

    keys: Mapping[str, tuple[str, ...]]
    called: Mapping[str, str]


def find_pool(session: Session, place: ContractPlace, where: SheetPlace) -> Pool:
    """As it is known now for the visit's day. What is not needed, and who is forgotten, is not in it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    called: dict[str, str] = {}
    for key, title, state in requirements_on(session, place, where):
        found[IN_ORDER if state in {State.MET, State.WAIVED} else NOT_IN_ORDER].append(key)
        called[key] = title
    for worker_id, name, engaged_as in workers_on(session, where):
        found[STAFF if engaged_as == EngagedAs.STAFF.value else VOLUNTEERS].append(str(worker_id))
        called[str(worker_id)] = name
    return Pool({each: tuple(sorted(found[each])) for each in STRATA}, called)


def requirements_on(
    session: Session, place: ContractPlace, where: SheetPlace
) -> list[tuple[str, str, State]]:
    query = sa.select(Engagement.starts_on, Engagement.ends_on).where(Engagement.id == where.engagement_id)
    days = session.execute(query).one()
    asked = {where.engagement_id: (place.contract_id, Span(days.starts_on, days.ends_on))}
    lines = slots_on_day(session, asked, where.visit.on_date, today=clock.today())
    return [
        (each.slot.requirement.key, each.slot.requirement.title, each.slot.interval.state)
        for each in lines[where.engagement_id]
        if each.slot.interval.state is not State.NOT_NEEDED
    ]


def workers_on(session: Session, where: SheetPlace) -> list[tuple[uuid.UUID, str, str]]:
    """Who works under the engagement that day, as the partner shows them to the lead."""
    on = where.visit.on_date
    query = (
        sa.select(Worker.id, Worker.name, Worker.staff_code, Worker.shown_as, Worker.engaged_as, Worker.job)
        .add_columns(Assignment.away)
        .join(Assignment, Assignment.worker_id == Worker.id)
        .where(
            Assignment.engagement_id == where.engagement_id,
            Assignment.from_on <= on,
            sa.or_(Assignment.until_on.is_(None), Assignment.until_on >= on),
            Worker.removed_at.is_(None),
        )
        .order_by(Worker.id)
    )
    return [
        (
            row.id,
            f"{row.name if row.shown_as == ShownAs.NAME.value else row.staff_code}, {row.job}",
            row.engaged_as,
        )
        for row in session.execute(query)
        if not is_away(read_away(row.away), on)
    ]
