"""Waivers, corrections, what was known, and until when what is in order lasts."""

import pytest

from checklists.facts import Decision
from checklists.timeline import on_day, part_timelines, timeline
from checklists.vocabulary import Kind
from tests.rules.examples import (
    ENGAGEMENT,
    accept,
    d,
    engagement,
    give_back,
    insure,
    requirement,
    told,
    waive,
)

WAIVERS: dict[str, tuple[list[Decision], list[str]]] = {
    "has an end": (
        [waive("2021-11-01", "2022-01-31")],
        [
            "missing 2021-10-01..2021-10-31",
            "waived 2021-11-01..2022-01-31",
            "missing 2022-02-01..2023-03-31",
        ],
    ),
    "without an end does not count": ([waive("2021-11-01", None)], ["missing 2021-10-01..2023-03-31"]),
    "without a first day counts from the decision": (
        [waive(None, "2022-01-31", made="2021-11-15")],
        [
            "missing 2021-10-01..2021-11-14",
            "waived 2021-11-15..2022-01-31",
            "missing 2022-02-01..2023-03-31",
        ],
    ),
    "an end before its first day does not count": (
        [waive(None, "2021-11-14", made="2021-11-15")],
        ["missing 2021-10-01..2023-03-31"],
    ),
    "gives way to evidence": (
        [waive("2021-10-01", "2022-01-31"), accept("2021-11-01")],
        ["waived 2021-10-01..2021-10-31", "met 2021-11-01..2023-03-31"],
    ),
    "after it, what had expired is expired again": (
        [accept("2021-10-01", "2021-12-31"), waive("2022-01-01", "2022-02-28")],
        [
            "met 2021-10-01..2021-12-31",
            "waived 2022-01-01..2022-02-28",
            "expired 2022-03-01..2023-03-31",
        ],
    ),
    "two in a row are one": (
        [waive("2021-10-01", "2022-01-31"), waive("2022-02-01", "2023-03-31")],
        ["waived 2021-10-01..2023-03-31"],
    ),
}


@pytest.mark.parametrize(("decisions", "intervals"), WAIVERS.values(), ids=WAIVERS.keys())
def test_a_waiver(decisions: list[Decision], intervals: list[str]) -> None:
    assert told(timeline(requirement(), decisions, ENGAGEMENT)) == intervals


def test_a_waiver_for_the_whole_slot_is_for_each_of_its_parts() -> None:
    waiver = waive("2021-10-01", "2022-03-31")
    assert told(timeline(requirement(Kind.COVER), [waiver], ENGAGEMENT)) == [
        "waived 2021-10-01..2022-03-31 liability indemnity",
        "missing 2022-04-01..2023-03-31 liability indemnity",
    ]


def test_a_waiver_for_a_part_leaves_the_others_asked() -> None:
    decisions = [waive("2021-10-01", "2023-03-31", part="indemnity"), insure("2022-04-01", "2023-03-31")]
    assert told(timeline(requirement(Kind.COVER), decisions, ENGAGEMENT)) == [
        "missing 2021-10-01..2022-03-31 liability",
        "waived 2022-04-01..2023-03-31 indemnity",
    ]


WRONG = accept("2021-10-01", key="wrong")

CORRECTIONS: dict[str, tuple[list[Decision], list[str]]] = {
    "by another end": (
        [WRONG, accept("2021-10-01", "2022-09-30", made="2021-12-01", corrects="wrong")],
        ["met 2021-10-01..2022-09-30", "expired 2022-10-01..2023-03-31"],
    ),
    "by a return": (
        [WRONG, give_back(made="2021-12-01", corrects="wrong")],
        ["missing 2021-10-01..2023-03-31"],
    ),
    "by a waiver": (
        [WRONG, waive("2021-12-01", "2023-03-31", made="2021-12-01", corrects="wrong")],
        ["missing 2021-10-01..2021-11-30", "waived 2021-12-01..2023-03-31"],
    ),
    "of a correction: only the last stands": (
        [
            WRONG,
            give_back(made="2021-12-01", key="second", corrects="wrong"),
            accept("2022-01-01", made="2022-01-02", corrects="second"),
        ],
        ["missing 2021-10-01..2021-12-31", "met 2022-01-01..2023-03-31"],
    ),
    "of something else changes nothing here": (
        [WRONG, give_back(made="2021-12-01", corrects="another")],
        ["met 2021-10-01..2023-03-31"],
    ),
}


