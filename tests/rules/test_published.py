"""Which versions stand on an evening: those published by then, less those replaced by then."""

from datetime import date

import pytest

from checklists.published import Published, standing_versions
from checklists.requirement import Checklist
from tests.rules.examples import d


def version(from_on: str) -> Checklist:
    return Checklist("c", "C", d(from_on), ())


FIRST, WRONG, RIGHT = version("2026-01-01"), version("2026-04-01"), version("2027-04-01")
TOLD = [
    Published(FIRST, d("2025-12-01")),
    Published(WRONG, d("2026-03-01"), d("2026-03-10")),
    Published(RIGHT, d("2026-03-10")),
]


@pytest.mark.parametrize(
    ("known", "stand"),
    [
        ("2025-11-30", []),
        ("2025-12-01", [FIRST]),
        ("2026-02-28", [FIRST]),
        ("2026-03-01", [FIRST, WRONG]),
        ("2026-03-09", [FIRST, WRONG]),
        ("2026-03-10", [FIRST, RIGHT]),
        ("2030-01-01", [FIRST, RIGHT]),
        (None, [FIRST, RIGHT]),
    ],
)
def test_which_versions_stand(known: str | None, stand: list[Checklist]) -> None:
    on: date | None = d(known) if known else None
    assert standing_versions(TOLD, on) == stand
    assert standing_versions(TOLD[::-1], on) == stand


def test_what_was_published_and_replaced_on_one_day_stood_on_no_evening() -> None:
    day = d("2026-03-01")
    told = [Published(WRONG, day, day), Published(RIGHT, day)]
    assert standing_versions(told, day) == standing_versions(told, None) == [RIGHT]
    assert standing_versions(told, d("2026-02-28")) == []


def test_one_that_replaces_can_be_replaced_too() -> None:
    told = [
        Published(WRONG, d("2026-03-01"), d("2026-03-02")),
        Published(FIRST, d("2026-03-02"), d("2026-03-05")),
        Published(RIGHT, d("2026-03-05")),
    ]
    days = ("2026-03-01", "2026-03-04", "2026-03-05")
    assert [standing_versions(told, d(day)) for day in days] == [[WRONG], [FIRST], [RIGHT]]
