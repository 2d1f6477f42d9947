"""What stands in the place of a figure that is not accepted: nothing was given, it waits, or is corrected."""

from collections.abc import Iterable, Mapping

from checklists.year.giving import SectionState
from portal.returns.queries.period import Line

NOT_GIVEN = "Not given"
WAITS = "Sent, not accepted yet"
CORRECTED = "Being corrected"

Gaps = Mapping[tuple[str, str, str], str]
"""By engagement, measure and period what is said of a figure that was sent and is not accepted, or not any
more."""


def gaps_of(lines: Iterable[Line]) -> Gaps:
    return {
        (str(line.engagement_id), measure.key, line.asked.owed.part): WAITS
        if line.states[section.key] is SectionState.WITH_LEAD
        else CORRECTED
        for line in lines
        if line.was_sent
        for section in line.asked.sections
        if line.states[section.key] is not SectionState.ACCEPTED
        for measure in line.asked.figures(section)
    }
