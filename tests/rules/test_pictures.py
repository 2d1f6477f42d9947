"""Pictures over time: whatever day is marked and however many points there are, words stay inside."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from checklists.calendar import Span
from checklists.insured import Insured
from checklists.requirement import Cover
from checklists.vocabulary import Basis
from checklists.year.vocabulary import Verdict
from portal.home.presenters.ending import WIDTH as ENDING
from portal.home.presenters.ending import ending_picture
from portal.insurance.presenters.picture import LETTER as OF_COVER
from portal.insurance.presenters.picture import WHOLE, cover_picture
from portal.overview.presenters import ahead
from portal.overview.presenters.overview import DAYS, LETTER, mark
from portal.overview.presenters.overview import WIDTH as LAPSES
from portal.returns.presenters import chart
from portal.slots.presenters import picture as slots
from portal.words.day_marks import DayMark

SPAN = Span(date(2024, 11, 1), date(2027, 10, 31))
PLACES = [SPAN.from_on, date(2024, 11, 20), date(2026, 3, 31), date(2027, 10, 12), SPAN.until_on]
MARKS = [(on, visit) for on in PLACES for visit in (*PLACES, None)]


def is_inside(mark: DayMark | None, width: float, letter: float) -> bool:
    if mark is None:
        return True
    needs = len(mark.label) * letter
    left = {"start": 0.0, "middle": needs / 2, "end": needs}[mark.anchor]
    return mark.x - left >= 0 and mark.x - left + needs <= width


def crosses(line: DayMark | None, mark: DayMark | None, letter: float) -> bool:
    """Whether a line goes through what is said of another, which stands lower."""
    if line is None or mark is None:
        return False
    needs = len(mark.label) * letter
    from_x = mark.x - (needs if mark.anchor == "end" else 0)
    return from_x < line.x < from_x + needs


@pytest.mark.parametrize(("on", "visit"), MARKS)
@pytest.mark.parametrize("is_today", [True, False])
def test_what_is_said_of_a_day_is_not_cut(on: date, visit: date | None, is_today: bool) -> None:
    today = on if is_today else on + timedelta(days=1)
    cover = Cover("a", "Public liability", "Public liability insurance", 5_000_000, Basis.PER_CLAIM)
    found = cover_picture(cover, [Insured(SPAN.from_on, SPAN.until_on, 5_000_000)], SPAN, on, today, visit)
    drawn = slots.picture("Policy", [("", [])], SPAN, on, today, visit)
    for day, other, width, letter in (
        (found.today, found.visit, WHOLE, OF_COVER),
        (drawn.day, drawn.visit, slots.WIDTH, slots.LETTER),
    ):
        assert is_inside(day, width, letter)
        assert is_inside(other, width, letter)
        near_the_end = (
            other is not None and not len("Visit") * letter < other.x < width - len("Visit") * letter
        )
        assert near_the_end or not crosses(day, other, letter)


@pytest.mark.parametrize("days", [0, 1, 45, DAYS - 1, DAYS])
@pytest.mark.parametrize("label", ["Visit", "Operational management meeting"])
def test_a_visit_among_what_lapses_is_not_cut(days: int, label: str) -> None:
    on = date(2026, 11, 29)
    assert is_inside(mark(on + timedelta(days=days), label, on), LAPSES, LETTER)


@pytest.mark.parametrize("number", [1, 2, 7, 36, 156])
@pytest.mark.parametrize("name", ["2026-Q4", "2026-10", "2026-W12", "2026"])
def test_periods_of_a_measure_are_named_without_touching(number: int, name: str) -> None:
    points = [chart.Point(name, "5", Fraction(5), Verdict.MET) for _ in range(number)]
    drawn = chart.chart_of("a", "Sign-ups", "", points, is_share=False)
    marks = [DayMark(each.place, each.words, each.anchor) for each in drawn.periods]
    assert marks
    assert all(is_inside(each, chart.WIDTH, chart.LETTER) for each in marks)
    places = [each.x for each in marks]
    needs = chart.LETTER * len(marks[0].label)
    assert all(right - left > needs for left, right in pairwise(places))


@pytest.mark.parametrize("from_on", [date(2026, 11, day) for day in (1, 2, 15, 30)])
def test_months_ahead_are_not_cut(from_on: date) -> None:
    days = Span(from_on, date(2027, 11, from_on.day) - timedelta(days=1))
    drawn = ahead.ahead_picture([], days, 120, str)
    assert all(each.place + ahead.MONTH <= ahead.WIDTH for each in drawn.months)
    assert all(tick.x + 30 <= ENDING for tick in ending_picture([], from_on).ticks)
