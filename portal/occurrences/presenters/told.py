"""Occurrences in words: where each stands, and what was said and done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.year.occurring import State, Step
from checklists.year.rows import Event
from checklists.year.vocabulary import Party
from portal.clock import local_day
from portal.occurrences.queries.told import Line, Taken, Telling, Version
from portal.web.addresses import CORRECT_OCCURRENCE, OCCURRENCE, SHARED_OCCURRENCE, TELL_KIND
from portal.words.occurrences import STATE, TAG, clock_words, due_words, term_words
from portal.words.wording import day, moment

NEVER_TOLD = "It was asked for, and closed without being told."


@dataclass(frozen=True, slots=True)
class Kind:
    """What a partner may come to tell."""

    title: str
    asks: str
    term: str
    clause: str
    href: str


def kind_view(event: Event, engagement_id: object) -> Kind:
    return Kind(
        event.title,
        event.asks,
        term_words(event),
        f"Clause {event.clause} of the contract" if event.clause else "",
        TELL_KIND(engagement_id, event.key),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One in a list; `telling` and `forwarding` say by when and how late, each where there is something to
    say."""

    title: str
    partner: str
    href: str
    state: str
    tag: str
    is_late: bool
    was_late: bool
    known: str
    telling: str
    forwarding: str


def row_of(line: Line, on: date, *, council: str, is_lead: bool) -> Row:
    href = OCCURRENCE(line.engagement_id, line.occurrence_id)
    if line.asks_partner and not is_lead:
        href = CORRECT_OCCURRENCE(line.engagement_id, line.occurrence_id)
    return Row(
        title=line.event.title,
        partner=f"{line.partner}, {line.area}" if line.area else line.partner,
        href=href,
        state=STATE[line.state],
        tag=TAG[line.state],
        is_late=line.is_late(on, of_lead=is_lead),
        was_late=line.was_late(on, of_lead=is_lead),
        known=f"Known on {day(line.now.known_on)}.",
        telling=telling_words(line, on),
        forwarding=forwarding_words(line, on, council),
    )


