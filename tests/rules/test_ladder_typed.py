"""A ladder as a lead types it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.ladder import (
    BEFORE_VISIT,
    CHECKS,
    FURTHEST,
    INSURANCE,
    MOST_STEPS,
    USUAL,
    Ladder,
    LadderProblem,
    ladder_words,
    parse_ladder,
)

TEN = "100, 90, 80, 70, 60, 50, 40, 30, 20, 10"
NO_NUMBER = "Give whole numbers of days, such as 60, 30, 14, not “{}”."
TOO_FAR = "The first reminder can go out at most 366 days before the end."
ZERO = "Leave out 0: the smallest step is 1 day before the end."
EMPTY = "Give the days before the end, such as 60, 30, 14."
TOO_MANY = "Give at most 10 steps: more is not read."


@pytest.mark.parametrize(
    ("typed", "before"),
    [
        ("60, 30, 14", (60, 30, 14, 0)),
        ("60,30,14", (60, 30, 14, 0)),
        ("60 30 14", (60, 30, 14, 0)),
        ("60; 30; 14;", (60, 30, 14, 0)),
        ("  60,\n30,\t14 , ", (60, 30, 14, 0)),
        ("60 days, 30 days and 1 day", (60, 30, 1, 0)),
        ("14 Days AND 7", (14, 7, 0)),
        ("14, 60, 30", (60, 30, 14, 0)),
        ("30, 30, 030", (30, 0)),
        ("7", (7, 0)),
        ("366", (366, 0)),
        ("000000000000000000000000366", (366, 0)),
        (TEN, (100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 0)),
    ],
)
def test_what_is_understood(typed: str, before: tuple[int, ...]) -> None:
    """In any order and said twice it means the same, so that it is taken and put in order."""
    assert parse_ladder(typed) == Ladder(before, 7)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", EMPTY),
        (" , ;", EMPTY),
        ("days", EMPTY),
        ("two weeks", NO_NUMBER.format("two")),
        ("60, 30, fourteen", NO_NUMBER.format("fourteen")),
        ("60, -7", NO_NUMBER.format("-7")),
        ("60, −7", NO_NUMBER.format("−7")),
        ("14.5", NO_NUMBER.format("14.5")),
        ("60/30/14", NO_NUMBER.format("60/30/14")),
        ("60-30", NO_NUMBER.format("60-30")),
        ("2w", NO_NUMBER.format("2w")),
        ("٣٠", NO_NUMBER.format("٣٠")),
        ("3²", NO_NUMBER.format("3²")),
        ("<script>alert(1)</script>", NO_NUMBER.format("<script>alert(1)</sc")),
        ("0", ZERO),
        ("60, 0", ZERO),
        ("60, 000", ZERO),
        ("367", TOO_FAR),
        ("60, 1000, 7", TOO_FAR),
        ("9" * 5000, TOO_FAR),
        (f"{TEN}, 5", TOO_MANY),
    ],
)
def test_what_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(LadderProblem) as refused:
        parse_ladder(typed)
    assert str(refused.value) == problem


def test_before_a_visit_nothing_goes_out_on_its_day_or_after_it() -> None:
    assert parse_ladder("21, 3", BEFORE_VISIT) == Ladder((21, 3), None)


@pytest.mark.parametrize(
    ("ladder", "words"),
    [
        (USUAL, "60, 30, 14, 7, 1"),
        (CHECKS, "90, 60, 30, 14"),
        (INSURANCE, "45, 21, 7, 1"),
        (BEFORE_VISIT, "28, 14, 7, 2"),
    ],
)
def test_the_usual_ones_can_be_typed(ladder: Ladder, words: str) -> None:
    assert ladder_words(ladder) == words
    assert parse_ladder(words, ladder) == ladder


@given(
    st.sets(st.integers(1, FURTHEST), min_size=1, max_size=MOST_STEPS),
    st.sampled_from([USUAL, BEFORE_VISIT]),
)
def test_what_was_typed_is_said_and_read_alike(days: set[int], usual: Ladder) -> None:
    typed = ", ".join(str(each) for each in days)
    ladder = parse_ladder(typed, usual)
    assert parse_ladder(ladder_words(ladder), usual) == ladder
    assert set(ladder.before) - {0} == days


@given(st.text(max_size=60) | st.text("0123456789 ,;-", max_size=60))
def test_whatever_is_typed_is_a_ladder_or_refused_in_a_sentence(typed: str) -> None:
    with suppress(LadderProblem):
        ladder = parse_ladder(typed)
        assert ladder.before[-1] == 0
        assert 1 <= ladder.furthest <= FURTHEST
        assert list(ladder.before) == sorted(set(ladder.before), reverse=True)
