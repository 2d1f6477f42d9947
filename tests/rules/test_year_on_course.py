"""Whether what is given whenever it suits is on course so far."""

import pytest

from checklists.calendar import Span
from checklists.year.on_course import Times, times_so_far
from tests.rules.examples import d

FIRST = d("2025-10-01")


@pytest.mark.parametrize(
    ("until", "asked", "given", "on", "expected"),
    [
        ("2026-09-30", 2, 0, "2026-03-31", Times(2, 0, 0, d("2026-03-31"))),
        ("2026-09-30", 2, 0, "2026-04-01", Times(2, 1, 0, d("2026-03-31"))),  # half a year has gone by
        ("2026-09-30", 2, 1, "2026-04-01", Times(2, 1, 1, d("2026-09-30"))),
        ("2026-09-30", 2, 2, "2025-10-01", Times(2, 0, 2, None)),  # both at once
        ("2026-09-30", 2, 1, "2026-10-01", Times(2, 2, 1, d("2026-09-30"))),
        ("2026-01-31", 1, 0, "2026-01-31", Times(1, 0, 0, d("2026-01-31"))),  # what is left of a year
        ("2026-01-31", 1, 0, "2026-02-01", Times(1, 1, 0, d("2026-01-31"))),
    ],
)
def test_what_is_given_whenever_it_suits(
    until: str, asked: int, given: int, on: str, expected: Times
) -> None:
    assert times_so_far(Span(FIRST, d(until)), asked, given, d(on)) == expected
    assert expected.behind == max(0, expected.by_now - given)
