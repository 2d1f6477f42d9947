"""What is owed of a return, by when."""

import pytest

from checklists.calendar import Span
from checklists.library import library
from checklists.year.due_days import due_after, due_before
from checklists.year.owed import Owed, Request, owed_in
from checklists.year.rows import Due
from checklists.year.vocabulary import Every, Party, YearOf
from tests.rules.examples import d
from tests.rules.year_examples import HOLIDAYS, asked

YEAR = Span(d("2025-10-01"), d("2026-09-30"))
FIRST = d("2025-10-01")
WORKING = Due(7, working=True)


@pytest.mark.parametrize(
    ("due", "day", "expected"),
    [
        (Due(7), "2026-12-23", "2026-12-30"),
        (WORKING, "2026-12-23", "2027-01-06"),  # Christmas, its substitute day, and New Year
        (WORKING, "2026-12-31", "2027-01-12"),
        (WORKING, "2027-03-22", "2027-04-02"),  # Good Friday and Easter Monday
        (Due(1, working=True), "2027-03-25", "2027-03-30"),
        (Due(14), "2027-03-22", "2027-04-05"),
        (Due(20, working=True), "2025-12-31", "2026-01-29"),
        (WORKING, "2026-11-27", "2026-12-08"),
    ],
)
def test_due_days_over_christmas_and_easter(due: Due, day: str, expected: str) -> None:
    assert due_after(due, d(day), HOLIDAYS) == d(expected)


@pytest.mark.parametrize(
    ("due", "meeting", "expected"),
    [
        (Due(14), "2027-01-06", "2026-12-23"),
        (Due(5, working=True), "2027-01-06", "2026-12-29"),
        (Due(2, working=True), "2027-03-30", "2027-03-24"),
        (Due(1, working=True), "2026-11-30", "2026-11-27"),
    ],
)
def test_days_before_a_meeting(due: Due, meeting: str, expected: str) -> None:
    assert due_before(due, d(meeting), HOLIDAYS) == d(expected)


def told(owed: tuple[Owed, ...]) -> list[str]:
    return [f"{each.part} {each.from_on} {each.due_on}" for each in owed]


@pytest.mark.parametrize(
    ("fields", "days", "expected"),
    [
        (
            {"every": Every.QUARTER, "due": Due(15, working=True)},
            YEAR,
            [
                "2025-Q1 2026-01-01 2026-01-22",
                "2025-Q2 2026-04-01 2026-04-23",
                "2025-Q3 2026-07-01 2026-07-21",
                "2025-Q4 2026-10-01 2026-10-21",
            ],
        ),
        (
            {"every": Every.HALF_YEAR, "due": Due(7)},
            YEAR,
            ["2025-H1 2026-04-01 2026-04-07", "2025-H2 2026-10-01 2026-10-07"],
        ),
        ({"every": Every.YEAR, "due": Due(30)}, YEAR, ["2025 2026-10-01 2026-10-30"]),
        ({"every": Every.YEAR}, YEAR, ["2025 2026-10-01 None"]),
        (
            {"every": Every.YEAR, "due": Due(30), "year_of": YearOf.CALENDAR},
            YEAR,
            ["2025 2026-01-01 2026-01-30", "2026 2026-10-01 2026-10-30"],
        ),
        (
            {"every": Every.MONTH, "due": Due(5)},
            Span(d("2025-12-10"), d("2026-01-20")),
            ["2025-12 2026-01-01 2026-01-05", "2026-01 2026-01-21 2026-01-25"],
        ),
        (
            {"every": Every.FOUR_WEEKS, "due": Due(7)},
            Span(d("2025-10-01"), d("2025-11-25")),
            ["2025-P01 2025-10-29 2025-11-04", "2025-P02 2025-11-26 2025-12-02"],
        ),
        (
            {"every": Every.ANY_TIME, "times": 2},
            YEAR,
            ["2025/1 2025-10-01 2026-09-30", "2025/2 2025-10-01 2026-09-30"],
        ),
        (
            {"every": Every.ANY_TIME, "times": 2},
            Span(FIRST, d("2026-04-15")),
            ["2025/1 2025-10-01 2026-04-15"],
        ),
        ({"every": Every.ANY_TIME, "times": 2}, Span(FIRST, d("2025-12-31")), []),
        (
            {"every": Every.ANY_TIME, "times": 2},
            Span(FIRST, d("2026-03-31")),
            ["2025/1 2025-10-01 2026-03-31"],
        ),
        ({"every": Every.ANY_TIME, "times": 2}, Span(FIRST, d("2026-03-30")), []),
        (
            {"every": Every.ANY_TIME, "times": 4},
            Span(d("2026-01-01"), d("2026-06-30")),
            ["2025/1 2026-01-01 2026-06-30", "2025/2 2026-01-01 2026-06-30"],
        ),
        (
            {"every": Every.ANY_TIME, "times": 365},
            Span(FIRST, d("2025-10-02")),
            ["2025/1 2025-10-01 2025-10-02", "2025/2 2025-10-01 2025-10-02"],
        ),
    ],
)
def test_what_is_owed_in_periods(fields: dict[str, object], days: Span, expected: list[str]) -> None:
    assert told(owed_in(asked(**fields), FIRST, days, HOLIDAYS)) == expected


