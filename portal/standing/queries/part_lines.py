"""The parts of a slot (covers, years, people), a line each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists import facts
from checklists.intervals import Interval
from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.slots import Row, over_wordings
from checklists.timeline import part_timelines


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part over all its days. `title` is empty for a person: the register has the names."""

    key: str
    title: str
    intervals: tuple[Interval, ...]


def parts_of(
    rows: Sequence[Row], made: Sequence[facts.Decision], engagement: facts.Engagement, known: date | None
) -> tuple[PartLine, ...]:
    """The parts of all wordings, those of the newest first; none where the slot has only the whole."""
    found: dict[str, list[tuple[Interval, ...]]] = {}
    for row in rows:
        during = replace(engagement, span=row.span)
        for key, intervals in part_timelines(row.requirement, made, during, known).items():
            found.setdefault(key, []).append(intervals)
    titles = titles_of(rows[-1].requirement, made, engagement)
    return tuple(
        PartLine(key, titles.get(key, ""), over_wordings(said)) for key, said in found.items() if key
    )


def titles_of(
    requirement: Requirement, made: Sequence[facts.Decision], engagement: facts.Engagement
) -> Mapping[str, str]:
    return {part.key: part.title for part in rules_for(requirement).parts(requirement, engagement, made)}
