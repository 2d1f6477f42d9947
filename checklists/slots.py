"""Slots over checklist versions: which requirements an engagement has on which days, and their timelines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.calendar import Span, day_after, day_before
from checklists.facts import Decision, Engagement
from checklists.intervals import Interval, join, with_lapses
from checklists.requirement import Checklist, Requirement
from checklists.timeline import timeline
from checklists.vocabulary import State


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement as one version of the checklist words it, and the days on which that version is in
    force."""

    requirement: Requirement
    span: Span


def versions_in(versions: Sequence[Checklist], span: Span) -> list[tuple[Checklist, Span]]:
    """The versions in force during the span, oldest first, each with its days."""
    ordered = sorted(versions, key=lambda version: version.in_force_from)
    ends = [day_before(version.in_force_from) for version in ordered[1:]] + [date.max]
    found: list[tuple[Checklist, Span]] = []
    for version, until_on in zip(ordered, ends, strict=True):
        if version.in_force_from <= until_on and (days := Span(version.in_force_from, until_on).clip(span)):
            found.append((version, days))
    return found


def version_on(versions: Sequence[Checklist], day: date) -> Checklist:
    """The version in force on the day, of at least one, oldest first; before the first the first."""
    in_force = [version for version in versions if version.in_force_from <= day]
    return in_force[-1] if in_force else versions[0]


def version_ahead(versions: Sequence[Checklist], day: date) -> Checklist:
    """The same, and after it what later versions ask besides, as the last of them words it: who begins under
    those sends it before."""
    asked = version_on(versions, day)
    now = {each.key for each in asked.requirements}
    later = [each for version in versions if version.in_force_from > day for each in version.requirements]
    coming = {each.key: each for each in later if each.key not in now}
    return replace(asked, requirements=(*asked.requirements, *coming.values())) if coming else asked


def reaching_back(versions: Sequence[Checklist], day: date) -> list[Checklist]:
    """The versions, of which the first is in force from that day on at the latest: what was asked before
    anybody wrote it down anew is what the first one asks."""
    first, *later = sorted(versions, key=lambda version: version.in_force_from)
    return [replace(first, in_force_from=min(first.in_force_from, day)), *later]


def rows_of_engagement(versions: Sequence[Checklist], span: Span) -> dict[str, list[Row]]:
    """The wordings of an engagement of these days; the first version reaches back to its first day."""
    return asked_rows(reaching_back(versions, span.from_on), span)


def asked_rows(versions: Sequence[Checklist], span: Span) -> dict[str, list[Row]]:
    """By requirement key, in the order of the newest version that has it: its wordings with their days.

    A requirement that a later version adds exists from that version's date.
    """
    rows: dict[str, list[Row]] = {}
    for version, days in reversed(versions_in(versions, span)):
        for requirement in version.requirements:
            rows.setdefault(requirement.key, []).insert(0, Row(requirement, days))
    return rows


def slot_timeline(
    rows: Iterable[Row], decisions: Sequence[Decision], engagement: Engagement, known: date | None = None
) -> tuple[Interval, ...]:
    """The slot's intervals over all versions that ask for it; none on the days on which no version does."""
    said = (timeline(row.requirement, decisions, replace(engagement, span=row.span), known) for row in rows)
    return over_wordings(said)


def over_wordings(said: Iterable[Sequence[Interval]]) -> tuple[Interval, ...]:
    """The intervals of one wording after another in a row. What was in order by one and is expired from the
    first day of the next counted until the day before, whatever the new words say of the days before them."""
    found: list[Interval] = []
    for intervals in said:
        if found and intervals and runs_out(found[-1], intervals[0]):
            intervals = (replace(intervals[0], lapses_on=found[-1].until_on), *intervals[1:])
        found += intervals
    return with_lapses(join(found))


def runs_out(before: Interval, after: Interval) -> bool:
    """Whether it was in order and is expired on the next day."""
    is_next = after.from_on == day_after(before.until_on)
    return is_next and (before.state, after.state) == (State.MET, State.EXPIRED)


def row_on(rows: Sequence[Row], day: date) -> Row | None:
    """The wording in force on that day, or None where the slot does not exist on it."""
    return next((row for row in rows if day in row.span), None)
