"""The returns of an engagement, and those of a period, as lists show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from checklists.year.giving import SectionState
from checklists.year.vocabulary import OwedState
from portal.places.contracts import EngagementPlace
from portal.returns.queries.period import Line
from portal.web.addresses import CONTRACT_RETURNS, PERIOD_RETURN, READ_RETURN
from portal.words.returns import (
    OF_LEAD,
    OF_PARTNER,
    TAG,
    due_words,
    in_address,
    owed_words,
    period_name,
    period_words,
)
from portal.words.wording import counted, day

SHOWN_AHEAD = 1
"""Of each return that is ahead so many are shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A section in a table: what it is called, how it stands, and the class of its tag."""

    title: str
    state: str
    tag: str


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A return of a period in a list. `whose` is empty where nobody has anything to do."""

    title: str
    partner: str
    period: str
    due: str
    state: str
    is_late: bool
    consequence: str
    whose: str
    href: str
    cells: tuple[Cell, ...]
    can_open: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """`to_do` are open for the partner, `sent` lie with the lead."""

    to_do: tuple[ReturnView, ...]
    sent: tuple[ReturnView, ...]
    ahead: tuple[ReturnView, ...]
    done: tuple[ReturnView, ...]


def address_of(engagement_id: object, line: Line, *, reads: bool) -> str:
    page = READ_RETURN if reads else PERIOD_RETURN
    return page(engagement_id, line.asked.row.key, in_address(line.asked.owed.part))


def return_view(line: Line, first_on: date, on: date, lead: str, *, is_partner: bool) -> ReturnView:
    asked = line.asked
    names = OF_PARTNER if is_partner else OF_LEAD
    is_open = is_partner and not line.lies_with_lead
    return ReturnView(
        asked.row.title,
        line.partner,
        period_words(asked, first_on),
        due_words(asked.owed) + from_words(line),
        owed_words(line.interval.state, asked.owed, on, line.late, lies=line.lies_with_lead),
        line.is_late,
        (asked.row.consequence or "") if line.is_late else "",
        whose_turn(line, lead, is_partner=is_partner),
        address_of(line.engagement_id, line, reads=not is_open or line.is_put_up),
        tuple(
            Cell(each.title, names[line.states[each.key]].format(lead=lead), TAG[line.states[each.key]])
            for each in asked.sections
        ),
        is_partner or line.was_sent,
    )


def from_words(line: Line) -> str:
    """Of what is ahead, from when it can be given."""
    if line.interval.state is not OwedState.AHEAD:
        return ""
    return f"; it can be given from {day(line.asked.owed.from_on)} on"


def whose_turn(line: Line, lead: str, *, is_partner: bool) -> str:
    states = set(line.states.values())
    if line.interval.state is OwedState.AHEAD or states == {SectionState.ACCEPTED}:
        return ""
    if not line.lies_with_lead:
        if line.is_put_up and is_partner:
            return "Waits to be signed by you or a colleague"
        return "Your turn" if is_partner else "The partner’s turn"
    return f"{lead}’s turn" if is_partner else "Your turn"


def listed(lines: Iterable[Line], place: EngagementPlace, on: date, *, is_partner: bool) -> Listed:
    """What is late comes first, then by the day on which it falls due; what is done, the last first."""
    to_do, sent, ahead, done = list[Line](), list[Line](), list[Line](), list[Line]()
    counted_ahead: dict[str, int] = {}
    for line in lines:
        if line.interval.state is OwedState.MET:
            done.insert(0, line)
        elif line.lies_with_lead:
            sent.append(line)
        elif line.interval.state is not OwedState.AHEAD:
            to_do.append(line)
        elif counted_ahead.setdefault(line.asked.row.key, 0) < SHOWN_AHEAD:
            counted_ahead[line.asked.row.key] += 1
            ahead.append(line)
    contract = place.contract

    def views(some: Iterable[Line]) -> tuple[ReturnView, ...]:
        return tuple(
            return_view(each, contract.starts_on, on, contract.lead, is_partner=is_partner) for each in some
        )

    return Listed(views(to_do), views(sent), views(ahead), views(done))


@dataclass(frozen=True, slots=True)
class PeriodLink:
    text: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class OfPartner:
    """The returns of one partner. `said` is how they stand together, where none waits for who looks."""

    name: str
    returns: tuple[ReturnView, ...]
    said: str


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """One period for the lead. `days` are those of all returns, or empty where they differ; `figures` are
    counts in words; `periods` lead to the others; `key` its own."""

    title: str
    days: str
    partners: tuple[OfPartner, ...]
    figures: str
    periods: tuple[PeriodLink, ...]
    to_decide: int
    key: str


def period_page(
    lines: Sequence[Line], wanted: str, contract_id: object, first_on: date, on: date, lead: str
) -> PeriodPage | None:
    """The period that is asked for, or the last that has ended; None where none has."""
    begun = [each for each in lines if each.interval.state is not OwedState.AHEAD]
    parts = {key_of(each): each.asked.owed.from_on for each in begun}
    if not parts:
        return None
    order = sorted(parts, key=lambda part: (parts[part], part))
    chosen = wanted if wanted in parts else usual_of(order)
    shown = [each for each in begun if key_of(each) == chosen]
    late = [each for each in shown if each.is_late]
    to_decide = [each for each in shown if each.waits_for_lead]
    accepted = [each for each in shown if each.interval.state is OwedState.MET]
    waiting, owing = ({each.partner for each in some} for some in (to_decide, late))
    shown.sort(
        key=lambda each: (
            each.partner not in waiting,
            each.partner not in owing,
            each.partner,
            not each.is_late,
            each.asked.row.title,
        )
    )
    figures = (
        f"{counted(len(shown), 'return')}: {len(accepted)} accepted, {len(to_decide)} to be decided by you, "
        f"{len(late)} late."
    )
    links = tuple(
        PeriodLink(period_name(each), CONTRACT_RETURNS(contract_id, period=each), each == chosen)
        for each in reversed(order)
    )
    rows = [return_view(each, first_on, on, lead, is_partner=False) for each in shown]
    days = {each.period for each in rows}
    return PeriodPage(
        period_name(chosen),
        days.pop() if len(days) == 1 else "",
        tuple(
            of_partner(name, tuple(some), name in waiting)
            for name, some in groupby(rows, key=lambda each: each.partner)
        ),
        figures,
        links,
        len(to_decide),
        chosen,
    )


def of_partner(name: str, returns: tuple[ReturnView, ...], waits: bool) -> OfPartner:
    late, turn = (
        sum(bool(what) for what in whats)
        for whats in ((each.is_late for each in returns), (each.whose for each in returns))
    )
    said = f"{late} late" if late else f"{turn} with the partner" if turn else "all accepted"
    return OfPartner(name, returns, "" if waits else f"{counted(len(returns), 'return')}: {said}")


def key_of(line: Line) -> str:
    """The period under which it is listed: of several in a year, the year."""
    return line.asked.owed.part.partition("/")[0]


def usual_of(order: Sequence[str]) -> str:
    """The last quarter that has ended, or whatever else ended last."""
    quarters = [each for each in order if "-Q" in each]
    return (quarters or list(order))[-1]
