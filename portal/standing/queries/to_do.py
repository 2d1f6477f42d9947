"""What is to be done for engagements today, worst first."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from portal.access import Audience
from portal.places.mine import MyEngagement
from portal.standing.queries.slots import SlotLine, slots_on_day
from portal.standing.queries.told_lines import with_told


def list_to_do(
    session: Session, engagements: Sequence[MyEngagement], today: date
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """By engagement, its slots today, with the partner's own drafts; of one that has not begun those of its
    first day, for which everything is prepared."""
    begun = {
        each.engagement_id: (each.contract_id, each.span) for each in engagements if each.starts_on <= today
    }
    found = slots_on_day(session, begun, today, today=today, drafts=True)
    for each in engagements:
        if each.starts_on > today:
            asked = {each.engagement_id: (each.contract_id, each.span)}
            found |= slots_on_day(session, asked, each.starts_on, today=today, drafts=True)
    every = {each.engagement_id: (each.contract_id, each.span) for each in engagements}
    return with_told(session, every, found, today, None, Audience.PARTNER)
