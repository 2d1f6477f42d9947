"""The returns of an engagement, and those of a period, as lists show them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from uuid import UUID

from checklists.year.giving import SectionState
from checklists.year.periods import Calendar
from checklists.year.vocabulary import OwedState
from portal.places.contracts import EngagementPlace
from portal.returns.presenters.periods import key_of, last_days, usual_of
from portal.returns.presenters.times import TimesOfAll, is_at_any_time, is_rolled_up, of_all, years_of
from portal.returns.queries.period import Line
from portal.web.addresses import CONTRACT_RETURNS, PERIOD_RETURN, READ_RETURN, WITHDRAW_RETURN
from portal.words.levels import FOR_COLLEAGUE
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
    """A return of a period in a list. `whose` is empty where nobody has anything to do; `wanted` is what was
    asked for, of what is given on request."""

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
    wanted: str
    withdraw_href: str


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


def return_view(
    line: Line, first_on: date, on: date, lead: str, partner_person: UUID | None = None
) -> ReturnView:
    """As the lead reads it, or somebody of the partner: that person."""
    asked, is_partner = line.asked, partner_person is not None
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
        whose_turn(line, lead, partner_person),
        address_of(line.engagement_id, line, reads=not is_open or line.is_put_up),
        tuple(
            Cell(each.title, names[line.states[each.key]].format(lead=lead), TAG[line.states[each.key]])
            for each in asked.sections
        ),
        is_partner or line.was_sent,
        asked.owed.wanted,
        "" if is_partner else withdraw_address(line),
    )


def withdraw_address(line: Line) -> str:
    """Where the lead says that it is not asked for any more; empty once it was sent."""
    if not line.is_request or line.was_sent:
        return ""
    return WITHDRAW_RETURN(line.engagement_id, line.asked.row.key, in_address(line.asked.owed.part))


def from_words(line: Line) -> str:
    """Of what is ahead, from when it can be given."""
    if line.interval.state is not OwedState.AHEAD:
        return ""
    return f"; it can be given from {day(line.asked.owed.from_on)} on"


def whose_turn(line: Line, lead: str, partner_person: UUID | None) -> str:
    states, is_partner = set(line.states.values()), partner_person is not None
    if line.interval.state is OwedState.AHEAD or states == {SectionState.ACCEPTED}:
        return ""
    if not line.lies_with_lead:
        if line.is_put_up and partner_person:
            return put_up_words(line, partner_person)
        return "Your turn" if is_partner else "The partner’s turn"
    return f"{lead}’s turn" if is_partner else "Your turn"


def put_up_words(line: Line, person_id: UUID) -> str:
    """Whoever put it up does not sign it where it is to be certified."""
    is_own = line.asked.row.certified and line.put_up_by == person_id
    return "You put it up for signing: a colleague signs it" if is_own else "Waits for your signature"


def listed(
    lines: Iterable[Line], place: EngagementPlace, on: date, partner_person: UUID | None = None
) -> Listed:
    """As the lead reads it, or that person of the partner. What is late comes first, then by the day on
    which it falls due; what is done, the last first. What is given at any time of a year stands in its year
    until it is begun."""
    to_do, sent, ahead, done = list[Line](), list[Line](), list[Line](), list[Line]()
    counted_ahead: dict[str, int] = {}
    for line in lines:
        if is_rolled_up(line) and line.interval.state is not OwedState.AHEAD:
            continue
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
            return_view(each, contract.starts_on, on, contract.lead, partner_person) for each in some
        )

    return Listed(views(to_do), views(sent), views(ahead), views(done))


@dataclass(frozen=True, slots=True)
class ReadByLead:
    """Who of the `lead` reads: on what her `own` organisations have sent a colleague decides. `numbers` are
    those of partners of one name, by engagement."""

    lead: str
    own: Collection[UUID] = ()
    numbers: Mapping[UUID, str] = field(default_factory=dict)

    def decides(self, line: Line) -> bool:
        return line.waits_for_lead and line.partner_id not in self.own

    def name_of(self, line: Line) -> str:
        number = self.numbers.get(line.engagement_id)
        return f"{line.partner} ({number})" if number else line.partner

    def view(self, line: Line, first_on: date, on: date) -> ReturnView:
        found = return_view(line, first_on, on, self.lead)
        waits_apart = line.lies_with_lead and line.partner_id in self.own and found.whose
        return replace(found, whose=FOR_COLLEAGUE) if waits_apart else found


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
    counts in words; `periods` lead to the others; `key` its own; `besides` is what was asked for in another
    one and is open, `times` what is given at any time of its year."""

    title: str
    days: str
    partners: tuple[OfPartner, ...]
    figures: str
    periods: tuple[PeriodLink, ...]
    to_decide: int
    key: str
    besides: tuple[ReturnView, ...]
    times: tuple[TimesOfAll, ...]


