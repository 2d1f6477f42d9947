"""What findings say of requirements, as the rules know it: from which day, and until when."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.findings import ActionStep as Step
from checklists.findings import Outcome, Steps, evenings_with_lead
from portal.clock import local_day
from portal.records import Action, ActionStep, Finding, FindingWord, NamedRow


@cache
def finding(*, of_keys: bool) -> sa.Select[*tuple[object, ...]]:
    """A row for each step of each action of each; put together once."""
    withdrawn = FindingWord.outcome == Outcome.WITHDRAWN.value
    query = (
        sa.select(
            Finding.id,
            Finding.engagement_id,
            Finding.requirement_key,
            Finding.found_on,
            Finding.sent_at,
            FindingWord.said_at.label("withdrawn_at"),
            Action.id.label("action_id"),
            Action.given_at,
            ActionStep.kind,
            ActionStep.said_at,
        )
        .outerjoin(FindingWord, sa.and_(FindingWord.finding_id == Finding.id, withdrawn))
        .outerjoin(Action, sa.and_(Action.finding_id == Finding.id, Action.given_at.is_not(None)))
        .outerjoin(ActionStep, ActionStep.action_id == Action.id)
        .where(
            Finding.engagement_id.in_(sa.bindparam("engagement_ids", expanding=True)),
            Finding.is_not_in_order,
            Finding.sent_at.is_not(None),
        )
        .order_by(Finding.found_on, Finding.sent_at, Finding.id, Action.id, ActionStep.number)
    )
    return (
        query.where(Finding.requirement_key.in_(sa.bindparam("keys", expanding=True))) if of_keys else query
    )


def found_by_engagement(
    session: Session, engagement_ids: Sequence[uuid.UUID], keys: Sequence[str] | None = None
) -> defaultdict[uuid.UUID, tuple[facts.Found, ...]]:
    """By engagement, the findings by which a requirement is not in order (of these keys alone, where they are
    given): all that were sent, also those that were closed or withdrawn, earliest first."""
    values = {"engagement_ids": engagement_ids, "keys": keys}
    found: defaultdict[uuid.UUID, tuple[facts.Found, ...]] = defaultdict(tuple)
    for _, group in groupby(session.execute(finding(of_keys=keys is not None), values), key=attrgetter("id")):
        rows = list(group)
        found[rows[0].engagement_id] += (fact_of(rows),)
    return found


def fact_of(rows: Sequence[NamedRow]) -> facts.Found:
    """Out of the rows of one finding, one for each step of each of its actions, or for the action."""
    first, actions = rows[0], list(actions_of(rows))
    closed = [day for _, steps in actions for day, step in steps if step is Step.CLOSED]
    return facts.Found(
        first.requirement_key,
        first.found_on,
        local_day(first.sent_at),
        closed_on=max(closed) if closed and len(closed) == len(actions) else None,
        withdrawn_on=local_day(first.withdrawn_at) if first.withdrawn_at else None,
        finding=str(first.id),
        with_lead=evenings_with_lead(actions),
    )


def actions_of(rows: Iterable[NamedRow]) -> Iterator[tuple[date, Steps]]:
    """The actions of a finding, each with the day on which it was given."""
    for action_id, group in groupby(rows, key=attrgetter("action_id")):
        of_action = list(group)
        if action_id:
            yield local_day(of_action[0].given_at), steps_of(of_action)


def steps_of(rows: Iterable[NamedRow]) -> list[tuple[date, Step]]:
    return [(local_day(row.said_at), Step(row.kind)) for row in rows if row.kind]
