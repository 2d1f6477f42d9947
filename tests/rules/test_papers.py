"""Document, confirmation, agreement, assessment, issued by the lead: the days on which they count."""

import pytest

from checklists.facts import Decision
from checklists.timeline import part_timelines, timeline
from checklists.vocabulary import Condition, Kind
from tests.rules.examples import ENGAGEMENT, accept, d, engagement, give_back, requirement, told, waive

MISSING = ["missing 2021-10-01..2023-03-31"]
MET = ["met 2021-10-01..2023-03-31"]

DOCUMENTS: dict[str, tuple[list[Decision], list[str]]] = {
    "nothing": ([], MISSING),
    "returned": ([give_back()], MISSING),
    "dated before the engagement": ([accept("2020-01-01")], MET),
    "without a date counts from the decision": (
        [accept(None, made="2022-01-10")],
        ["missing 2021-10-01..2022-01-09", "met 2022-01-10..2023-03-31"],
    ),
    "the date it bears, not the day of the decision": (
        [accept("2021-12-01", made="2022-05-10")],
        ["missing 2021-10-01..2021-11-30", "met 2021-12-01..2023-03-31"],
    ),
    "its own end, the last day inside": (
        [accept("2021-10-01", "2022-06-30")],
        ["met 2021-10-01..2022-06-30", "expired 2022-07-01..2023-03-31"],
    ),
    "an end on the engagement's last day": ([accept("2021-10-01", "2023-03-31")], MET),
    "an end after the engagement's": ([accept("2021-10-01", "2025-03-31")], MET),
    "an end one day before the engagement's": (
        [accept("2021-10-01", "2023-03-30")],
        ["met 2021-10-01..2023-03-30", "expired 2023-03-31..2023-03-31"],
    ),
    "over before the engagement began": (
        [accept("2020-01-01", "2021-09-30")],
        ["expired 2021-10-01..2023-03-31"],
    ),
    "over on the engagement's first day": (
        [accept("2020-01-01", "2021-10-01")],
        ["met 2021-10-01..2021-10-01", "expired 2021-10-02..2023-03-31"],
    ),
    "an end before its date never counts": ([accept("2022-06-01", "2022-05-31")], MISSING),
    "one day only": (
        [accept("2022-06-01", "2022-06-01")],
        [
            "missing 2021-10-01..2022-05-31",
            "met 2022-06-01..2022-06-01",
            "expired 2022-06-02..2023-03-31",
        ],
    ),
    "after the engagement": ([accept("2023-04-01", made="2022-01-01")], MISSING),
    "an early renewal queues": (
        [accept("2021-10-01", "2022-06-30"), accept("2022-05-01", "2023-03-31", made="2022-04-20")],
        MET,
    ),
    "a renewal that follows upon it": (
        [accept("2021-10-01", "2022-06-30"), accept("2022-07-01", made="2022-04-20")],
        MET,
    ),
    "a one-day gap shows": (
        [accept("2021-10-01", "2022-06-30"), accept("2022-07-02")],
        [
            "met 2021-10-01..2022-06-30",
            "expired 2022-07-01..2022-07-01",
            "met 2022-07-02..2023-03-31",
        ],
    ),
    "a shorter renewal takes nothing away": (
        [accept("2021-10-01", "2023-03-31"), accept("2022-01-01", "2022-02-01")],
        MET,
    ),
    "a return beside an acceptance changes nothing": (
        [accept("2021-10-01"), give_back(made="2022-02-02")],
        MET,
    ),
    "for a part that there is not": ([accept("2021-10-01", part="other")], MISSING),
}


