"""The payments of a contract in one quarter, and those of one engagement year by year."""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from checklists.year.paying import YearPaid
from portal.access import Viewer
from portal.payments.actions.keep_statement import NO_ACCOUNTS, SETTLED, in_the_way
from portal.payments.presenters.statement import NOT_OWED, STATES, due_words, state_of
from portal.payments.queries.account import Account, Quarter
from portal.payments.queries.statement import NOTHING, Correction, Statement
from portal.returns.queries.period import Partner
from portal.web.addresses import CONTRACT_PAYMENTS, PAYMENT_FEE, STATEMENT
from portal.words.measures import VERDICT, value_in_words
from portal.words.payments import year_in_words
from portal.words.returns import other_than_asked, period_name
from portal.words.wording import counted, pounds_and_pence

UNDECIDED = "Figures of it wait for your answer"
OPENED_AGAIN = "The partner’s turn: figures of it were opened again"
WAITS_FOR = {NO_ACCOUNTS: "Waits for the partner’s accounts", SETTLED: "Nothing to do"}
"""Of a statement after the last quarter, by what is in its way."""
CLOSED = "What was withheld is paid here once what was missing is given, with what was corrected since."
SETTLED_LATER = "{} follows from figures that were corrected afterwards, and was settled by a later statement"
SETTLED_NEXT = "{} follows from figures that were corrected afterwards, and is settled by the next statement"


@dataclass(frozen=True, slots=True)
class Row:
    """A quarter of an engagement in a list. `whose` is empty where nobody has anything to do; amounts are
    empty where nothing is known: the fee less what is deducted, with what is `settled` of earlier quarters
    and without what is withheld, is paid. Before it is approved the partner's own people read none of it."""

    partner: str
    area: str
    quarter: str
    href: str
    state: str
    tag: str
    due: str
    fee: str
    deducted: str
    settled: str
    settling: str
    paid: str
    withheld: str
    whose: str


def shown_of(quarter: Quarter) -> Statement | None:
    """What was approved or waits for it; else as it would be put up."""
    kept = quarter.approved or (quarter.put_up if quarter.is_owed else quarter.last)
    return kept.statement if kept else quarter.draft


def row_of(account: Account, quarter: Quarter, viewer: Viewer, *, is_manager: bool) -> Row:
    label, tag = STATES[state_of(quarter)]
    is_hidden = account.partner.partner_id in viewer.organisations and not quarter.approved
    statement = None if is_hidden else shown_of(quarter)
    return Row(
        partner=account.partner.name,
        area=account.area.title,
        quarter=period_name(quarter.period.key),
        href=STATEMENT(account.engagement_id, quarter.period.key) if not is_hidden else "",
        state=label,
        tag=tag,
        due=due_words(statement) if statement else "",
        fee=pounds_and_pence(statement.fee) if statement else "",
        deducted=pounds_and_pence(statement.deduction) if statement else "",
        settled=pounds_and_pence(statement.settled) if statement and statement.settles else "",
        settling=settling_words(statement) if statement else "",
        paid=pounds_and_pence(statement.paid) if statement else "",
        withheld=pounds_and_pence(statement.withheld) if statement and statement.is_withheld else "",
        whose="" if is_hidden else whose_turn(quarter, viewer.person_id, is_manager=is_manager),
    )


def settling_words(statement: Statement) -> str:
    """What of earlier quarters it settles, each with its amount where it is not the only one."""
    said = {
        "corrected": statement.corrected if statement.corrections else NOTHING,
        "paid back" if statement.returned >= 0 else "taken back again": statement.returned,
        "withheld before": statement.released,
    }
    found = {name: pounds for name, pounds in said.items() if pounds}
    amounts = (f"{name} {pounds_and_pence(pounds)}" for name, pounds in found.items())
    return ", ".join(amounts if len(found) > 1 else found)


