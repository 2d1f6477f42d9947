"""Confirmations that are said to be still in force; agreements; documents that are reviewed every year."""

import pytest

from checklists.deciding import problems
from checklists.facts import Decision
from checklists.kinds import rules_for
from checklists.kinds.papers import still_until
from checklists.requirement import Requirement
from checklists.timeline import timeline
from checklists.vocabulary import Kind
from tests.rules.examples import ENGAGEMENT, accept, d, engagement, give_back, requirement, told

YEARLY = requirement(Kind.CONFIRMATION, months=12, still_years=3)
LONG = engagement("2021-10-01", "2028-03-31")
SIGNED = accept("2021-10-01")
ONCE = ["met 2021-10-01..2022-09-30"]


def still(from_on: str, first: str = "2021-10-01") -> Decision:
    return accept(from_on, first_on=d(first), made=from_on)


CASES: dict[str, tuple[Requirement, list[Decision], list[str]]] = {
    "signed once": (YEARLY, [SIGNED], ["met 2021-10-01..2022-09-30", "expired 2022-10-01..2028-03-31"]),
    "said in time, year by year": (
        YEARLY,
        [SIGNED, still("2022-09-20"), still("2023-09-10")],
        ["met 2021-10-01..2024-09-09", "expired 2024-09-10..2028-03-31"],
    ),
    "on the last day of the year": (
        YEARLY,
        [SIGNED, still("2022-09-30")],
        ["met 2021-10-01..2023-09-29", "expired 2023-09-30..2028-03-31"],
    ),
    "a day late": (
        YEARLY,
        [SIGNED, still("2022-10-02")],
        [
            "met 2021-10-01..2022-09-30",
            "expired 2022-10-01..2022-10-01",
            "met 2022-10-02..2023-10-01",
            "expired 2023-10-02..2028-03-31",
        ],
    ),
    "never past the years allowed": (
        YEARLY,
        [SIGNED, still("2024-06-01")],
        [
            *ONCE,
            "expired 2022-10-01..2024-05-31",
            "met 2024-06-01..2024-09-30",
            "expired 2024-10-01..2028-03-31",
        ],
    ),
    "on the very last day allowed": (
        YEARLY,
        [SIGNED, still("2024-09-30")],
        [
            *ONCE,
            "expired 2022-10-01..2024-09-29",
            "met 2024-09-30..2024-09-30",
            "expired 2024-10-01..2028-03-31",
        ],
    ),
    "a day after the years allowed": (YEARLY, [still("2024-10-01")], ["missing 2021-10-01..2028-03-31"]),
    "signed anew it counts again": (
        YEARLY,
        [accept("2024-10-01")],
        ["missing 2021-10-01..2024-09-30", "met 2024-10-01..2025-09-30", "expired 2025-10-01..2028-03-31"],
    ),
    "first signed on a leap day": (
        requirement(Kind.CONFIRMATION, months=12, still_years=1),
        [accept("2024-02-29", "2024-03-01"), still("2024-12-01", "2024-02-29")],
        [
            "missing 2021-10-01..2024-02-28",
            "met 2024-02-29..2024-03-01",
            "expired 2024-03-02..2024-11-30",
            "met 2024-12-01..2025-02-28",
            "expired 2025-03-01..2028-03-31",
        ],
    ),
    "of nothing that was signed": (YEARLY, [still("2022-09-20")], ["missing 2021-10-01..2028-03-31"]),
    "of what was signed on another day": (
        YEARLY,
        [accept("2021-11-01"), still("2022-09-20")],
        ["missing 2021-10-01..2021-10-31", "met 2021-11-01..2022-10-31", "expired 2022-11-01..2028-03-31"],
    ),
    "of what was corrected away": (
        YEARLY,
        [SIGNED, still("2022-09-20"), give_back(corrects=SIGNED.key)],
        ["missing 2021-10-01..2028-03-31"],
    ),
    "of what was corrected and accepted again": (
        YEARLY,
        [SIGNED, still("2022-09-20"), accept("2021-10-01", corrects=SIGNED.key, key="again")],
        ["met 2021-10-01..2023-09-19", "expired 2023-09-20..2028-03-31"],
    ),
    "once more, after one between was corrected away": (
        YEARLY,
        [SIGNED, still("2022-09-20"), still("2023-09-10"), give_back(corrects=still("2022-09-20").key)],
        [
            *ONCE,
            "expired 2022-10-01..2023-09-09",
            "met 2023-09-10..2024-09-09",
            "expired 2024-09-10..2028-03-31",
        ],
    ),
    "of one without a date, accepted after it was signed": (
        YEARLY,
        [accept(None, made="2021-10-05"), still("2022-09-20")],
        ["missing 2021-10-01..2021-10-04", "met 2021-10-05..2023-09-19", "expired 2023-09-20..2028-03-31"],
    ),
    "of one without a date, accepted after that was said": (
        YEARLY,
        [accept(None, made="2022-10-01"), still("2022-09-20")],
        ["missing 2021-10-01..2022-09-30", "met 2022-10-01..2023-09-30", "expired 2023-10-01..2028-03-31"],
    ),
    "where it may not be said": (
        requirement(Kind.CONFIRMATION, months=12),
        [still("2022-09-20")],
        ["missing 2021-10-01..2028-03-31"],
    ),
}


