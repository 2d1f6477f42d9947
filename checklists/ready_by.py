"""What has to arrive by when, so that somebody is ready on a day: the reviewers need their working days."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from checklists.ladder import promise_ends
from checklists.readiness import Point, is_to_confirm
from checklists.vocabulary import Stage, Turn
from checklists.working_days import ONE, is_working_day


@dataclass(frozen=True, slots=True)
class ReadyBy:
    """What is wanting for a day. `arrive` has to come from the partner, at the latest by `by_on`; `decide`
    lies with the reviewers, who have until `decide_on`, or today where that has been; `give` the lead has to
    issue; `applied` waits for somebody outside. `is_late` where what has to come from the partner cannot come
    in time any more, unless the reviewers are quicker than they promise."""

    on: date
    by_on: date
    decide_on: date
    arrive: tuple[Point, ...] = ()
    decide: tuple[Point, ...] = ()
    give: tuple[Point, ...] = ()
    applied: tuple[Point, ...] = ()
    is_late: bool = False

    @property
    def is_ready(self) -> bool:
        return not (self.arrive or self.decide or self.give or self.applied)

    @property
    def lacks(self) -> tuple[Point, ...]:
        """All that is wanting."""
        return self.arrive + self.decide + self.give + self.applied


def working_day_before(day: date, holidays: Collection[date]) -> date:
    """
    >>> working_day_before(date(2026, 12, 29), {date(2026, 12, 25), date(2026, 12, 28)})
    datetime.date(2026, 12, 24)
    """
    day -= ONE
    while not is_working_day(day, holidays):
        day -= ONE
    return day


def last_arrival(on: date, days: int, holidays: Collection[date]) -> date:
    """The last working day on which something may arrive, so that the reviewers, who promise an answer within
    so many working days, have decided on the working day before `on`."""
    arrives_on = decided_by = working_day_before(on, holidays)
    while promise_ends(arrives_on, days, holidays) > decided_by:
        arrives_on = working_day_before(arrives_on, holidays)
    return arrives_on


def is_to_decide(point: Point) -> bool:
    """Whether the reviewers have it, or have to confirm what was done."""
    return point.turn is Turn.LEAD and (point.slot.stage is Stage.WAITING or is_to_confirm(point.slot))


def ready_by(
    blockers: Iterable[Point], on: date, today: date, days: int, holidays: Collection[date]
) -> ReadyBy:
    """What has to happen for the day `on`, as it stands `today`; `blockers` are those of that day, and `days`
    the working days within which reviewers answer. Holidays have to reach back from `on`."""
    points = tuple(blockers)
    decide = tuple(each for each in points if is_to_decide(each))
    arrive = tuple(each for each in points if each.turn is Turn.PARTNER)
    applied = tuple(each for each in points if each.turn is Turn.NOBODY)
    give = tuple(each for each in points if each not in decide + arrive + applied)
    by_on = last_arrival(on, days, holidays)
    return ReadyBy(
        on=on,
        by_on=by_on,
        decide_on=max(working_day_before(on, holidays), today),
        arrive=arrive,
        decide=decide,
        give=give,
        applied=applied,
        is_late=bool(arrive or give) and by_on < today,
    )
