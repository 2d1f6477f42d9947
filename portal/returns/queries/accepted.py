"""The figures of returns that the lead has accepted, and those on which nobody has decided yet."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.figures import Figure
from checklists.year.giving import Act
from checklists.year.giving_figures import Pair
from portal.clock import local_day
from portal.records import PeriodReturn, ReturnAct, ReturnSent
from portal.returns.queries.content import from_data

Pairs = dict[str, Pair]
Key = tuple[uuid.UUID, str]
"""An act, and a section that it is about; or a return and a section of it."""


@dataclass(slots=True)
class Accepted:
    """Of one engagement, by measure and period. `undecided` are the periods of which figures lie with the
    lead, or were opened again after they were accepted; `with_lead` those of them of which any lie with the
    lead."""

    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    undecided: set[str] = field(default_factory=set)
    with_lead: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Told:
    """What has become of the figures of one section. `corrected` are the measures that were accepted more
    than once, and otherwise."""

    sent: Pairs = field(default_factory=dict)
    accepted: Pairs = field(default_factory=dict)
    accepted_on: date = date.min
    is_decided: bool = True
    is_with_lead: bool = False
    corrected: set[str] = field(default_factory=set)

    def take(self, act: Act, on: date, figures: Pairs) -> None:
        """What was accepted stands until a correction of it is accepted too."""
        self.is_with_lead = act is Act.SENT
        match act:
            case Act.SENT:
                self.sent, self.is_decided = figures, not figures
            case Act.ACCEPTED:
                before = self.accepted
                self.corrected |= {key for key, pair in before.items() if pair != self.sent.get(key)}
                self.accepted, self.accepted_on, self.is_decided = self.sent, on, True
            case Act.RETURNED | Act.REOPENED:
                self.is_decided = not self.accepted


def accepted_figures(session: Session, engagement_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Accepted]:
    """By engagement what counts of it today."""
    found = {each: Accepted() for each in engagement_ids}
    for engagement_id, part, told in list_told(session, engagement_ids):
        its = found[engagement_id]
        for measure, pair in told.accepted.items():
            if pair.is_given:
                figure = Figure(measure, part, pair.numerator, pair.denominator, told.accepted_on)
                its.figures[measure, part] = figure
        if not told.is_decided:
            its.undecided.add(part)
            if told.is_with_lead:
                its.with_lead.add(part)
    return found


def list_told(
    session: Session, engagement_ids: Collection[uuid.UUID]
) -> Iterator[tuple[uuid.UUID, str, Told]]:
    """Engagement and part, with what became of each section that was sent."""
    sent = list_sent(session, engagement_ids)
    told: defaultdict[Key, Told] = defaultdict(Told)
    parts: dict[uuid.UUID, tuple[uuid.UUID, str]] = {}
    rows = session.execute(
        sa.select(PeriodReturn.engagement_id, PeriodReturn.part, ReturnAct)
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .where(PeriodReturn.engagement_id.in_(tuple(engagement_ids)))
        .order_by(ReturnAct.return_id, ReturnAct.number)
    )
    for row in rows:
        act = row.ReturnAct
        parts[act.return_id] = row.engagement_id, row.part
        for section in act.sections:
            figures = sent.get((act.id, section), {})
            told[act.return_id, section].take(Act(act.act), local_day(act.made_at), figures)
    for (return_id, _), each in told.items():
        yield *parts[return_id], each


def list_sent(session: Session, engagement_ids: Collection[uuid.UUID]) -> dict[Key, Pairs]:
    """By act and section the figures that were sent."""
    rows = session.execute(
        sa.select(ReturnSent.act_id, ReturnSent.section_key, ReturnSent.content)
        .join(ReturnAct, ReturnAct.id == ReturnSent.act_id)
        .join(PeriodReturn, PeriodReturn.id == ReturnAct.return_id)
        .where(PeriodReturn.engagement_id.in_(tuple(engagement_ids)))
    )
    return {(row.act_id, row.section_key): dict(from_data(row.content).figures) for row in rows}