@pytest.mark.parametrize(("asked", "decisions", "intervals"), CASES.values(), ids=CASES.keys())
def test_still_in_force(asked: Requirement, decisions: list[Decision], intervals: list[str]) -> None:
    assert told(timeline(asked, decisions, LONG)) == intervals


def test_until_when_it_may_be_said() -> None:
    assert still_until(YEARLY, d("2021-10-01")) == d("2024-09-30")
    assert still_until(requirement(Kind.CONFIRMATION), d("2021-10-01")) is None


def test_too_late_it_cannot_be_accepted_and_says_so() -> None:
    assert problems(YEARLY, still("2024-09-30")) == []
    (sentence,) = problems(YEARLY, still("2024-10-01"))
    assert "until 30 September 2024" in sentence
    (sentence,) = problems(requirement(Kind.CONFIRMATION, months=12), still("2022-09-20"))
    assert "signed anew" in sentence


AGREEMENT = requirement(Kind.AGREEMENT)
AGREEMENTS: dict[str, tuple[Decision, list[str]]] = {
    "from a day to come": (
        accept("2022-02-01", made="2021-10-05"),
        ["missing 2021-10-01..2022-01-31", "met 2022-02-01..2023-03-31"],
    ),
    "from a day to come, with an end": (
        accept("2022-02-01", "2022-02-28", made="2021-10-05"),
        ["missing 2021-10-01..2022-01-31", "met 2022-02-01..2022-02-28", "expired 2022-03-01..2023-03-31"],
    ),
    "without an end of its own it ends with the engagement": (
        accept("2021-10-01"),
        ["met 2021-10-01..2023-03-31"],
    ),
    "past the engagement it counts for nobody": (accept("2023-04-01"), ["missing 2021-10-01..2023-03-31"]),
}


@pytest.mark.parametrize(("signed", "intervals"), AGREEMENTS.values(), ids=AGREEMENTS.keys())
def test_an_agreement_counts_while_it_is_in_force(signed: Decision, intervals: list[str]) -> None:
    assert told(timeline(AGREEMENT, [signed], ENGAGEMENT)) == intervals


def test_an_agreement_names_its_parties() -> None:
    assert "parties" in rules_for(AGREEMENT).needs(AGREEMENT)


ANNUAL = requirement(months=12)


def test_a_document_that_is_reviewed_every_year_needs_the_day_of_the_review() -> None:
    assert "from_on" in rules_for(ANNUAL).needs(ANNUAL)
    assert "from_on" not in rules_for(requirement()).needs(requirement())
    assert problems(ANNUAL, accept(None)) == ["Give the date that the evidence bears."]
    assert problems(requirement(), accept(None)) == []


@pytest.mark.parametrize(
    ("from_on", "own", "until_on"),
    [
        ("2022-03-10", None, "2023-03-09"),
        ("2022-03-10", "2022-09-01", "2022-09-01"),
        ("2022-03-10", "2025-09-01", "2023-03-09"),
        ("2024-02-29", None, "2025-02-28"),
    ],
)
def test_its_own_next_review_limits_it_too(from_on: str, own: str | None, until_on: str) -> None:
    long = engagement(from_on, "2028-03-31")
    assert told(timeline(ANNUAL, [accept(from_on, own)], long))[0] == f"met {from_on}..{until_on}"
