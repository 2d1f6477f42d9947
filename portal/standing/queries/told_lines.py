"""The slots of a page's engagements, each with what there is to say of it."""

import uuid
from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from portal.access import Audience
from portal.standing.queries.slots import Asked, SlotLine
from portal.standing.queries.told import NOTHING_TOLD, Shown, tell

LinesByEngagement = Mapping[uuid.UUID, tuple[SlotLine, ...]]


def with_told(
    session: Session,
    asked: Mapping[uuid.UUID, Asked],
    lines: LinesByEngagement,
    on: date,
    known: date | None,
    naming: Audience | None,
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """The lines with it; `naming` says as whom the reader reads names, None for counts only."""
    shown = [
        Shown(engagement_id, contract_id, span, line.slot)
        for engagement_id, (contract_id, span) in asked.items()
        for line in lines[engagement_id]
    ]
    told = tell(session, shown, on, known, naming)
    return {
        engagement_id: tuple(
            line if its is line.told else line.with_told(its)
            for line in of_engagement
            for its in [told.get((engagement_id, line.slot.requirement.key), NOTHING_TOLD)]
        )
        for engagement_id, of_engagement in lines.items()
    }
