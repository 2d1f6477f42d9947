"""Why a slot is not in order, and which part of it is whose."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from checklists.facts import Unclear
from checklists.falling_short import FallsShort
from checklists.intervals import Interval
from checklists.kinds.register import person_of, topic_of
from checklists.readiness import Slot, in_the_way, only
from checklists.reasons import concerned, part_title, reason
from checklists.requirement import WHOLE, Requirement
from checklists.unclear import newer_words
from checklists.vocabulary import UNMET, Kind
from portal.standing.queries.told import Told
from portal.words.wording import day, pounds


def why_words(slot: Slot, told: Told) -> str:
    """What is wanting and is not with the reviewers, a phrase for each part that falls short, for each person
    with a newer certificate that is not clear, and one for the others; last that a finding says so, of which
    nobody reads more here."""
    interval = in_the_way(slot)
    if interval.state not in UNMET:
        return reason(slot.requirement, interval, slot.issued)
    found = [told.not_in_order.phrase] if told.not_in_order else []
    phrases = [] if told.is_by_finding else wanting_words(slot, interval, told)
    return ". ".join(phrases + found)


def wanting_words(slot: Slot, interval: Interval, told: Told) -> list[str]:
    parts = (*interval.parts, *interval.also)
    short = [each for part in parts or (WHOLE,) if (each := told.short.get(part))]
    newer = [part for part in parts if part in told.newer and part in told.names]
    rest = only(interval, [part for part in parts if part not in told.short and part not in newer])
    phrases = [short_phrase(slot.requirement, each) for each in short]
    phrases += [newer_phrase(told.names[part], told.newer[part]) for part in newer]
    if rest.wanting or not phrases:
        phrases.append(reason(slot.requirement, rest, slot.issued, told.names))
    return phrases


def short_phrase(requirement: Requirement, short: FallsShort) -> str:
    """Public liability insurance: £5 million accepted, £10 million asked since 1 January 2027."""
    words = short_words(short)
    if not short.part:
        return words
    return f"{part_title(requirement, short.part)}: {words[0].lower()}{words[1:]}"


def newer_phrase(name: str, newer: Unclear) -> str:
    """Ann Archer: a newer certificate, issued 3 March 2027, is not clear, and no risk decision is
    recorded with it."""
    words = newer_words(newer).rstrip(".")
    return f"{name}: {words[:1].lower()}{words[1:]}"


def short_words(short: FallsShort) -> str:
    since = f" since {day(short.since_on)}" if short.since_on else ""
    if short.accepted:
        return f"{pounds(short.accepted)} accepted, {pounds(short.asked)} asked{since}"
    return f"{'No longer enough' if since else 'Not enough'}{since}. {short.sentence.rstrip('.')}"


def whose_words(slot: Slot, told: Told, theirs: str, with_lead: str) -> str:
    """Where it is not all of one side, which part is whose: "Employers’ liability: your turn. Public
    liability: with Lanternhouse". Empty where one says it for all. `theirs` says whose turn the partner's
    parts are, `with_lead` where the others lie."""
    groups = list(groups_of(slot, theirs, with_lead))
    if len(groups) < 2:
        return ""
    words = topics_words if splits_a_person(slot.requirement, [parts for parts, _ in groups]) else parts_words
    return ". ".join(f"{words(slot.requirement, parts, told)}: {whose}" for parts, whose in groups)


def splits_a_person(requirement: Requirement, groups: Sequence[frozenset[str]]) -> bool:
    """Whether of one person's training some is of one side and some of the other."""
    people = [{person_of(part) for part in parts} for parts in groups]
    return requirement.kind is Kind.REGISTER and sum(map(len, people)) > len(set().union(*people))


def topics_words(requirement: Requirement, parts: Iterable[str], told: Told) -> str:
    """The people, and which training: Jo Bloggs (First aid, Safeguarding adults)."""
    asked = {topic_of(part) for part in parts}
    topics = ", ".join(each.title for each in requirement.topics if each.key in asked)
    return f"{parts_words(requirement, parts, told)} ({topics})"


def groups_of(slot: Slot, theirs: str, with_lead: str) -> Iterator[tuple[frozenset[str], str]]:
    """The parts that are wanting, the partner's first, each with whose they are."""
    wanting = slot.interval.wanting
    sent = wanting & slot.with_lead
    paused = wanting & slot.paused - sent
    groups = ((wanting - sent - paused, theirs), (sent, with_lead), (paused, "renewal applied for"))
    yield from (each for each in groups if each[0])


def parts_words(requirement: Requirement, parts: Iterable[str], told: Told) -> str:
    """What these parts are called, in a few words."""
    match requirement.kind:
        case Kind.REGISTER:
            return concerned(requirement, parts, told.names)
        case Kind.COVER:
            named = [cover.insurance for cover in requirement.parts if cover.key in set(parts)]
            return capital(" and ".join(named))
        case Kind.ACCOUNTS:
            return capital(" and ".join(f"year ended {year_words(part)}" for part in sorted(parts)))
        case _:
            return requirement.title


def year_words(part: str) -> str:
    return day(date.fromisoformat(part))


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
