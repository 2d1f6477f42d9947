"""Answers of people who give them without a name: the questions, the codes they come with, and what of the
answers may be shown (002 6.4: satisfaction feedback of people, carers, staff and stakeholders).

Nobody may be found out by what is shown: nothing before a round has closed, and nothing of a question that
fewer people answered than the least number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklists.year.judging import FEWEST

BEST, WORST = 5, 1
GOOD = 4
"""From here on an answer says something good."""

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
CODE_LETTERS = 10
"""Of 28 letters: some 3 × 10^14 codes, so that nobody finds one by trying."""


class Asked(StrEnum):
    """Who is asked."""

    PEOPLE = "people"
    CARERS = "carers"
    STAFF = "staff"
    STAKEHOLDERS = "stakeholders"


class Question(StrEnum):
    """What is asked, from 1 (worst) to 5 (best)."""

    OVERALL = "overall"
    LISTENED = "listened"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each rating was given to a question, from the best to the worst; None where too few people
    answered it."""

    question: Question
    counts: tuple[int, ...] | None

    @property
    def answered(self) -> int:
        return sum(self.counts or ())

    @property
    def good(self) -> int:
        """How many gave one of the two best ratings."""
        return sum((self.counts or ())[: BEST - GOOD + 1])


def tallies(answers: Iterable[Mapping[str, int]], fewest: int = FEWEST) -> tuple[Tally, ...]:
    """By question, of the ratings of each answer; a question may be left out.

    >>> tallies([{"overall": 5}, {"overall": 4}, {}], fewest=2)[0].counts
    (1, 1, 0, 0, 0)
    >>> tallies([{"overall": 5}], fewest=2)[0].counts is None
    True
    """
    given = list(answers)
    return tuple(
        tally(each, [answer[each] for answer in given if each in answer], fewest) for each in Question
    )


def tally(question: Question, ratings: list[int], fewest: int) -> Tally:
    if len(ratings) < fewest:
        return Tally(question, None)
    counted = Counter(ratings)
    return Tally(question, tuple(counted[rating] for rating in range(BEST, WORST - 1, -1)))


def is_closed(closes_on: date, closed_on: date | None, on: date) -> bool:
    """Whether no answer is taken any more. `closes_on` is the last day on which one is."""
    return on > closes_on or closed_on is not None


def plain_code(typed: str) -> str:
    """A code as it is kept, of one that was typed: blanks, dashes and small letters make no difference.

    >>> plain_code(" k7qx2 - m9xdb ")
    'K7QX2M9XDB'
    """
    return "".join(each for each in typed.upper() if each.isalnum())


def printed_code(code: str) -> str:
    """As it is printed.

    >>> printed_code("K7QX2M9XDB")
    'K7QX2-M9XDB'
    """
    half = CODE_LETTERS // 2
    return f"{code[:half]}-{code[half:]}"
