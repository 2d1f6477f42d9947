"""What is different between two versions of a checklist, and what that does to an engagement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from checklists.calendar import Span, day_after, day_before
from checklists.facts import Decision, Engagement
from checklists.intervals import Interval, on_day
from checklists.requirement import Checklist, Requirement
from checklists.signing import is_same_statement, statement_of
from checklists.slots import Row, row_on, rows_of_engagement, slot_timeline, version_on
from checklists.vocabulary import UNMET, State


@dataclass(frozen=True, slots=True)
class Changed:
    """A requirement that both versions have; `fields` are the names of those that differ."""

    before: Requirement
    after: Requirement
    fields: tuple[str, ...]

    @property
    def is_of_rules(self) -> bool:
        """Whether a state may depend on what differs."""
        signed = (statement_of(each) for each in (self.before, self.after))
        return not set(self.fields) <= READ_BY_PEOPLE or not is_same_statement(*signed)


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
        return self.keys_with(self.changed)

    @property
    def keys_of_rules(self) -> tuple[str, ...]:
        """The same without those of which only words differ that nobody signs."""
        return self.keys_with(each for each in self.changed if each.is_of_rules)

    def keys_with(self, changed: Iterable[Changed]) -> tuple[str, ...]:
        wanted = (each.after for each in changed)
        return tuple(each.key for each in (*self.added, *wanted, *self.removed))


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


READ_BY_PEOPLE = frozenset(
    {"title", "clause", "consequence", "group", "asks", "look_for", "statement", "warn_days"}
)
"""Fields on which the state of a slot does not depend, as long as what is signed is the same."""


def keys_between(old: Sequence[Checklist], new: Sequence[Checklist]) -> tuple[str, ...]:
    """Of the requirements for which the rules ask otherwise on some day once the new versions stand in place
    of the old ones; each of both lists is oldest first."""
    days = sorted({each.in_force_from for each in (*old, *new)})
    compared = (compare_versions(version_on(old, day), version_on(new, day)) for day in days)
    return tuple(dict.fromkeys(key for differences in compared for key in differences.keys_of_rules))


def with_version(
    standing: Sequence[Checklist], new: Checklist, replaced: Checklist | None = None
) -> list[Checklist]:
    """The versions that stand once the new one is published, oldest first."""
    left = [each for each in standing if each is not replaced]
    return sorted([*left, new], key=lambda version: version.in_force_from)


def day_of_effect(new: Checklist, replaced: Checklist | None, today: date) -> date:
    """The day on which to look at what a new version does: its own, or where it replaces one of another day,
    the first on which the two differ, as far as that is not past."""
    if replaced is None:
        return new.in_force_from
    first, last = sorted((new.in_force_from, replaced.in_force_from))
    return new.in_force_from if last <= today else max(first, today)


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


Intervals = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Revised:
    """A slot by the old versions and by the new ones: its wordings, and what is true of it over its days."""

    old: tuple[Row, ...]
    new: tuple[Row, ...]
    before: Intervals
    after: Intervals


def revised_slots(
    keys: Iterable[str],
    old: Mapping[str, Sequence[Row]],
    new: Sequence[Checklist],
    decisions: Mapping[str, Sequence[Decision]],
    engagement: Engagement,
) -> list[Revised]:
    """The slots of these keys in their order; `old` are the engagement's wordings, `new` the versions that
    are to stand."""
    after = rows_of_engagement(new, engagement.span)
    found = []
    for key in keys:
        rows, made = (tuple(old.get(key, ())), tuple(after.get(key, ()))), decisions.get(key, ())
        found.append(Revised(*rows, *(slot_timeline(each, made, engagement) for each in rows)))
    return found


def effects(slots: Iterable[Revised], on: date, engagement: Engagement) -> list[SlotEffect]:
    """What happens to the slots on the day, or on the engagement's first where that is later; nothing to an
    engagement that has ended by then."""
    day = max(on, engagement.span.from_on)
    if day > engagement.span.until_on:
        return []
    return [effect for each in slots if (effect := effect_on(each, day))]


def changes_before(slot: Revised, today: date) -> bool:
    """Whether the slot's state differs on a day that is past."""
    return states_before(slot.before, today) != states_before(slot.after, today)


def states_before(intervals: Intervals, today: date) -> list[tuple[State, date, date]]:
    """The states on the days that are past, each as long as it lasts."""
    found: list[tuple[State, date, date]] = []
    for each in intervals:
        days = each.span.clip(Span(date.min, day_before(today)))
        if days is None:
            continue
        if found and found[-1][0] is each.state and day_after(found[-1][2]) == days.from_on:
            found[-1] = (each.state, found[-1][1], days.until_on)
        else:
            found.append((each.state, days.from_on, days.until_on))
    return found


def effect_on(slot: Revised, day: date) -> SlotEffect | None:
    wordings = [row for row in (row_on(slot.old, day), row_on(slot.new, day)) if row]
    if not wordings:
        return None
    before, after = on_day(slot.before, day), on_day(slot.after, day)
    is_other_force = len({row.requirement.force for row in wordings}) > 1
    effect = effect_of(before, after, is_other_force=is_other_force)
    return SlotEffect(wordings[-1].requirement, effect, before, after, is_other_force) if effect else None


def effect_of(before: Interval | None, after: Interval | None, *, is_other_force: bool) -> Effect | None:
    """None where the slot stands as it stood."""
    if not is_asked(after):
        return Effect.NO_LONGER_ASKED if is_asked(before) else None
    if is_unmet(after) and not is_unmet(before):
        return Effect.NEWLY_MISSING
    same = what_is_said(before) == what_is_said(after) and not is_other_force
    return None if same else Effect.CHANGED


def is_asked(interval: Interval | None) -> bool:
    return interval is not None and interval.state is not State.NOT_NEEDED


def is_unmet(interval: Interval | None) -> bool:
    return interval is not None and interval.state in UNMET


def what_is_said(interval: Interval | None) -> tuple[object, ...]:
    """What somebody is told of it: its state, its parts, and when it lapses where it is in order."""
    if interval is None:
        return ()
    return (interval.state, interval.parts, None if is_unmet(interval) else interval.lapses_on)
