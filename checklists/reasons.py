"""Why a slot is in its state, as one plain phrase."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from checklists.calendar import day_after, day_before, in_words
from checklists.intervals import Interval
from checklists.kinds.register import person_of
from checklists.requirement import Requirement
from checklists.vocabulary import Condition, Force, Kind, State

WITHOUT = {
    Condition.USES_VOLUNTEERS: "no volunteers are used",
    Condition.SUPPORTS_DEMENTIA: "nobody who lives with dementia is supported",
    Condition.BREAKING_BARRIERS_AREA: "the Breaking Barriers project has not reached the area",
}
"""What is said of an engagement on the days on which a condition does not hold."""


def part_title(requirement: Requirement, part: str) -> str:
    """What a part is called, without anybody's name: the cover, the financial year, or one person."""
    if requirement.kind is Kind.COVER:
        return next((cover.title for cover in requirement.parts if cover.key == part), part)
    if requirement.kind is Kind.ACCOUNTS and part:
        return f"Accounts for the year ended {in_words(date.fromisoformat(part))}"
    return requirement.title


Names = Mapping[str, str]
"""By the key of a person what the reader is to read. Who is not there is counted."""

NOBODY: Names = MappingProxyType({})


def concerned(requirement: Requirement, parts: Iterable[str], names: Names) -> str:
    """The parts that an interval is about; people are counted, unless all are to be named."""
    if requirement.kind is Kind.REGISTER and parts:
        people = {person_of(part) for part in parts}
        if people <= names.keys():
            return ", ".join(sorted(names[key] for key in people))
        return "1 person" if len(people) == 1 else f"{len(people)} people"
    return ", ".join(part_title(requirement, part) for part in parts)


def reason(requirement: Requirement, interval: Interval, issued: bool = True, names: Names = NOBODY) -> str:
    """The phrase that says why, of all that is wanting: 1 person: nothing accepted yet; 3 people: expired. A
    person is named only where `names` are given, and counted otherwise."""
    named = concerned(requirement, interval.parts, names)
    phrase = what_holds(requirement, interval, issued)
    phrase = f"{named}: {phrase[0].lower()}{phrase[1:]}" if named else phrase
    also = concerned(requirement, interval.also, names)
    return f"{phrase}; {also}: expired" if also else phrase


def what_holds(requirement: Requirement, interval: Interval, issued: bool) -> str:
    match interval.state:
        case State.MISSING:
            return what_is_missing(requirement, interval, issued)
        case State.EXPIRED:
            return what_expired(interval)
        case State.WAIVED if requirement.force is Force.SHOULD:
            return exception_recorded(interval)
        case State.WAIVED:
            return f"Waived until {in_words(interval.until_on)}"
        case State.MET:
            return f"Accepted until {in_words(interval.until_on)}"
        case State.NOT_NEEDED:
            why, from_on = why_not_needed(requirement), needed_from(interval)
            return f"{why}; needed from {in_words(from_on)}" if from_on else why


def exception_recorded(interval: Interval) -> str:
    """A last day is given only where something is asked again after it."""
    ends = interval.lapses_on not in {None, date.max}
    return f"Exception recorded until {in_words(interval.until_on)}" if ends else "Exception recorded"


def needed_from(interval: Interval) -> date | None:
    """The day on which what is not needed becomes needed, with nothing there yet that would be enough; None
    where that does not follow upon it."""
    is_next = interval.state is State.NOT_NEEDED and interval.lapses_on == interval.until_on
    return day_after(interval.until_on) if is_next and interval.until_on < date.max else None


def what_is_missing(requirement: Requirement, interval: Interval, issued: bool) -> str:
    if requirement.kind is Kind.ISSUED and not issued:
        return "The lead provider has not issued it yet"
    if requirement.kind is Kind.AGREEMENT and not issued:
        return "The lead provider has not put the text up for signing yet"
    if not requirement.is_the_partners:
        return "Not recorded yet"
    if requirement.kind is Kind.REGISTER and not interval.parts:
        return "Nobody is on the register yet"
    if requirement.kind is Kind.ACCOUNTS and not interval.parts:
        return "When the financial year ends is not known"
    return "Nothing accepted yet"


def what_expired(interval: Interval) -> str:
    """The day on which it expired, which is not always the day before: a waiver may lie between."""
    if interval.lapses_on is None and interval.parts:
        return "Expired"
    return f"Expired on {in_words(interval.lapses_on or day_before(interval.from_on))}"


def why_not_needed(requirement: Requirement) -> str:
    if requirement.condition:
        return f"Not needed because {WITHOUT[requirement.condition]}"
    return "Not needed, none is due yet"


__all__ = ["concerned", "in_words", "part_title", "reason"]
