"""Answers without a name: what of them may be shown, and codes as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.year.answering import (
    CODE_LETTERS,
    LETTERS,
    Question,
    is_closed,
    plain_code,
    printed_code,
    tallies,
)
from checklists.year.judging import FEWEST

MAY, JUNE = date(2027, 5, 31), date(2027, 6, 1)


@pytest.mark.parametrize(
    ("closed_on", "on", "expected"),
    [
        pytest.param(None, MAY, False, id="the last day is one"),
        pytest.param(None, JUNE, True, id="the day after"),
        pytest.param(MAY, MAY, True, id="closed today"),
        pytest.param(date(2027, 5, 1), MAY, True, id="closed before"),
    ],
)
def test_when_a_round_has_closed(closed_on: date | None, on: date, expected: bool) -> None:
    assert is_closed(MAY, closed_on, on) is expected


def test_a_question_that_few_answered_is_hidden_by_itself() -> None:
    answers = [{"overall": 5, "listened": 3}] * (FEWEST - 1) + [{"overall": 2}]
    overall, listened, difference = tallies(answers)
    assert (overall.counts, overall.answered, overall.good) == ((4, 0, 0, 1, 0), FEWEST, FEWEST - 1)
    assert (listened.counts, listened.answered, listened.good) == (None, 0, 0)
    assert difference.counts is None


RATINGS = st.dictionaries(st.sampled_from([each.value for each in Question]), st.integers(1, 5))


@given(st.lists(RATINGS, max_size=30))
def test_nothing_is_shown_of_fewer_and_nothing_is_lost_of_more(answers: list[dict[str, int]]) -> None:
    for each in tallies(answers):
        given = [answer[each.question] for answer in answers if each.question in answer]
        assert (each.counts is None) == (len(given) < FEWEST)
        if each.counts is not None:
            assert each.answered == len(given)
            assert each.good == sum(rating >= 4 for rating in given)


@given(st.text(LETTERS, min_size=CODE_LETTERS, max_size=CODE_LETTERS))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    printed = printed_code(code)
    assert {plain_code(each) for each in (printed, printed.lower(), f" {code} ", " ".join(code))} == {code}
