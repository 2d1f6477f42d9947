"""What ends or is wanting, in words, as it is on the day on which that is said: in real days, whatever the
step is called."""

from collections.abc import Iterable, Sequence
from datetime import date

from checklists.kinds.register import person_of
from checklists.lapsing import Lapse
from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, State
from portal.words.wording import counted, day

MOST_NAMED = 3
"""More parts or requirements than these are counted."""


def parts_words(requirement: Requirement, every: Iterable[str]) -> str:
    """After the requirement's title: the covers or years where they are few; people are counted and never
    named in a mail. Of the whole nothing is said."""
    parts = [each for each in every if each]
    if not parts:
        return ""
    is_counted = requirement.kind is Kind.REGISTER or len(parts) > MOST_NAMED
    return f"{', ' if is_counted else ': '}{which_parts(requirement, parts)}"


def which_parts(requirement: Requirement, parts: Sequence[str]) -> str:
    if requirement.kind is Kind.REGISTER:
        return counted(len({person_of(part) for part in parts}), "person", "people")
    if len(parts) > MOST_NAMED:
        return f"{len(parts)} of them"
    return ", ".join(part_title(requirement, part) for part in parts)


def lapse_words(requirement: Requirement, lapses: Iterable[Lapse], on: date) -> str:
    """Of a slot: once, or where one thing is true of some parts and another of others, of each by
    themselves."""
    alike: dict[tuple[bool, State | None], list[Lapse]] = {}
    for each in sorted(lapses, key=lambda lapse: (lapse.last_on, lapse.part)):
        alike.setdefault(sort_of(each, on), []).append(each)
    said = [(parts_among(requirement, its), words_of(requirement, its, on)) for its in alike.values()]
    return " ".join(f"{which}: {words}" if which and len(said) > 1 else words for which, words in said)


def parts_among(requirement: Requirement, lapses: Iterable[Lapse]) -> str:
    parts = [each.part for each in lapses if each.part]
    return which_parts(requirement, parts) if parts else ""


def sort_of(lapse: Lapse, on: date) -> tuple[bool, State | None]:
    return lapse.last_on >= on, lapse.before


def words_of(requirement: Requirement, alike: Sequence[Lapse], on: date) -> str:
    """Of lapses of one sort, the first in front."""
    several = len({each.last_on for each in alike}) > 1
    if is_vacant(requirement, alike[0]):
        return vacant_words(alike[0], on)
    in_words = ahead_words if alike[0].last_on >= on else behind_words
    return in_words(alike[0], on, several)


def is_vacant(requirement: Requirement, lapse: Lapse) -> bool:
    """Whether it is about a register on which nobody is."""
    return requirement.kind is Kind.REGISTER and not lapse.part and lapse.before in {State.MET, None}


def vacant_words(lapse: Lapse, on: date) -> str:
    if lapse.last_on >= on:
        return f"Nobody is on the register from {day(lapse.from_on)}, {in_days(lapse.from_on, on)}."
    return f"Nobody has been on the register since {day(lapse.from_on)}."


def ahead_words(lapse: Lapse, on: date, several: bool) -> str:
    from_on = f"{day(lapse.from_on)}, {in_days(lapse.from_on, on)}."
    last_on = f"{day(lapse.last_on)}, {in_days(lapse.last_on, on)}."
    match lapse.before:
        case State.NOT_NEEDED:
            return f"Not needed yet; needed from {from_on}"
        case State.WAIVED:
            return f"{'The first is waived' if several else 'Waived'} until {last_on}"
        case State.MET:
            first = "The first ends on" if several else "Accepted until"
            return f"{first} {last_on} Send the next one now: the two join up."
        case _:
            return f"{'The first is needed' if several else 'Needed'} from {from_on}"


def behind_words(lapse: Lapse, on: date, several: bool) -> str:
    ago = f"{counted((on - lapse.last_on).days, 'day')} ago."
    match lapse.before:
        case State.MET:
            first = "The first ended on" if several else "Ended on"
            return f"{first} {day(lapse.last_on)}, {ago} Nothing has followed yet."
        case State.WAIVED:
            return f"The {'first ' if several else ''}waiver ended on {day(lapse.last_on)}, {ago}"
        case _:
            asked = "The first has been asked for" if several else "Asked"
            return f"{asked} since {day(lapse.from_on)}. Nothing that counts is accepted yet."


def when_words(lapses: Sequence[Lapse], on: date) -> str:
    """Of the first of them, in a few words, such as a cell of a table has."""
    first = lapses[0]
    the_first = "the first " if len({each.last_on for each in lapses}) > 1 else ""
    if first.last_on < on:
        return f"{the_first}out of order since {day(first.from_on)}"
    match first.before:
        case State.MET:
            return f"{the_first}ends on {day(first.last_on)}"
        case State.WAIVED:
            return f"{the_first}waived until {day(first.last_on)}"
        case _:
            return f"{the_first}needed from {day(first.from_on)}"


def in_days(the_day: date, on: date) -> str:
    """
    >>> [in_days(date(2027, 3, last), date(2027, 3, 1)) for last in (1, 2, 6)]
    ['today', 'tomorrow', 'in 5 days']
    """
    number = (the_day - on).days
    return {0: "today", 1: "tomorrow"}.get(number, f"in {number} days")
