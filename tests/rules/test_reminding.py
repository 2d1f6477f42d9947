"""From decisions to reminders, night by night: what was renewed, waived, corrected or ended falls silent."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from checklists.facts import Decision, Engagement
from checklists.ladder import USUAL, days_ahead, step_due
from checklists.lapsing import lapses
from checklists.timeline import timeline
from checklists.vocabulary import Kind
from portal.acting.bank_holidays import bank_holidays
from tests.rules.examples import accept, d, engagement, insure, requirement, waive

HOLIDAYS = bank_holidays(2027)
ENGAGED = engagement("2026-04-01", "2028-12-31")
FIRST = accept("2026-03-18", "2027-03-17", made="2026-04-01", key="first")
BEFORE_ITS_END = ["2027-01-15 60", "2027-02-15 30", "2027-03-03 14", "2027-03-10 7", "2027-03-16 1"]


def reminders(
    decisions: Sequence[Decision],
    engaged: Engagement,
    until: str,
    kind: Kind = Kind.DOCUMENT,
    since: str = "2027-01-01",
) -> list[str]:
    """The nights with their steps, of what is known on each; with parts also which."""
    asked = requirement(kind)
    told: dict[tuple[str, date], set[int]] = {}
    said = []
    night = d(since)
    while night <= d(until):
        intervals = timeline(asked, decisions, engaged, known=night)
        for lapse in lapses(intervals, night, days_ahead(USUAL, night, HOLIDAYS)):
            before = told.setdefault((lapse.part, lapse.last_on), set())
            if step := step_due(USUAL, lapse.last_on, night, before, HOLIDAYS):
                before.add(step.days)
                said.append(f"{night} {step.days} {lapse.part}".strip())
        night += timedelta(days=1)
    return said


CASES: dict[str, tuple[list[Decision], Engagement, str, list[str]]] = {
    "nothing follows": (
        [FIRST],
        ENGAGED,
        "2027-03-31",
        [*BEFORE_ITS_END, "2027-03-17 0", "2027-03-24 -7", "2027-03-31 -14"],
    ),
    "renewed early: silent at once, until the new one nears its end": (
        [FIRST, accept("2027-03-18", "2028-03-17", made="2027-02-16")],
        ENGAGED,
        "2028-02-16",
        ["2027-01-15 60", "2027-02-15 30", "2028-01-17 60", "2028-02-16 30"],
    ),
    "renewed too late: silent from then on": (
        [FIRST, accept("2027-03-29", "2028-03-28", made="2027-03-29")],
        ENGAGED,
        "2027-12-31",
        [*BEFORE_ITS_END, "2027-03-17 0", "2027-03-24 -7"],
    ),
    "renewed with a gap: the days between still lapse": (
        [FIRST, accept("2027-04-01", "2028-03-31", made="2027-03-11")],
        ENGAGED,
        "2027-12-31",
        [*BEFORE_ITS_END, "2027-03-17 0", "2027-03-24 -7", "2027-03-31 -14"],
    ),
    "extended by a waiver: a ladder up to its last day": (
        [FIRST, waive("2027-03-18", "2027-04-30", made="2027-02-20")],
        ENGAGED,
        "2027-05-07",
        [
            "2027-01-15 60",
            "2027-02-15 30",
            "2027-03-01 60",
            "2027-03-31 30",
            "2027-04-16 14",
            "2027-04-23 7",
            "2027-04-29 1",
            "2027-04-30 0",
            "2027-05-07 -7",
        ],
    ),
    "corrected to an earlier day: told at once of that one": (
        [FIRST, accept("2026-03-18", "2027-02-28", made="2027-02-20", corrects="first")],
        ENGAGED,
        "2027-03-08",
        ["2027-01-15 60", "2027-02-15 30", "2027-02-22 7", "2027-02-26 0", "2027-03-08 -8"],
    ),
    "what was accepted turns out to begin now: wanting until then, told once at once": (
        [FIRST, accept("2027-03-18", "2028-03-17", made="2027-03-12", corrects="first")],
        ENGAGED,
        "2027-03-19",
        [
            "2027-01-15 60",
            "2027-02-15 30",
            "2027-03-03 14",
            "2027-03-10 7",
            "2027-03-12 -346",
        ],
    ),
    "the engagement ends with it": ([FIRST], engagement("2026-04-01", "2027-03-17"), "2027-12-31", []),
    "the engagement ends before it": ([FIRST], engagement("2026-04-01", "2027-02-28"), "2027-12-31", []),
    "the engagement ends while it is wanting": (
        [FIRST],
        engagement("2026-04-01", "2027-03-23"),
        "2027-12-31",
        [*BEFORE_ITS_END, "2027-03-17 0"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_reminders_follow_what_is_decided(case: str) -> None:
    decisions, engaged, until, expected = CASES[case]
    assert reminders(decisions, engaged, until) == expected


def test_each_part_has_its_own_ladder() -> None:
    """One cover is renewed, the other is not."""
    decisions = [
        insure("2026-03-18", "2027-03-17", made="2026-04-01"),
        insure("2027-03-18", "2028-03-17", made="2027-02-16"),
        insure("2026-04-01", "2027-03-31", part="indemnity", made="2026-04-01", amount=1_000_000),
    ]
    assert reminders(decisions, ENGAGED, "2027-03-17", Kind.COVER) == [
        "2027-01-15 60 liability",
        "2027-01-29 60 indemnity",
        "2027-02-15 30 liability",
        "2027-03-01 30 indemnity",
        "2027-03-17 14 indemnity",
    ]
