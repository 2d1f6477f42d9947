"""How many actions are open, without reading what they say."""

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


def count_of_contract(session: Session, contract_id: uuid.UUID, on: date) -> Counted:
    return count(session.execute(OF_CONTRACT, {"of": contract_id}), on)


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
) -> sa.Select[str | None, date, int]:
    """Those that are due on one day and of which the same became last are one row."""
    mine = sa.select(last_step().label("last_step"), Action.by_on)
    each = mine.where(of == sa.bindparam("of"), is_open()).subquery()
    return sa.select(each.c.last_step, each.c.by_on, sa.func.count()).group_by(each.c.last_step, each.c.by_on)


OF_CONTRACT, OF_ENGAGEMENT = open_alike(Action.contract_id), open_alike(Action.engagement_id)
