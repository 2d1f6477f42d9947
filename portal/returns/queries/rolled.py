"""What is accepted of the figures of a contract's returns, put together measure by measure and period by
period."""

import uuid
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.giving import Act, SectionState
from checklists.year.giving_figures import Pair
from checklists.year.judging import FEWEST
from checklists.year.rolling_up import Rolled, roll_up
from checklists.year.rows import Measure
from checklists.year.vocabulary import OwedState
from portal.records import PeriodReturn, ReturnAct, ReturnSent
from portal.returns.queries.content import Content, from_data
from portal.returns.queries.period import Key, Line

Sent = Mapping[tuple[Key, str], Content]
"""By return and section what was sent last."""


def list_rolled(session: Session, lines: Sequence[Line], fewest: int = FEWEST) -> tuple[Rolled, ...]:
    """Of all periods that have ended, by measure in the checklist's order. A partner who owes the figures and
    of whom they are not accepted is in it with nothing; `fewest` is from how many people on the council sees
    a figure. Where some were asked by a version by which the target is that of all partners together, it
    is."""
    begun = [each for each in lines if each.interval.state is not OwedState.AHEAD]
    sent = list_sent_last(session, {each.engagement_id for each in begun}) if begun else {}
    measures: dict[tuple[str, str], Measure] = {}
    parts: dict[tuple[str, str], dict[str, Pair | None]] = {}
    for line in begun:
        for section in line.asked.sections:
            accepted = accepted_figures(line, section.key, sent)
            for measure in line.asked.figures(section):
                key = measure.key, line.asked.owed.part
                if key not in measures or not measures[key].is_together:
                    measures[key] = measure
                theirs = parts.setdefault(key, {})
                theirs[str(line.engagement_id)] = accepted.get(measure.key)
    return tuple(roll_up(measures[key], key[1], each, fewest) for key, each in parts.items())


def accepted_figures(line: Line, section: str, sent: Sent) -> Mapping[str, Pair]:
    if line.states[section] is not SectionState.ACCEPTED:
        return {}
    content = sent.get(((line.engagement_id, line.asked.row.key, line.asked.owed.part), section))
    return content.figures if content else {}


def list_sent_last(session: Session, engagement_ids: set[uuid.UUID]) -> Sent:
    rows = session.execute(
        sa.select(
            PeriodReturn.engagement_id,
            PeriodReturn.return_key,
            PeriodReturn.part,
            ReturnSent.section_key,
            ReturnSent.content,
        )
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .join(ReturnSent, ReturnSent.act_id == ReturnAct.id)
        .where(PeriodReturn.engagement_id.in_(engagement_ids), ReturnAct.act == Act.SENT)
        .order_by(ReturnAct.return_id, ReturnAct.number)
    )
    return {
        ((row.engagement_id, row.return_key, row.part), row.section_key): from_data(row.content)
        for row in rows
    }
