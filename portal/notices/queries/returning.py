"""Returns that partners have still to give, for whoever reminds them."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.ladder import RETURNS, step_due
from checklists.lapsing import Lapse
from checklists.vocabulary import Force
from checklists.year.vocabulary import OwedState
from portal.notices.queries.asking import Asked, Returns
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.plan import Due, ReturnReminder
from portal.notices.queries.reminded import Rail
from portal.notices.queries.rungs import who_is_told
from portal.notices.queries.wishes import held_for
from portal.records import Contract
from portal.returns.queries import asked, period

RETURN = "return:"
"""Before the key and part of a return, in the place of a part: the ladder is that of its due day."""


def returns_open(session: Session, engagements: Sequence[Engaged], on: date) -> Returns:
    partners = [
        period.Partner(
            each.engagement_id,
            each.partner_id,
            each.partner,
            asked.Engaged(each.engagement_id, each.span, each.contract_id),
        )
        for each in engagements
    ]
    found: defaultdict[uuid.UUID, list[period.Line]] = defaultdict(list)
    for line in period.lines_of(session, partners, on):
        is_open = line.interval.state in {OwedState.DUE, OwedState.LATE}
        if is_open and not line.lies_with_lead:
            found[line.engagement_id].append(line)
    contracts = {each.contract_id for each in engagements if each.engagement_id in found}
    return Returns(found, first_days(session, contracts) if contracts else {})


def first_days(session: Session, contracts: set[uuid.UUID]) -> dict[uuid.UUID, date]:
    rows = session.execute(sa.select(Contract.id, Contract.starts_on).where(Contract.id.in_(contracts)))
    return {row.id: row.starts_on for row in rows}


def returns_of(asked: Asked) -> Iterator[ReturnReminder]:
    """Returns that are due or late and lie with the partner: each person as far as the step has gone."""
    if held_for(asked.held, ""):
        return
    for line in asked.returns.lines.get(asked.engagement.engagement_id, ()):
        owed = line.asked.owed
        if owed.due_on is None:
            continue
        part = f"{RETURN}{line.asked.row.key}:{owed.part}"
        rail = Rail(asked.engagement.engagement_id, "", part, owed.due_on)
        step = step_due(RETURNS, owed.due_on, asked.on, asked.memory.before[rail], asked.holidays)
        if step is None:
            continue
        required = line.asked.row.force is Force.MUST
        due = Due(rail, Lapse(part, owed.due_on, None), step)
        first_on = asked.returns.first_days[asked.engagement.contract_id]
        for recipient, rung in who_is_told(asked.people, asked.engagement, step, required=required):
            if (rail, recipient.person_id) not in asked.memory.that_day:
                yield ReturnReminder(recipient, rung, asked.engagement, line, first_on, due)
