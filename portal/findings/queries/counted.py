"""How many actions are open or overdue, without reading what they say."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from checklists.findings import ActionState, action_state, is_overdue
from checklists.findings import ActionStep as Step
from portal.findings.queries.actions import ActionLine, is_open, last_step
from portal.places.contracts import ContractPlace
from portal.records import Action


@dataclass(frozen=True, slots=True)
class Counted:
    """How many actions are open, how many of those are overdue, and how many wait for the lead."""

    open: int = 0
    overdue: int = 0
    done: int = 0


def count_open(actions: Iterable[ActionLine], on: date) -> Counted:
    """Of actions that are read already."""
    return count(((each.last_step, each.by_on, 1) for each in actions), on)


def count_of_contract(
    session: Session, contract_id: uuid.UUID, on: date, known: date | None = None
) -> Counted:
    """What is open now, or was on the evening of a day as it was known then."""
    query = open_alike(Action.contract_id, known) if known else OF_CONTRACT
    return count(session.execute(query, {"of": contract_id}), on)


def count_of_engagement(session: Session, engagement_id: uuid.UUID, on: date) -> Counted:
    return count(session.execute(OF_ENGAGEMENT, {"of": engagement_id}), on)


def count(alike: Iterable[tuple[str | None, date, int]], on: date) -> Counted:
    """Of open ones: what became of them last, by when they are due, and how many are so."""
    found = Counter[str]()
    for last, by_on, number in alike:
        state = action_state([Step(last)] if last else [])
        found["open"] += number
        found["overdue"] += number * is_overdue(state, by_on, on)
        found["done"] += number * (state is ActionState.DONE)
    return Counted(found["open"], found["overdue"], found["done"])


def open_alike(
    of: InstrumentedAttribute[uuid.UUID] | InstrumentedAttribute[uuid.UUID | None],
    known: date | None = None,
) -> sa.Select[str | None, date, int]:
    """Those that are due on one day and of which the same became last are one row."""
    mine = sa.select(last_step(known).label("last_step"), Action.by_on)
    each = mine.where(of == sa.bindparam("of"), is_open(known)).subquery()
    return sa.select(each.c.last_step, each.c.by_on, sa.func.count()).group_by(each.c.last_step, each.c.by_on)


OF_CONTRACT, OF_ENGAGEMENT = open_alike(Action.contract_id), open_alike(Action.engagement_id)


def overdue_by_engagement(session: Session, place: ContractPlace, on: date) -> dict[uuid.UUID, int]:
    """How many actions of each partner of the contract are overdue."""
    done = last_step()
    query = (
        sa.select(Action.engagement_id, sa.func.count().label("number"))
        .where(
            Action.contract_id == place.contract_id,
            Action.engagement_id.is_not(None),
            Action.by_on < on,
            is_open(),
            sa.func.coalesce(done, "") != Step.DONE.value,
        )
        .group_by(Action.engagement_id)
    )
    return {row.engagement_id: row.number for row in session.execute(query)}