@pytest.mark.parametrize(("decisions", "intervals"), DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_document(decisions: list[Decision], intervals: list[str]) -> None:
    assert told(timeline(requirement(), decisions, ENGAGEMENT)) == intervals


@pytest.mark.parametrize("kind", [Kind.DOCUMENT, Kind.CONFIRMATION, Kind.AGREEMENT, Kind.ISSUED])
def test_what_has_no_months_counts_to_the_end_of_the_engagement(kind: Kind) -> None:
    intervals = timeline(requirement(kind), [accept("2021-12-01")], ENGAGEMENT)
    assert told(intervals) == ["missing 2021-10-01..2021-11-30", "met 2021-12-01..2023-03-31"]


@pytest.mark.parametrize("kind", [Kind.DOCUMENT, Kind.CONFIRMATION, Kind.AGREEMENT, Kind.ISSUED])
def test_what_began_before_the_engagement_counts_from_its_first_day(kind: Kind) -> None:
    assert told(timeline(requirement(kind), [accept("2021-07-01")], ENGAGEMENT)) == MET


def test_an_agreement_is_met_only_while_it_is_in_force() -> None:
    signed = accept("2021-11-01", "2022-10-31")
    assert told(timeline(requirement(Kind.AGREEMENT), [signed], ENGAGEMENT)) == [
        "missing 2021-10-01..2021-10-31",
        "met 2021-11-01..2022-10-31",
        "expired 2022-11-01..2023-03-31",
    ]


ASSESSMENTS = {
    "12 months from its date": (12, "2021-11-10", None, "2022-11-09"),
    "on a leap day": (12, "2024-02-29", None, "2025-02-28"),
    "from the day before a leap day": (12, "2023-02-28", None, "2024-02-27"),
    "to a leap day": (12, "2023-03-01", None, "2024-02-29"),
    "its own end where that is earlier": (12, "2021-11-10", "2022-05-01", "2022-05-01"),
    "never longer than the months": (12, "2021-11-10", "2024-05-01", "2022-11-09"),
}


@pytest.mark.parametrize(
    ("months", "from_on", "own", "until_on"), ASSESSMENTS.values(), ids=ASSESSMENTS.keys()
)
def test_an_assessment_is_due_again(months: int, from_on: str, own: str | None, until_on: str) -> None:
    asked = requirement(Kind.ASSESSMENT, months=months)
    done = timeline(asked, [accept(from_on, own)], engagement(from_on, "2026-12-31"))
    assert [each.state for each in done] == ["met", "expired"]
    assert done[0].until_on == d(until_on)


def test_a_document_that_is_reviewed_annually_lapses_by_the_requirement() -> None:
    intervals = timeline(requirement(months=12), [accept("2021-10-01")], ENGAGEMENT)
    assert told(intervals) == ["met 2021-10-01..2022-09-30", "expired 2022-10-01..2023-03-31"]


VOLUNTEERS = requirement(Kind.CONFIRMATION, condition=Condition.USES_VOLUNTEERS)


def test_where_the_condition_does_not_hold_nothing_is_needed() -> None:
    for decisions in ([], [accept("2021-10-01")], [waive("2021-10-01", "2022-01-01")]):
        assert told(timeline(VOLUNTEERS, decisions, ENGAGEMENT)) == ["not-needed 2021-10-01..2023-03-31"]
        assert part_timelines(VOLUNTEERS, decisions, ENGAGEMENT) == {}


def test_where_the_condition_holds_it_is_asked() -> None:
    using = engagement(conditions={Condition.USES_VOLUNTEERS: (ENGAGEMENT.span,)})
    assert told(timeline(VOLUNTEERS, [], using)) == MISSING
    assert told(timeline(VOLUNTEERS, [accept("2021-10-01")], using)) == MET


def test_an_engagement_of_one_day() -> None:
    day = engagement("2024-02-29", "2024-02-29")
    assert told(timeline(requirement(), [], day)) == ["missing 2024-02-29..2024-02-29"]
    assert told(timeline(requirement(), [accept("2024-02-29", "2024-02-29")], day)) == [
        "met 2024-02-29..2024-02-29"
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_reaches_the_end_of_the_calendar(kind: Kind) -> None:
    late = engagement("9990-01-01", "9999-12-31")
    intervals = timeline(requirement(kind), [accept("9990-01-01")], late)
    assert (intervals[0].from_on, intervals[-1].until_on) == (late.span.from_on, late.span.until_on)
