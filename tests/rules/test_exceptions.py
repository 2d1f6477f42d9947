"""An exception without a last day: for as long as the engagement lasts, of what is only preferred."""

from dataclasses import replace

import pytest

from checklists.calendar import Span
from checklists.facts import Decision, Engagement, Person
from checklists.requirement import Requirement
from checklists.slots import Row, slot_timeline
from checklists.timeline import timeline
from checklists.vocabulary import Force, Kind
from tests.rules.examples import ENGAGEMENT, accept, d, engagement, insure, requirement, told, waive

PREFERRED = requirement(force=Force.SHOULD)
COVER, REGISTER = (requirement(kind, force=Force.SHOULD) for kind in (Kind.COVER, Kind.REGISTER))
FOR_GOOD = waive("2021-11-01", None)
ADA = (Person("ada", d("2021-12-01")),)

CASES: dict[str, tuple[Requirement, list[Decision], Engagement, list[str]]] = {
    "to the engagement's last day": (
        PREFERRED,
        [FOR_GOOD],
        ENGAGEMENT,
        ["missing 2021-10-01..2021-10-31", "waived 2021-11-01..2023-03-31"],
    ),
    "to the later one of an engagement that was made longer": (
        PREFERRED,
        [FOR_GOOD],
        engagement(until_on="2025-03-31"),
        ["missing 2021-10-01..2021-10-31", "waived 2021-11-01..2025-03-31"],
    ),
    "to the earlier one of an engagement that was ended": (
        PREFERRED,
        [FOR_GOOD],
        engagement(until_on="2021-12-31"),
        ["missing 2021-10-01..2021-10-31", "waived 2021-11-01..2021-12-31"],
    ),
    "not past the day that was given": (
        PREFERRED,
        [waive("2021-10-01", "2023-03-31")],
        engagement(until_on="2023-04-30"),
        ["waived 2021-10-01..2023-03-31", "missing 2023-04-01..2023-04-30"],
    ),
    "from the decision, where it has no first day": (
        PREFERRED,
        [waive(None, None, made="2022-01-01")],
        ENGAGEMENT,
        ["missing 2021-10-01..2021-12-31", "waived 2022-01-01..2023-03-31"],
    ),
    "begun after the engagement's last day": (
        PREFERRED,
        [waive("2023-04-01", None)],
        ENGAGEMENT,
        ["missing 2021-10-01..2023-03-31"],
    ),
    "beside evidence, which is better": (
        PREFERRED,
        [FOR_GOOD, accept("2022-01-01", "2022-06-30")],
        ENGAGEMENT,
        [
            "missing 2021-10-01..2021-10-31",
            "waived 2021-11-01..2021-12-31",
            "met 2022-01-01..2022-06-30",
            "waived 2022-07-01..2023-03-31",
        ],
    ),
    "ended early by a correction": (
        PREFERRED,
        [FOR_GOOD, waive("2021-11-01", "2022-02-28", made="2022-03-01", corrects=FOR_GOOD.key)],
        ENGAGEMENT,
        [
            "missing 2021-10-01..2021-10-31",
            "waived 2021-11-01..2022-02-28",
            "missing 2022-03-01..2023-03-31",
        ],
    ),
    "taken back": (
        PREFERRED,
        [FOR_GOOD, waive("2021-11-01", "2021-10-31", made="2022-03-01", corrects=FOR_GOOD.key)],
        ENGAGEMENT,
        ["missing 2021-10-01..2023-03-31"],
    ),
    "of one part": (
        COVER,
        [waive("2021-10-01", None, part="indemnity"), insure("2021-10-01", "2022-09-30")],
        ENGAGEMENT,
        [
            "waived 2021-10-01..2022-09-30 indemnity",
            "expired 2022-10-01..2023-03-31 liability",
        ],
    ),
    "of a register with nobody on it yet": (
        REGISTER,
        [waive("2021-10-01", None)],
        engagement(people=ADA),
        ["waived 2021-10-01..2021-11-30", "waived 2021-12-01..2023-03-31 ada"],
    ),
    "never of what is required": (
        replace(PREFERRED, force=Force.MUST),
        [FOR_GOOD],
        ENGAGEMENT,
        ["missing 2021-10-01..2023-03-31"],
    ),
}


@pytest.mark.parametrize(("asked", "decisions", "of", "intervals"), CASES.values(), ids=CASES.keys())
def test_it_lasts(
    asked: Requirement, decisions: list[Decision], of: Engagement, intervals: list[str]
) -> None:
    assert told(timeline(asked, decisions, of)) == intervals


def test_it_lasts_no_longer_than_the_requirement_is_only_preferred() -> None:
    """What becomes required is asked for, also of whom an exception was recorded; until a day it may still be
    waived."""
    required = replace(PREFERRED, force=Force.MUST)
    rows = [
        Row(PREFERRED, Span(d("2021-10-01"), d("2021-12-31"))),
        Row(required, Span(d("2022-01-01"), d("2022-06-30"))),
        Row(PREFERRED, Span(d("2022-07-01"), d("2023-03-31"))),
    ]
    held = [waive("2021-10-01", None), waive("2022-01-01", "2022-01-31", made="2022-01-01")]
    assert told(slot_timeline(rows, held, ENGAGEMENT)) == [
        "waived 2021-10-01..2022-01-31",
        "missing 2022-02-01..2022-06-30",
        "waived 2022-07-01..2023-03-31",
    ]
