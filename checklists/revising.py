"""What is different between two versions of a checklist, and what that does to an engagement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from checklists.calendar import Span, day_before
from checklists.facts import Decision, Engagement
from checklists.intervals import Interval, on_day
from checklists.requirement import Checklist, Requirement
from checklists.slots import Row, row_on, slot_timeline
from checklists.vocabulary import UNMET, State


@dataclass(frozen=True, slots=True)
class Changed:
    """A requirement that both versions have; `fields` are the names of those that differ."""

    before: Requirement
    after: Requirement
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """In the order of the new version, what is removed in that of the old one."""

    added: tuple[Requirement, ...]
    removed: tuple[Requirement, ...]
    changed: tuple[Changed, ...]
    reordered: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """Of the requirements that differ."""
        changed = (each.after for each in self.changed)
        return tuple(each.key for each in (*self.added, *changed, *self.removed))


def compare_versions(before: Checklist, after: Checklist) -> Differences:
    old = {each.key: each for each in before.requirements}
    new = {each.key: each for each in after.requirements}
    both = [(old[key], each) for key, each in new.items() if key in old]
    return Differences(
        added=tuple(each for key, each in new.items() if key not in old),
        removed=tuple(each for key, each in old.items() if key not in new),
        changed=tuple(Changed(*pair, differing(*pair)) for pair in both if pair[0] != pair[1]),
        reordered=[each.key for each, _ in both] != [key for key in old if key in new],
    )


def differing(before: Requirement, after: Requirement) -> tuple[str, ...]:
    """The names of the fields that differ."""
    names = (each.name for each in fields(Requirement))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


class Effect(StrEnum):
    """What a new version does to a slot on the day from which it is in force."""

    NEWLY_MISSING = "newly-missing"
    NO_LONGER_ASKED = "no-longer-asked"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SlotEffect:
    """`before` and `after` are what is true on the day by the old and by the new version, None where the
    slot does not exist; `requirement` is as the new version words it, the old one where it is removed.
    `is_other_force` where it was required and is preferred now, or the reverse."""

    requirement: Requirement
    effect: Effect
    before: Interval | None
    after: Interval | None
    is_other_force: bool = False


Rows = Mapping[str, Sequence[Row]]


def rows_after(old: Rows, new: Checklist, span: Span) -> dict[str, list[Row]]:
    """The rows of an engagement, of those days, once a new version follows upon all that there are."""
    days = Span(new.in_force_from, date.max).clip(span)
    if days is None:
        return {key: list(rows) for key, rows in old.items()}
    before = Span(date.min, day_before(new.in_force_from))
    kept = {
        key: [Row(row.requirement, left) for row in rows if (left := row.span.clip(before))]
        for key, rows in old.items()
    }
    for requirement in new.requirements:
        kept.setdefault(requirement.key, []).append(Row(requirement, days))
    return kept


def effects(
    keys: Sequence[str],
    old: Rows,
    new: Checklist,
    decisions: Mapping[str, Sequence[Decision]],
    engagement: Engagement,
) -> list[SlotEffect]:
    """What happens to the slots of these keys on the day from which the new version is in force, or on the
    engagement's first where that is later; nothing to an engagement that has ended by then."""
    day = max(new.in_force_from, engagement.span.from_on)
    if day > engagement.span.until_on:
        return []
    after = rows_after({key: old.get(key, ()) for key in keys}, new, engagement.span)
    found = []
    for key in keys:
        before = old.get(key, ())
        found.append(effect_on(before, after.get(key, ()), decisions.get(key, ()), engagement, day))
    return [each for each in found if each]


def effect_on(
    old: Sequence[Row], new: Sequence[Row], decisions: Sequence[Decision], engagement: Engagement, day: date
) -> SlotEffect | None:
    wordings = [row for row in (row_on(old, day), row_on(new, day)) if row]
    if not wordings:
        return None
    before = on_day(slot_timeline(old, decisions, engagement), day)
    after = on_day(slot_timeline(new, decisions, engagement), day)
    is_other_force = len({row.requirement.force for row in wordings}) > 1
    effect = effect_of(before, after, is_other_force=is_other_force)
    return SlotEffect(wordings[-1].requirement, effect, before, after, is_other_force) if effect else None


def effect_of(before: Interval | None, after: Interval | None, *, is_other_force: bool) -> Effect | None:
    """None where the slot stands as it stood."""
    if not is_asked(after):
        return Effect.NO_LONGER_ASKED if is_asked(before) else None
    if is_unmet(after) and not is_unmet(before):
        return Effect.NEWLY_MISSING
    same = told(before) == told(after) and not is_other_force
    return None if same else Effect.CHANGED


def is_asked(interval: Interval | None) -> bool:
    return interval is not None and interval.state is not State.NOT_NEEDED


def is_unmet(interval: Interval | None) -> bool:
    return interval is not None and interval.state in UNMET


def told(interval: Interval | None) -> tuple[object, ...]:
    """What somebody is told of it: its state, its parts, and when it lapses where it is in order."""
    if interval is None:
        return ()
    return (interval.state, interval.parts, None if is_unmet(interval) else interval.lapses_on)
