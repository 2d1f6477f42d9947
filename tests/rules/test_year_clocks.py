"""The clocks of events, in working days from when it was known; late is late, whoever slept."""

import pytest

from checklists.library import library
from checklists.year.clocks import Happened, as_known, forwarding_clock, plan_clock, telling_clock
from checklists.year.rows import Due, Event
from checklists.year.vocabulary import OwedState, Party
from tests.rules.examples import d, when
from tests.rules.year_examples import ABOUT, HOLIDAYS, share

EVENTS = {each.key: each for each in library()["thurrock-floating-support"].year.events}
CHANGE, INSOLVENCY = EVENTS["adverse-change"], EVENTS["insolvency"]
PLAN, AGAIN = EVENTS["action-plan"], EVENTS["kpi-missed-again"]


def happened(
    known: str, told: str | None = None, forwarded: str | None = None, by: str | None = None
) -> Happened:
    return Happened(d(known), when(told), when(forwarded), when(by))


@pytest.mark.parametrize(
    ("event", "known", "by", "due"),
    [
        (CHANGE, "2026-11-02", None, "2026-11-11"),
        (CHANGE, "2026-12-23", None, "2027-01-06"),
        (CHANGE, "2027-03-22", None, "2027-04-02"),
        (CHANGE, "2026-11-07", None, "2026-11-17"),  # a Saturday
        (INSOLVENCY, "2026-12-25", None, "2026-12-25"),  # at once, on whatever day
        (PLAN, "2026-11-02", "2026-11-30", "2026-11-30"),
        (PLAN, "2026-11-02", None, None),
        (AGAIN, "2026-11-02", None, None),
    ],
)
def test_by_when_the_lead_is_told(event: Event, known: str, by: str | None, due: str | None) -> None:
    assert telling_clock(event, happened(known, by=by), HOLIDAYS).due_on == when(due)


@pytest.mark.parametrize(
    ("told", "on", "state", "late"),
    [
        (None, "2026-11-01", OwedState.AHEAD, 0),
        (None, "2026-11-02", OwedState.DUE, 0),
        (None, "2026-11-11", OwedState.DUE, 0),
        (None, "2026-11-12", OwedState.LATE, 1),
        ("2026-11-11", "2026-12-01", OwedState.MET, 0),
        ("2026-11-13", "2026-11-12", OwedState.LATE, 1),
        ("2026-11-13", "2026-12-01", OwedState.MET, 2),
    ],
)
def test_where_the_clock_stands(told: str | None, on: str, state: OwedState, late: int) -> None:
    clock = telling_clock(CHANGE, happened("2026-11-02", told), HOLIDAYS)
    assert (clock.state(d(on)), clock.late_days(d(on))) == (state, late)


@pytest.mark.parametrize(
    ("told", "forwarded", "due", "on", "state"),
    [
        (None, None, None, "2026-11-20", None),
        ("2026-11-11", None, "2026-11-20", "2026-11-20", OwedState.DUE),
        ("2026-11-11", None, "2026-11-20", "2026-11-21", OwedState.LATE),
        (
            "2026-11-20",
            "2026-11-23",
            "2026-12-01",
            "2026-11-23",
            OwedState.MET,
        ),  # the partner slept, not the lead
    ],
)
def test_the_lead_forwards_within_its_own_term(
    told: str | None, forwarded: str | None, due: str | None, on: str, state: OwedState | None
) -> None:
    clock = forwarding_clock(CHANGE, happened("2026-11-02", told, forwarded), HOLIDAYS)
    assert (clock and clock.due_on, clock and clock.state(d(on))) == (when(due), state)


def test_what_is_told_at_once_is_forwarded_at_once() -> None:
    clock = forwarding_clock(INSOLVENCY, happened("2026-11-02", "2026-11-03"), HOLIDAYS)
    assert clock
    assert clock.due_on == d("2026-11-03")


def test_what_has_no_term_is_never_late() -> None:
    clock = telling_clock(AGAIN, happened("2026-11-02"), HOLIDAYS)
    assert (clock.state(d("2027-11-02")), clock.late_days(d("2027-11-02"))) == (OwedState.DUE, 0)


def test_an_event_that_only_partners_tell_is_not_forwarded() -> None:
    event = Event(**ABOUT, asks="Tell it.", due=Due(1))
    assert forwarding_clock(event, happened("2026-11-02", "2026-11-03")) is None
    assert not event.at_once
    assert event.asked_of == (Party.PARTNER,)


@pytest.mark.parametrize(
    ("plan_due", "happened_then", "due", "on", "state"),
    [
        (Due(10, working=True), None, "2027-01-12", "2027-01-12", OwedState.DUE),
        (Due(10, working=True), None, "2027-01-12", "2027-01-13", OwedState.LATE),
        (None, happened("2026-12-24"), None, "2027-06-01", OwedState.DUE),
        (None, happened("2026-12-24", by="2027-01-05"), "2027-01-05", "2027-01-06", OwedState.LATE),
        (
            None,
            happened("2026-12-24", "2027-01-04", by="2027-01-05"),
            "2027-01-05",
            "2027-01-06",
            OwedState.MET,
        ),
    ],
)
def test_an_action_plan_follows_a_miss(
    plan_due: Due | None, happened_then: Happened | None, due: str | None, on: str, state: OwedState
) -> None:
    """In the contract's time over Christmas, or by the day that the council sets (8.3)."""
    clock = plan_clock(share(at_least=90, plan_due=plan_due), d("2026-12-24"), happened_then, HOLIDAYS)
    assert (clock.due_on, clock.state(d(on))) == (when(due), state)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2026-11-01", None),
        ("2026-11-02", Happened(d("2026-11-02"))),
        ("2026-11-05", Happened(d("2026-11-02"), d("2026-11-05"))),
        ("2026-11-09", Happened(d("2026-11-02"), d("2026-11-05"), d("2026-11-09"))),
    ],
)
def test_what_was_known_on_an_evening(known: str, expected: Happened | None) -> None:
    assert as_known(happened("2026-11-02", "2026-11-05", "2026-11-09"), d(known)) == expected
