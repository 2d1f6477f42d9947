"""The sentence by which somebody is told what has to happen for a day."""

from datetime import date

import pytest

from checklists.library import library
from checklists.readiness import Point, Slot
from checklists.timeline import Interval
from checklists.vocabulary import Stage, State, Turn
from portal.words.ready import Ahead, ready_words

ASKED = [each for each in library()["porchlight-peer-support"].requirements if each.is_the_partners]
VISIT, TODAY = date(2026, 10, 14), date(2026, 9, 1)


def point(number: int, turn: Turn, stage: Stage = Stage.NOTHING) -> Point:
    return Point(Slot(ASKED[number], Interval(State.MISSING, TODAY, VISIT), stage), turn)


THEIRS = [point(0, Turn.PARTNER), point(1, Turn.PARTNER)]
OURS = point(2, Turn.LEAD, Stage.WAITING)
TO_ISSUE = point(3, Turn.LEAD)
APPLIED = point(4, Turn.NOBODY)


@pytest.mark.parametrize(
    ("points", "is_lead", "sentence"),
    [
        ([], True, "Ready on 14 October as things stand."),
        (THEIRS, True, "Ready on 14 October if 2 items arrive by 6 October."),
        (THEIRS[:1], True, "Ready on 14 October if 1 item arrives by 6 October."),
        ([OURS], True, "Ready on 14 October if we decide on 1 item by 13 October."),
        ([OURS], False, "Ready on 14 October if Lanternhouse decides on 1 item by 13 October."),
        (
            [*THEIRS, OURS],
            True,
            "Ready on 14 October if 2 items arrive by 6 October and we decide on 1 item by 13 October.",
        ),
        ([TO_ISSUE], True, "Ready on 14 October if we issue 1 item in time to be answered by 6 October."),
        ([APPLIED], True, "Ready on 14 October if 1 item that was applied for has come by then."),
    ],
)
def test_what_has_to_happen(points: list[Point], is_lead: bool, sentence: str) -> None:
    assert ready_words(points, Ahead(VISIT, TODAY, 5, "Lanternhouse", is_lead)) == sentence


def test_what_is_too_late_is_named() -> None:
    late = Ahead(VISIT, date(2026, 10, 7), 5, "Lanternhouse", is_lead=False)
    titles = [ASKED[each].title for each in range(4)]
    assert ready_words(THEIRS, late) == (
        "Cannot be ready on 14 October any more, as Lanternhouse needs 5 working days to answer. "
        f"It lacks {titles[0]} and {titles[1]}."
    )
    many = ready_words([point(each, Turn.PARTNER) for each in range(6)], late)
    assert many.endswith(f"It lacks {titles[0]}, {titles[1]}, {titles[2]} and 3 more.")


def test_a_day_far_away_has_its_year() -> None:
    far = Ahead(date(2027, 10, 14), TODAY, 5, "Lanternhouse", is_lead=True)
    assert ready_words([], far) == "Ready on 14 October 2027 as things stand."


def test_the_promise_of_the_contract_counts() -> None:
    slow = Ahead(VISIT, TODAY, 10, "Lanternhouse", is_lead=True)
    assert ready_words(THEIRS, slow) == "Ready on 14 October if 2 items arrive by 29 September."
