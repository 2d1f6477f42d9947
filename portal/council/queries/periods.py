"""The periods of a contract that have ended, of which anything is asked or was sent."""

from collections.abc import Iterable
from datetime import date

from checklists.year.periods import kind_of
from portal.council.queries.duties import Duty
from portal.council.queries.snapshot import Kept
from portal.returns.queries.period import Line


def list_periods(owed: Iterable[Line], duties: Iterable[Duty], kept: Iterable[Kept]) -> tuple[str, ...]:
    """The last first."""
    found = {each.asked.owed.part: each.asked.owed.from_on for each in owed}
    found |= {each.period: each.asked.owed.from_on for each in duties if each.has_begun}
    found = {each.period: date.min for each in kept} | found
    periods = [each for each in found if kind_of(each) is not None]
    return tuple(sorted(periods, key=lambda each: (found[each], each), reverse=True))
