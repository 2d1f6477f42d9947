"""The figures of the last period before, which stand beside this one's."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from checklists.year.asked import Asked
from checklists.year.giving_figures import Pair
from checklists.year.periods import Calendar
from portal.places.contracts import EngagementPlace
from portal.returns.queries.whole import find_figures


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was sent last for the period `part`, by measure."""

    part: str
    figures: Mapping[str, Pair]


def find_earlier(session: Session, place: EngagementPlace, asked: Asked) -> Earlier | None:
    """Of the period just before, where anything was sent of it."""
    calendar = Calendar(place.contract.starts_on, asked.row.year_of)
    period = calendar.find(asked.owed.part)
    if period is None:
        return None
    before = [each.key for each in calendar.before(period)]
    found = find_figures(session, place, asked, before)
    return next((Earlier(key, found[key]) for key in before if found.get(key)), None)