def period_page(
    lines: Sequence[Line], wanted: str, contract_id: object, first_on: date, on: date, who: ReadByLead
) -> PeriodPage | None:
    """The period that is asked for, or the last that has ended for all; None where none has."""
    begun = [each for each in lines if each.interval.state is not OwedState.AHEAD]
    keys = [key_of(each, first_on) for each in begun]
    parts = last_days(zip(keys, begun, strict=True))
    if not parts:
        return None
    order = sorted(parts, key=lambda part: (parts[part], part))
    chosen = wanted if wanted in parts else usual_of(order, lines, first_on)
    shown = [each for key, each in zip(keys, begun, strict=True) if key == chosen and not is_rolled_up(each)]
    besides = [
        each
        for key, each in zip(keys, begun, strict=True)
        if key != chosen and each.is_request and each.interval.state is not OwedState.MET
    ]
    late = [each for each in shown if each.is_late]
    to_decide = [each for each in shown if who.decides(each)]
    for_colleague = sum(each.waits_for_lead for each in shown) - len(to_decide)
    accepted = [each for each in shown if each.interval.state is OwedState.MET]
    waiting, owing = ({each.engagement_id for each in some} for some in (to_decide, late))
    shown.sort(
        key=lambda each: (
            each.engagement_id not in waiting,
            each.engagement_id not in owing,
            each.partner,
            each.engagement_id,
            not each.is_late,
            each.asked.row.title,
        )
    )
    with_partners = len(shown) - len(accepted) - len(to_decide) - for_colleague
    by_colleague = f"{for_colleague} by a colleague, " if for_colleague else ""
    are = "is" if len(late) == 1 else "are"
    figures = (
        f"{counted(len(shown), 'return')}: {len(accepted)} accepted, {len(to_decide)} to be decided by you, "
        f"{by_colleague}{with_partners} with the partners. {len(late)} {are} late."
    )
    links = tuple(
        PeriodLink(period_name(each), CONTRACT_RETURNS(contract_id, period=each), each == chosen)
        for each in reversed(order)
    )
    partners = tuple(
        of_partner(theirs, who, [who.view(each, first_on, on) for each in theirs])
        for _, some in groupby(shown, key=lambda each: each.engagement_id)
        for theirs in [list(some)]
    )
    days = {each.period for one in partners for each in one.returns}
    return PeriodPage(
        period_name(chosen),
        days.pop() if len(days) == 1 else "",
        partners,
        figures,
        links,
        len(to_decide),
        chosen,
        tuple(who.view(each, first_on, on) for each in besides),
        of_all(years_of(of_year(begun, chosen, first_on), first_on, on)),
    )


def of_partner(lines: Sequence[Line], who: ReadByLead, returns: Sequence[ReturnView]) -> OfPartner:
    """The returns of one of them, in the order of its lines."""
    late = sum(each.is_late for each in returns)
    apart = sum(each.whose == FOR_COLLEAGUE for each in returns)
    turn = sum(bool(each.whose) for each in returns) - apart
    said = [f"{late} late"] if late else [f"{turn} with the partner"] if turn else []
    said += [f"{apart} with a colleague"] if apart else []
    together = f"{counted(len(returns), 'return')}: {', '.join(said) or 'all accepted'}"
    waits = any(map(who.decides, lines))
    return OfPartner(who.name_of(lines[0]), tuple(returns), "" if waits else together)


def of_year(lines: Iterable[Line], period: str, first_on: date) -> Iterator[Line]:
    """What is given at any time of the year of a period."""
    for each in lines:
        found = Calendar(first_on, each.asked.row.year_of).find(period)
        if is_at_any_time(each) and found and each.asked.owed.part.startswith(f"{found.year}/"):
            yield each
