"""Insurance: amount, basis, period, and the worst of the covers."""

from dataclasses import replace
from typing import Any

import pytest

from checklists.kinds import rules_for
from checklists.timeline import timeline
from checklists.vocabulary import Basis, Kind
from tests.rules.examples import ENGAGEMENT, INDEMNITY, LIABILITY, insure, requirement, told

BOTH = requirement(Kind.COVER)

AGAINST: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "exactly enough": ("liability", {}, []),
    "more than enough": ("liability", {"amount": 10_000_000}, []),
    "a pound short": (
        "liability",
        {"amount": 4_999_999},
        ["The cover is £4,999,999; at least £5,000,000 is asked for."],
    ),
    "aggregate for claim": (
        "liability",
        {"amount": 10_000_000, "basis": Basis.AGGREGATE},
        ["The amount is in the aggregate; it is asked for any one claim."],
    ),
    "claim for aggregate": ("indemnity", {"amount": 1_000_000}, []),
    "claim for aggregate, a pound short": (
        "indemnity",
        {"amount": 999_999},
        ["The cover is £999,999; at least £1,000,000 is asked for."],
    ),
    "aggregate for aggregate": ("indemnity", {"amount": 1_000_000, "basis": Basis.AGGREGATE}, []),
    "amount unknown": ("liability", {"amount": None}, ["Give the amount insured."]),
    "basis unknown": (
        "liability",
        {"basis": None},
        ["Say whether the amount is for any one claim or in the aggregate."],
    ),
    "two things wrong": (
        "liability",
        {"amount": 1, "basis": Basis.AGGREGATE},
        [
            "The cover is £1; at least £5,000,000 is asked for.",
            "The amount is in the aggregate; it is asked for any one claim.",
        ],
    ),
    "first day unknown": (
        "liability",
        {"from_on": None},
        ["Give the first and the last day of the period of insurance."],
    ),
    "last day unknown": (
        "liability",
        {"until_on": None},
        ["Give the first and the last day of the period of insurance."],
    ),
    "no such cover": ("motor", {}, ["Say which insurance this is."]),
    "for the whole": ("", {}, ["Say which insurance this is."]),
}


@pytest.mark.parametrize(("part", "fields", "sentences"), AGAINST.values(), ids=AGAINST.keys())
def test_what_is_offered_against_what_is_asked(
    part: str, fields: dict[str, Any], sentences: list[str]
) -> None:
    decision = replace(insure("2021-10-01", "2023-03-31", part), **fields)
    assert rules_for(BOTH).shortfalls(BOTH, decision) == sentences


@pytest.mark.parametrize(("part", "fields", "sentences"), AGAINST.values(), ids=AGAINST.keys())
def test_what_falls_short_counts_on_no_day(part: str, fields: dict[str, Any], sentences: list[str]) -> None:
    one = requirement(Kind.COVER, parts=(INDEMNITY if part == "indemnity" else LIABILITY,))
    intervals = timeline(one, [replace(insure("2021-10-01", "2023-03-31", part), **fields)], ENGAGEMENT)
    assert {each.state for each in intervals} == {"missing" if sentences else "met"}


def test_the_slot_is_as_good_as_its_worst_cover() -> None:
    decisions = [
        insure("2021-04-01", "2022-03-31"),
        insure("2022-04-01", "2023-03-31"),
        insure("2021-11-01", "2022-10-31", "indemnity"),
    ]
    assert told(timeline(BOTH, decisions, ENGAGEMENT)) == [
        "missing 2021-10-01..2021-10-31 indemnity",
        "met 2021-11-01..2022-10-31",
        "expired 2022-11-01..2023-03-31 indemnity",
    ]


def test_a_day_between_two_policies_is_a_gap() -> None:
    one = requirement(Kind.COVER, parts=(LIABILITY,))
    decisions = [insure("2021-04-01", "2022-03-31"), insure("2022-04-02", "2023-04-01")]
    assert told(timeline(one, decisions, ENGAGEMENT)) == [
        "met 2021-10-01..2022-03-31",
        "expired 2022-04-01..2022-04-01 liability",
        "met 2022-04-02..2023-03-31",
    ]


def test_missing_is_worse_than_expired() -> None:
    intervals = timeline(BOTH, [insure("2021-04-01", "2021-09-30")], ENGAGEMENT)
    assert told(intervals) == ["missing 2021-10-01..2023-03-31 indemnity also liability"]