def council_row(line: Line, on: date, council: str) -> Row:
    href = SHARED_OCCURRENCE(line.contract_id, line.occurrence_id)
    return Row(
        title=line.event.title,
        partner=f"{line.partner}, {line.area}" if line.area else line.partner,
        href=href,
        state="Closed" if line.state is State.CLOSED else "Open",
        tag="govuk-tag--grey" if line.state is State.CLOSED else "govuk-tag--blue",
        is_late=False,
        was_late=line.was_late(on),
        known=f"Known on {day(line.now.known_on)}.",
        telling=telling_words(line, on),
        forwarding=forwarding_words(line, on, council),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a partner finds at home: the lead asks it to tell something."""

    what: str
    href: str
    telling: str
    is_late: bool


def asked_views(lines: Iterable[Line], on: date) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            f"Tell {each.lead}: {each.event.title}",
            CORRECT_OCCURRENCE(each.engagement_id, each.occurrence_id),
            telling_words(each, on),
            each.is_late(on, of_lead=False),
        )
        for each in lines
    )


def telling_words(line: Line, on: date) -> str:
    clock, event = line.clocks.telling, line.event
    if line.state is State.CLOSED and clock.done_on is None:
        return NEVER_TOLD
    working = event.due is not None and event.due.working
    return clock_words(
        clock, on, line.holidays, done=f"{line.lead} was told", open_words="To be told", working=working
    )


def forwarding_words(line: Line, on: date, council: str) -> str:
    """Empty where the lead owes the council nothing, and told it nothing."""
    clock, event = line.clocks.forwarding, line.event
    if clock is None:
        done_on = line.forwarded.done_on if line.forwarded else None
        return f"{council} was told on {day(done_on)}." if done_on else ""
    working = event.forward is not None and event.forward.working and not event.at_once
    done, open_words = f"{council} was told", f"To be forwarded to {council}"
    return clock_words(clock, on, line.holidays, done=done, open_words=open_words, working=working)


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the page: what, and what is said of it."""

    what: str
    words: str


def facts(line: Line, telling: Telling, *, of_council: bool = False) -> tuple[Fact, ...]:
    """What was said of it. The council reads the days, and the words that the lead wrote for it."""
    return tuple(list_facts(line, telling, of_council=of_council))


def list_facts(line: Line, telling: Telling, *, of_council: bool) -> Iterator[Fact]:
    if telling.happened_on:
        yield Fact("Happened or began on", day(telling.happened_on))
    yield Fact("Known on", day(telling.known_on))
    if telling.set_on:
        yield Fact("To be told by", day(telling.set_on))
    if of_council:
        yield Fact("What happened", line.forwarded.words if line.forwarded else "")
        return
    told = [f"{line.lead}, {day(telling.told_on)}"] if telling.told_on else []
    told += [f"{each.body}, {day(each.on)}" for each in telling.others]
    if told:
        yield Fact("Told to", "\n".join(told))
    for what, words in (
        ("Their reference", telling.their_reference),
        ("What happened", telling.words),
        ("What follows", telling.follows),
    ):
        if words:
            yield Fact(what, words)


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before it was put right."""

    title: str
    who: str
    facts: tuple[Fact, ...]
    because: str


def befores(line: Line) -> tuple[Before, ...]:
    """The first one first; `because` is why the next one was said."""
    pairs: Sequence[tuple[Version, Version]] = tuple(zip(line.versions, line.versions[1:], strict=False))
    return tuple(
        Before(
            said.event.title,
            f"{side_of(said.by_lead, line)}, {moment(said.at)}",
            facts(line, said.telling),
            after.because,
        )
        for said, after in pairs
    )


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did with it, and in which words."""

    who: str
    words: str


WHAT = {
    Step.ACKNOWLEDGED: "Acknowledged",
    Step.FORWARDED: "Forwarded",
    Step.FOLLOWED: "What followed",
    Step.CLOSED: "Closed",
}


def side_of(by_lead: bool, line: Line) -> str:
    return line.lead if by_lead else line.partner


def done_views(line: Line) -> tuple[Done, ...]:
    return tuple(done_view(each, line) for each in line.taken)


def done_view(taken: Taken, line: Line) -> Done:
    where = ", shared here" if taken.is_shared else ""
    to_whom = f" to {taken.to_whom} on {day(taken.done_on)}{where}" if taken.done_on else ""
    by = f"{taken.person} of {side_of(taken.by_lead, line)}, {moment(taken.at)}"
    return Done(f"{WHAT[taken.step]}{to_whom}: {by}.", taken.words)


def closed_words(line: Line) -> str:
    """For the council: that it is closed, and since when."""
    return f"Closed on {day(local_day(line.closed.at))}." if line.closed else "It is not closed yet."


def lead_term(event: Event) -> str:
    """The lead's own term, as its clock has it; empty where there is none."""
    if event.confidential or Party.LEAD not in event.asked_of:
        return ""
    if event.at_once:
        return "You forward it to the council at once."
    if event.forward:
        return f"You forward it to the council within {due_words(event.forward)} of being told."
    return ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Choices of a filter, and the chosen one."""

    choices: tuple[tuple[str, str], ...]
    chosen: str


def filters(lines: Iterable[Line], kind: str, partner: str) -> tuple[Filter, Filter]:
    """By kind and by partner, of those that there are."""
    listed = list(lines)
    kinds = {each.event.key: each.event.title for each in listed}
    partners = {str(each.partner_id): each.partner for each in listed}
    return filter_of(kinds, kind), filter_of(partners, partner)


def filter_of(called: Mapping[str, str], wanted: str) -> Filter:
    """What is not among them chooses all."""
    choices = sorted(called.items(), key=lambda each: each[1])
    return Filter(tuple(choices), wanted if wanted in called else "")


def chosen(lines: Iterable[Line], kind: str, partner: str) -> list[Line]:
    return [each for each in lines if kind in {"", each.event.key} and partner in {"", str(each.partner_id)}]