def whose_turn(quarter: Quarter, viewer_id: uuid.UUID, *, is_manager: bool) -> str:
    """A reviewer looks on: managers put up and approve."""
    yours = "Your turn" if is_manager else "A manager’s turn"
    if quarter.approved or not quarter.is_owed:
        return ""
    if quarter.put_up:
        mine = quarter.put_up.person_id == viewer_id
        return "Another manager’s turn" if mine else f"{yours}: {quarter.put_up.person} has put it up"
    if not quarter.is_next:
        return "Waits for the quarter before"
    if quarter.is_undecided:
        return UNDECIDED if quarter.waits_for_lead else OPENED_AGAIN
    return WAITS_FOR.get(in_the_way(quarter), f"{yours}: look at it and put it up")


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A partner of which nobody has said whether it is paid by results."""

    partner: str
    href: str


@dataclass(frozen=True, slots=True)
class QuarterPage:
    """`figures` are counts and sums in words; `other` says that the address asks for another quarter."""

    title: str
    links: tuple[Link, ...]
    rows: tuple[Row, ...]
    figures: str
    other: str


def quarter_page(
    accounts: Sequence[Account], wanted: str, contract_id: uuid.UUID, viewer: Viewer, *, is_manager: bool
) -> QuarterPage | None:
    """The quarter that is asked for, or the first that is open; None where none has ended."""
    periods = {one.period.key: place_of(one) for each in accounts for one in each.quarters}
    if not periods:
        return None
    order = sorted(periods, key=lambda key: periods[key])
    chosen = wanted if wanted in periods else usual(accounts, order)
    found = [(each, quarter) for each in accounts if (quarter := each.find(chosen))]
    found.sort(key=lambda pair: pair[1].approved is not None)
    here = CONTRACT_PAYMENTS
    links = (Link(period_name(key), here(contract_id, quarter=key), key == chosen) for key in order)
    rows = tuple(row_of(*pair, viewer, is_manager=is_manager) for pair in found)
    figures = figures_of([quarter for _, quarter in found])
    other = other_than_asked(wanted, chosen)
    return QuarterPage(period_name(chosen), tuple(links)[::-1], rows, figures, other)


def place_of(quarter: Quarter) -> tuple[bool, date, str]:
    """By which they are listed: what follows the last quarter of somebody comes last."""
    return quarter.is_closing, quarter.period.span.from_on, quarter.period.key


def usual(accounts: Sequence[Account], order: Sequence[str]) -> str:
    """The first quarter of which anything is open; else the last."""
    owed = [one for each in accounts for one in each.quarters if one.is_owed]
    is_open = {each.period.key for each in owed if not each.approved}
    return next((key for key in order if key in is_open), order[-1])


def figures_of(quarters: Sequence[Quarter]) -> str:
    """All of them, each by how it stands."""
    states = Counter(map(state_of, quarters))
    paid: Decimal = sum((each.approved.statement.paid for each in quarters if each.approved), NOTHING)
    rest = {
        "handed back": states["handed-back"],
        "not put up yet": states["computed"],
        "not owed any more": states["not-owed"],
    }
    return (
        f"{counted(len(quarters), 'statement')}: {states['approved']} approved, together "
        f"{pounds_and_pence(paid)}; {states['put-up']} to be approved"
        + "".join(f"; {number} {words}" for words, number in rest.items() if number)
        + "."
    )


def unsaid(partners: Sequence[Partner], accounts: Sequence[Account], today: date) -> tuple[Unsaid, ...]:
    """Partners with an engagement that goes on, or has ended, and no fee."""
    paid = {each.engagement_id for each in accounts}
    return tuple(
        Unsaid(each.name, PAYMENT_FEE(each.engagement_id))
        for each in partners
        if each.engagement_id not in paid and each.engaged.span.from_on <= today
    )


@dataclass(frozen=True, slots=True)
class YearLine:
    """A measure over the year: met or not, and what was deducted for it."""

    title: str
    target: str
    achieved: str
    verdict: str
    deducted: str


@dataclass(frozen=True, slots=True)
class Year:
    """`deducted` is what its lines come to by the figures that stand today, `since` why that is not what its
    quarters say; empty where it is."""

    title: str
    rows: tuple[Row, ...]
    lines: tuple[YearLine, ...]
    words: str
    deducted: str = ""
    since: str = ""


def years_of(account: Account, viewer: Viewer, *, is_partner: bool, is_manager: bool) -> tuple[Year, ...]:
    """The last one first. A partner sees what was approved and nothing else: of a year as a whole, once its
    last quarter is."""
    return tuple(list_years(account, viewer, is_partner=is_partner, is_manager=is_manager))[::-1]


def list_years(account: Account, viewer: Viewer, *, is_partner: bool, is_manager: bool) -> Iterator[Year]:
    quarters = [each for each in account.quarters if not each.is_closing]
    years = {each.year: each for each in account.years}
    for number in sorted({each.period.year for each in quarters}):
        its = sorted((each for each in quarters if each.period.year == number), key=place_of)
        shown = [each for each in its if each.approved or not is_partner]
        if not shown:
            continue
        rows = tuple(row_of(account, each, viewer, is_manager=is_manager) for each in reversed(shown))
        title, year = f"Year from {its[0].period.span.from_on:%B %Y}", years.get(number)
        owed = [each for each in its if each.is_owed]
        if year is None or not owed:
            yield Year(title, rows, (), NOT_OWED)
            continue
        is_told = not is_partner or owed[-1].approved is not None
        yield Year(
            title,
            rows,
            year_lines(year) if is_told else (),
            year_in_words(year if is_told else replace(year, lines=(), is_there=False)),
            pounds_and_pence(sum((each.deduction for each in year.lines), NOTHING)),
            since_words(account, year, owed),
        )
    closings = [each for each in account.quarters if each.is_closing and (each.approved or not is_partner)]
    if closings:
        rows = tuple(row_of(account, each, viewer, is_manager=is_manager) for each in reversed(closings))
        yield Year("After the last quarter", rows, (), CLOSED)


def since_words(account: Account, year: YearPaid, quarters: Sequence[Quarter]) -> str:
    """By how much figures that were corrected change what was deducted in the quarters of a year: what later
    statements have settled of it, and what is still open."""
    stated = sum((found.deduction for each in quarters if (found := shown_of(each))), NOTHING)
    change = sum((each.deduction for each in year.lines), NOTHING) - stated
    if not change:
        return ""
    settled = -sum((each.pounds for each in settled_of(account, quarters)), NOTHING)
    said = [SETTLED_LATER.format(more_or_less(settled))] if settled else []
    said += [SETTLED_NEXT.format(more_or_less(change - settled))] if change != settled else []
    return (
        "By the figures that stand today. In the quarters "
        f"{pounds_and_pence(stated)} was deducted; {'; '.join(said)}."
    )


def settled_of(account: Account, quarters: Sequence[Quarter]) -> Iterator[Correction]:
    """What approved statements say of these quarters, after the quarters' own."""
    keys = {each.period.key for each in quarters}
    for each in account.quarters:
        if each.approved:
            yield from (one for one in each.approved.statement.corrections if one.quarter in keys)


def more_or_less(pounds: Decimal) -> str:
    return f"{pounds_and_pence(abs(pounds))} {'more' if pounds > 0 else 'less'}"


def year_lines(year: YearPaid) -> tuple[YearLine, ...]:
    return tuple(
        YearLine(
            each.measure.title,
            value_in_words(each.measure, each.weighed.target),
            value_in_words(each.measure, each.weighed.value),
            VERDICT[each.weighed.verdict],
            pounds_and_pence(each.deduction),
        )
        for each in year.lines
    )
