"""The periods of a contract, as what was sent to its council is listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.year.vocabulary import OwedState
from portal.council.queries.duties import Duty
from portal.council.queries.sent import last_ones
from portal.council.queries.snapshot import Kept
from portal.web.addresses import ROLL_UP, SEND_ROLL_UP
from portal.words.returns import due_words, period_name
from portal.words.wording import counted, day


@dataclass(frozen=True, slots=True)
class DutyView:
    title: str
    clause: str
    due: str
    state: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class PeriodView:
    title: str
    href: str
    state: str
    missing: str
    is_sent: bool
    duties: tuple[DutyView, ...]


def duty_view(duty: Duty, on: date) -> DutyView:
    row, owed = duty.asked.row, duty.asked.owed
    is_late = duty.interval.state is OwedState.LATE
    return DutyView(row.title, row.clause, due_words(owed), state_words(duty, on), is_late)


def state_words(duty: Duty, on: date) -> str:
    due_on, late = duty.asked.owed.due_on, counted(duty.late, "day")
    if duty.interval.state is OwedState.MET:
        return f"Sent {late} late" if duty.late else "Sent in time" if due_on else "Sent"
    if duty.interval.state is OwedState.LATE:
        return f"Late by {late}"
    if due_on is None:
        return "Open"
    left = (due_on - on).days
    return f"Due in {counted(left, 'day')}" if left > 0 else "Due today"


def for_council(kept: Iterable[Kept], contract_id: object) -> tuple[PeriodView, ...]:
    """What was sent, the last period first."""
    found = sorted(last_ones(kept), key=lambda each: each.period, reverse=True)
    return tuple(sent_view(each, contract_id, ()) for each in found)


def sent_view(kept: Kept, contract_id: object, duties: tuple[DutyView, ...]) -> PeriodView:
    times = f" for the {ordinal(kept.number)} time" if kept.number > 1 else ""
    missing = len(kept.snapshot.missing)
    return PeriodView(
        period_name(kept.period),
        ROLL_UP(contract_id, kept.period),
        f"Sent{times} on {day(kept.sent_on)}",
        f"{counted(missing, 'section')} missing" if missing else "All is there",
        True,
        duties,
    )


def ordinal(number: int) -> str:
    """
    >>> ordinal(2), ordinal(3), ordinal(11)
    ('2nd', '3rd', '11th')
    """
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def for_lead(
    periods: Sequence[str], kept: Iterable[Kept], duties: Sequence[Duty], contract_id: object, on: date
) -> tuple[PeriodView, ...]:
    """Every period that has ended; what was not sent leads to where it is."""
    last = {each.period: each for each in last_ones(kept)}
    views = []
    for period in periods:
        theirs = tuple(duty_view(each, on) for each in duties if each.period == period)
        if period in last:
            views.append(sent_view(last[period], contract_id, theirs))
        else:
            href = SEND_ROLL_UP(contract_id, period)
            views.append(PeriodView(period_name(period), href, "Not sent yet", "", False, theirs))
    return tuple(views)