@pytest.mark.parametrize(("decisions", "intervals"), CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_a_decision_is_corrected(decisions: list[Decision], intervals: list[str]) -> None:
    assert told(timeline(requirement(), decisions, ENGAGEMENT)) == intervals
    assert told(timeline(requirement(), decisions[::-1], ENGAGEMENT)) == intervals


def test_what_was_known_before_a_correction_stays_as_it_was_said() -> None:
    decisions = [WRONG, give_back(made="2021-12-01", corrects="wrong")]
    assert told(timeline(requirement(), decisions, ENGAGEMENT, d("2021-11-30"))) == [
        "met 2021-10-01..2023-03-31"
    ]
    assert told(timeline(requirement(), decisions, ENGAGEMENT, d("2021-12-01"))) == [
        "missing 2021-10-01..2023-03-31"
    ]


@pytest.mark.parametrize(
    ("known", "state"),
    [(None, "met"), ("2022-05-10", "met"), ("2022-05-09", "missing"), ("2022-04-20", "missing")],
)
def test_a_cover_that_was_accepted_later_makes_a_past_day_met_but_not_known(
    known: str | None, state: str
) -> None:
    asked = requirement(Kind.COVER, parts=requirement(Kind.COVER).parts[:1])
    decisions = [insure("2022-04-01", "2023-03-31", made="2022-05-10")]
    intervals = timeline(asked, decisions, ENGAGEMENT, d(known) if known else None)
    found = on_day(intervals, d("2022-04-15"))
    assert found
    assert found.state == state


def test_outside_the_engagement_no_interval_holds_the_day() -> None:
    intervals = timeline(requirement(), [], ENGAGEMENT)
    assert on_day(intervals, d("2021-09-30")) is None
    assert on_day(intervals, d("2023-04-01")) is None


LAPSES: dict[str, tuple[list[Decision], list[str | None]]] = {
    "never": ([accept("2021-10-01")], ["9999-12-31"]),
    "with its evidence": ([accept("2021-10-01", "2022-06-30")], ["2022-06-30", "2022-06-30"]),
    "with the waiver that follows": (
        [accept("2021-10-01", "2021-12-31"), waive("2022-01-01", "2022-02-28")],
        ["2022-02-28", "2022-02-28", "2021-12-31"],
    ),
    "with the evidence that follows a waiver": (
        [waive("2021-10-01", "2022-01-31"), accept("2022-02-01")],
        ["9999-12-31", "9999-12-31"],
    ),
    "a gap": (
        [accept("2021-10-01", "2022-06-30"), accept("2022-07-02")],
        ["2022-06-30", "2022-06-30", "9999-12-31"],
    ),
    "expired before the engagement": ([accept("2020-10-01", "2021-05-31")], ["2021-05-31"]),
    "missing": ([], [None]),
}


@pytest.mark.parametrize(("decisions", "days"), LAPSES.values(), ids=LAPSES.keys())
def test_an_interval_knows_when_it_lapses_or_lapsed(
    decisions: list[Decision], days: list[str | None]
) -> None:
    intervals = timeline(requirement(), decisions, ENGAGEMENT)
    assert [each.lapses_on and each.lapses_on.isoformat() for each in intervals] == days


def test_parts_that_expired_on_different_days_have_no_day_together() -> None:
    decisions = [insure("2021-01-01", "2022-03-31"), insure("2021-01-01", "2022-06-30", "indemnity")]
    intervals = timeline(requirement(Kind.COVER), decisions, ENGAGEMENT)
    assert told(intervals) == [
        "met 2021-10-01..2022-03-31",
        "expired 2022-04-01..2022-06-30 liability",
        "expired 2022-07-01..2023-03-31 liability indemnity",
    ]
    assert [each.lapses_on for each in intervals] == [d("2022-03-31"), d("2022-03-31"), None]


def test_each_part_has_its_own_timeline() -> None:
    decisions = [insure("2021-10-01", "2022-03-31")]
    parts = part_timelines(requirement(Kind.COVER), decisions, engagement())
    assert {key: told(intervals) for key, intervals in parts.items()} == {
        "liability": ["met 2021-10-01..2022-03-31", "expired 2022-04-01..2023-03-31 liability"],
        "indemnity": ["missing 2021-10-01..2023-03-31 indemnity"],
    }
