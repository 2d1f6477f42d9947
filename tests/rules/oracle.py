"""The rules once more, as a contract states them: each day is looked at by itself, and nothing is swept.

Slow and plain on purpose. It shares the facts and the vocabulary with what it judges, and no rule.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.calendar import Span
from checklists.facts import Decision, Engagement
from checklists.intervals import Interval
from checklists.requirement import WHOLE, Requirement
from checklists.vocabulary import Condition, Force, Kind, Outcome, State
from tests.rules.oracle_kinds import are_enough, as_meant, kept_in_order, keys_on

DAY = timedelta(days=1)
WORST_FIRST = (State.MISSING, State.EXPIRED, State.WAIVED, State.MET)


@dataclass(frozen=True)
class Word:
    """What is said of a slot on one day; `lapsed_on` of one that has expired."""

    state: State
    parts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    lapsed_on: date | None = None

    def same(self, other: "Word") -> bool:
        return (self.state, self.parts, self.also) == (other.state, other.parts, other.also)


def days_of(from_on: date, until_on: date) -> Iterator[date]:
    while from_on <= until_on:
        yield from_on
        from_on += DAY


def held_by(decisions: Sequence[Decision], known: date | None) -> list[Decision]:
    """What had been decided by then, without what had been corrected by then."""
    made = [each for each in decisions if known is None or each.made_on <= known]
    return [each for each in made if not any(other.corrects == each.key for other in made)]


def words(
    requirement: Requirement,
    decisions: Sequence[Decision],
    engagement: Engagement,
    known: date | None = None,
    only: str | None = None,
) -> dict[date, Word]:
    """Day by day, over the days of the engagement; of one part only, where it is named."""
    held = [as_meant(requirement, each) for each in held_by(decisions, known)]
    conditions = conditions_by(engagement, known)
    counts = are_enough(requirement, held, engagement, known)
    first = min([engagement.span.from_on, *(each.from_on or each.made_on for each in held)])
    last_counted: dict[str, date] = {}
    found: dict[date, Word] = {}
    for day in days_of(first, engagement.span.until_on):
        if day >= engagement.span.from_on:
            is_asked = holds(requirement, conditions, day)
            keys = keys_on(requirement, held, engagement, day) if is_asked else []
            if only is not None:
                keys = [key for key in keys if key == only]
            if is_asked and not keys and requirement.kind is Kind.REGISTER and only is None:
                found[day] = nobody(requirement, held, day)
            else:
                waived = waived_on(requirement, held, day)
                found[day] = word_of(keys, counts, waived, last_counted, day)
        for key in kept_in_order(requirement, held):
            if counts(key, day):
                last_counted[key] = day
    return found


def conditions_by(engagement: Engagement, known: date | None) -> dict[Condition, tuple[Span, ...]]:
    """The days of the conditions, as one knew them in the evening of that day."""
    if known is None or not engagement.learned:
        return dict(engagement.conditions)
    found: dict[Condition, tuple[Span, ...]] = {}
    for day, conditions in engagement.learned:
        if day <= known:
            found = dict(conditions)
    return found


def holds(requirement: Requirement, conditions: dict[Condition, tuple[Span, ...]], day: date) -> bool:
    if requirement.condition is None:
        return True
    return any(span.from_on <= day <= span.until_on for span in conditions.get(requirement.condition, ()))


def nobody(requirement: Requirement, held: Sequence[Decision], day: date) -> Word:
    """A register without anybody on it."""
    return Word(State.WAIVED if WHOLE in waived_on(requirement, held, day) else State.MISSING)


def waived_on(requirement: Requirement, held: Sequence[Decision], day: date) -> set[str]:
    """The parts that are waived on the day: what is required until a day that was given, what is preferred
    for good where none was."""
    found: set[str] = set()
    for each in held:
        if each.outcome is Outcome.WAIVE and (each.from_on or each.made_on) <= day:
            is_over = day > each.until_on if each.until_on else requirement.force is Force.MUST
            found |= set() if is_over else {each.part}
    return found


def word_of(
    keys: Sequence[str],
    counts: Callable[[str, date], bool],
    waived: set[str],
    last_counted: dict[str, date],
    day: date,
) -> Word:
    states: dict[str, State] = {}
    for key in keys:
        if counts(key, day):
            states[key] = State.MET
        elif waived & {WHOLE, key}:
            states[key] = State.WAIVED
        else:
            states[key] = State.EXPIRED if key in last_counted else State.MISSING
    worst = next((state for state in WORST_FIRST if state in states.values()), State.NOT_NEEDED)
    if worst in {State.MET, State.NOT_NEEDED}:
        return Word(worst)
    those = tuple(key for key in keys if states[key] is worst)
    lapses = {last_counted[key] for key in those} if worst is State.EXPIRED else set()
    lesser = tuple(key for key in keys if states[key] is State.EXPIRED) if worst is State.MISSING else ()
    return Word(worst, named(those), named(lesser), lapses.pop() if len(lapses) == 1 else None)


def named(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key != WHOLE)


def as_intervals(said: dict[date, Word]) -> tuple[Interval, ...]:
    """What is said day by day, told in stretches: what lapses is looked for ahead, one day after another."""
    found: list[Interval] = []
    for day, word in sorted(said.items()):
        before = said.get(day - DAY)
        if before is not None and before.same(word):
            last = found.pop()
            found.append(Interval(last.state, last.from_on, day, last.parts, last.lapses_on, last.also))
        else:
            found.append(Interval(word.state, day, day, word.parts, lapse_of(said, day), word.also))
    return tuple(found)


def lapse_of(said: dict[date, Word], day: date) -> date | None:
    if said[day].state is State.MISSING:
        return None
    if said[day].state is State.EXPIRED:
        return said[day].lapsed_on
    while day in said and said[day].state not in {State.MISSING, State.EXPIRED}:
        day += DAY
    return day - DAY if day in said else date.max
