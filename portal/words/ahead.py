"""A slot as its partner sees it who has a visit or meeting to come."""

from dataclasses import replace
from datetime import date

from checklists import facts
from checklists.calendar import Span
from checklists.readiness import is_near_end, turn
from portal.standing.queries.slots import SlotLine


def looked_ahead(line: SlotLine, span: Span, today: date, visit_on: date | None) -> SlotLine:
    """The slot with whose turn it is until the next visit: what lapses before that is near its end, however
    long its warning time. `span` are the engagement's days."""
    if visit_on is None:
        return line
    engagement = facts.Engagement(span)
    return replace(
        line,
        turn=turn(line.slot, engagement, today, visit_on),
        is_near_end=is_near_end(line.slot, engagement, today, visit_on),
    )