def test_before_each_meeting_by_two_weeks() -> None:
    row = asked(every=Every.BEFORE_MEETING, meeting="steering-group", due=Due(14))
    meetings = [d("2026-03-02"), d("2025-12-01"), d("2026-03-02"), d("2027-01-01")]
    assert told(owed_in(row, FIRST, YEAR, HOLIDAYS, meetings=meetings)) == [
        "2025-12-01 2025-10-01 2025-11-17",
        "2026-03-02 2025-12-02 2026-02-16",
    ]


def test_a_meeting_soon_after_the_start_is_owed_for_at_once() -> None:
    row = asked(every=Every.BEFORE_MEETING, meeting="steering-group", due=Due(14))
    assert told(owed_in(row, FIRST, YEAR, meetings=[d("2025-10-05")])) == ["2025-10-05 2025-09-21 2025-09-21"]


def test_on_request() -> None:
    row = asked(every=Every.ON_REQUEST, due=Due(10, working=True))
    requests = [Request(d("2025-12-22")), Request(d("2024-01-01"))]
    assert told(owed_in(row, FIRST, YEAR, HOLIDAYS, requests=requests)) == [
        "2025-12-22 2025-12-22 2026-01-08"
    ]
    assert told(owed_in(asked(every=Every.ON_REQUEST), FIRST, YEAR, requests=requests[:1])) == [
        "2025-12-22 2025-12-22 None"
    ]


def test_on_request_by_a_day_and_twice_on_a_day() -> None:
    """The day that was named goes before the contract's own term, and each says what is wanted."""
    row = asked(every=Every.ON_REQUEST, due=Due(10, working=True))
    second = Request(d("2025-12-22"), 2, d("2026-02-01"), "Waiting times")
    first = Request(d("2025-12-22"), 1, d("2025-12-30"), "Referrals")
    found = owed_in(row, FIRST, YEAR, HOLIDAYS, requests=[second, first, first])
    assert told(found) == ["2025-12-22 2025-12-22 2025-12-30", "2025-12-22/2 2025-12-22 2026-02-01"]
    assert [each.wanted for each in found] == ["Referrals", "Waiting times"]


def test_what_is_asked_of_the_lead_is_told_apart_from_what_is_asked_of_partners() -> None:
    both = asked(asked_of=tuple(Party), due=Due(10), lead_due=Due(20), every=Every.YEAR)
    dues = {party: [each.due_on for each in owed_in(both, FIRST, YEAR, party=party)] for party in Party}
    assert dues == {Party.PARTNER: [d("2026-10-10")], Party.LEAD: [d("2026-10-20")]}
    assert owed_in(asked(), FIRST, YEAR, party=Party.LEAD) == ()
    assert owed_in(asked(asked_of=(Party.LEAD,)), FIRST, YEAR) == ()


def test_every_return_of_the_library_can_be_asked_for() -> None:
    """No kind of period is without its days, for whoever is asked."""
    for checklist in library().values():
        for row in checklist.year.returns:
            for party in row.asked_of:
                found = owed_in(
                    row,
                    FIRST,
                    YEAR,
                    HOLIDAYS,
                    meetings=[d("2026-02-02")],
                    requests=[Request(d("2026-02-02"))],
                    party=party,
                )
                assert found, row.key
