"""Readiness looks ahead: what is not needed and becomes needed, and what lapses before a visit."""

from datetime import date

import pytest

from checklists.calendar import Span
from checklists.facts import Decision, Engagement, FinancialYear, Person
from checklists.readiness import Slot, is_near_end, readiness, turn
from checklists.requirement import Requirement
from checklists.timeline import on_day, timeline
from checklists.vocabulary import Condition, Kind, LegalForm, Level, Turn
from tests.rules.examples import ENGAGEMENT, accept, always, checked, d, engagement, requirement, waive
from tests.rules.test_readiness import DAY, slot_after

VOLUNTEERS = requirement(Kind.CONFIRMATION, condition=Condition.USES_VOLUNTEERS)
ACCOUNTS = requirement(Kind.ACCOUNTS, years=1)
REGISTER = requirement(Kind.REGISTER)


def volunteers_from(iso: str) -> Engagement:
    return engagement(conditions={Condition.USES_VOLUNTEERS: (Span(d(iso), date.max),)})


def first_year_to(iso: str) -> Engagement:
    """Its first accounts are due ten months after that day."""
    end = d(iso)
    return engagement(financial_years=always(FinancialYear(end.month, end.day, LegalForm.CHARITY, end)))


def with_somebody_from(iso: str) -> Engagement:
    return engagement(people=(Person("ada", d("2021-10-01")), Person("bo", d(iso))))


BECOMING: dict[str, tuple[Requirement, list[Decision], Engagement, bool]] = {
    "volunteers from Monday": (VOLUNTEERS, [], volunteers_from("2022-06-06"), True),
    "volunteers from a day on the edge of the warning time": (
        VOLUNTEERS,
        [],
        volunteers_from("2022-07-02"),
        True,
    ),
    "volunteers from the day after it": (VOLUNTEERS, [], volunteers_from("2022-07-03"), False),
    "volunteers, and it is signed already": (
        VOLUNTEERS,
        [accept("2022-05-01")],
        volunteers_from("2022-06-06"),
        False,
    ),
    "volunteers, and what is signed lapses at once": (
        VOLUNTEERS,
        [accept("2022-05-01", "2022-06-10")],
        volunteers_from("2022-06-06"),
        True,
    ),
    "volunteers, and it is waived for a year": (
        VOLUNTEERS,
        [waive("2022-05-01", "2023-03-31")],
        volunteers_from("2022-06-06"),
        False,
    ),
    "never any volunteers": (VOLUNTEERS, [], ENGAGEMENT, False),
    "first accounts due in five days": (ACCOUNTS, [], first_year_to("2021-08-06"), True),
    "first accounts due in half a year": (ACCOUNTS, [], first_year_to("2022-02-28"), False),
    "first accounts filed early": (
        ACCOUNTS,
        [accept("2022-05-01", part="2021-08-06")],
        first_year_to("2021-08-06"),
        False,
    ),
    "somebody who starts on Monday": (
        REGISTER,
        [checked("ada", "2021-09-01")],
        with_somebody_from("2022-06-06"),
        True,
    ),
    "somebody who starts on Monday with a check": (
        REGISTER,
        [checked("ada", "2021-09-01"), checked("bo", "2022-05-01")],
        with_somebody_from("2022-06-06"),
        False,
    ),
}


@pytest.mark.parametrize(("asked", "decisions", "of", "warns"), BECOMING.values(), ids=BECOMING.keys())
def test_what_becomes_needed_warns_as_a_lapse_does(
    asked: Requirement, decisions: list[Decision], of: Engagement, warns: bool
) -> None:
    interval = on_day(timeline(asked, decisions, of), DAY)
    assert interval
    slot = Slot(asked, interval)
    answer = readiness([slot], of, DAY)
    assert (answer.level, len(answer.warnings)) == ((Level.WATCH, 1) if warns else (Level.READY, 0))
    assert turn(slot, of, DAY) is (Turn.PARTNER if warns else Turn.NOBODY)


VISITS: dict[str, tuple[list[Decision], str | None, bool]] = {
    "it lapses before the visit": ([accept("2021-10-01", "2022-08-31")], "2022-09-15", True),
    "it lapses on the day before": ([accept("2021-10-01", "2022-09-14")], "2022-09-15", True),
    "its last day is that of the visit": ([accept("2021-10-01", "2022-09-15")], "2022-09-15", False),
    "there is no visit": ([accept("2021-10-01", "2022-08-31")], None, False),
    "a renewal follows": ([accept("2021-10-01", "2022-08-31"), accept("2022-09-01")], "2022-09-15", False),
    "it lasts to the end": ([accept("2021-10-01")], "2023-04-30", False),
}


@pytest.mark.parametrize(("decisions", "visit", "near"), VISITS.values(), ids=VISITS.keys())
def test_what_lapses_before_a_visit_is_near_its_end(
    decisions: list[Decision], visit: str | None, near: bool
) -> None:
    slot, visit_on = slot_after(*decisions), d(visit) if visit else None
    assert is_near_end(slot, ENGAGEMENT, DAY, visit_on) is near
    assert turn(slot, ENGAGEMENT, DAY, visit_on) is (Turn.PARTNER if near else Turn.NOBODY)
    assert turn(slot, ENGAGEMENT, DAY) is Turn.NOBODY
