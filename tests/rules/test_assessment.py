"""Assessments: when they are due again, also after an incident, and whether they deal with all."""

from dataclasses import replace

import pytest

from checklists.assessing import WHAT_WAS_FOUND, Finding, Impact, dealt_with, findings_asked, wanting
from checklists.deciding import problems
from checklists.facts import Incident
from checklists.timeline import timeline
from checklists.vocabulary import Kind
from tests.rules.examples import accept, d, engagement, requirement, told, waive

EIGHT = (
    "age",
    "disability",
    "gender",
    "gender identity",
    "race",
    "religion",
    "pregnancy",
    "sexual orientation",
)
SPAN = ("2021-10-01", "2023-03-31")


def incident(on: str, recorded: str | None = None, withdrawn: str | None = None) -> Incident:
    return Incident(d(on), d(recorded or on), d(withdrawn) if withdrawn else None)


# Months, completed on, incidents, and how the slot stands from October 2021 to March 2023.
EDGES: dict[str, tuple[int | None, str, list[Incident], list[str]]] = {
    "twelve months, expired on the very day after": (
        12,
        "2021-10-01",
        [],
        ["met 2021-10-01..2022-09-30", "expired 2022-10-01..2023-03-31"],
    ),
    "no months: it counts on": (None, "2021-10-01", [], ["met 2021-10-01..2023-03-31"]),
    "an incident after it": (
        12,
        "2021-11-01",
        [incident("2022-02-10")],
        ["missing 2021-10-01..2021-10-31", "met 2021-11-01..2022-02-10", "expired 2022-02-11..2023-03-31"],
    ),
    "an incident on the day on which it was completed": (
        12,
        "2022-02-10",
        [incident("2022-02-10")],
        ["missing 2021-10-01..2022-02-09", "met 2022-02-10..2023-02-09", "expired 2023-02-10..2023-03-31"],
    ),
    "an incident the day before it was completed": (
        12,
        "2022-02-10",
        [incident("2022-02-09")],
        ["missing 2021-10-01..2022-02-09", "met 2022-02-10..2023-02-09", "expired 2023-02-10..2023-03-31"],
    ),
    "an incident the day after it was completed": (
        12,
        "2022-02-10",
        [incident("2022-02-11")],
        ["missing 2021-10-01..2022-02-09", "met 2022-02-10..2022-02-11", "expired 2022-02-12..2023-03-31"],
    ),
    "an incident on its last day": (
        12,
        "2021-10-01",
        [incident("2022-09-30")],
        ["met 2021-10-01..2022-09-30", "expired 2022-10-01..2023-03-31"],
    ),
    "an incident after it lapsed changes nothing": (
        12,
        "2021-10-01",
        [incident("2022-12-24")],
        ["met 2021-10-01..2022-09-30", "expired 2022-10-01..2023-03-31"],
    ),
    "the first of two incidents": (
        12,
        "2021-10-01",
        [incident("2022-05-05"), incident("2022-01-31")],
        ["met 2021-10-01..2022-01-31", "expired 2022-02-01..2023-03-31"],
    ),
    "an incident before the engagement": (
        12,
        "2021-08-01",
        [incident("2021-09-15")],
        ["expired 2021-10-01..2023-03-31"],
    ),
    "one that was withdrawn": (
        12,
        "2022-04-01",
        [incident("2022-05-05", withdrawn="2022-05-09")],
        ["missing 2021-10-01..2022-03-31", "met 2022-04-01..2023-03-31"],
    ),
}


@pytest.mark.parametrize(("months", "completed", "incidents", "intervals"), EDGES.values(), ids=EDGES.keys())
def test_due_again(
    months: int | None, completed: str, incidents: list[Incident], intervals: list[str]
) -> None:
    asked = requirement(Kind.ASSESSMENT, months=months, after_incident=True)
    done = timeline(asked, [accept(completed)], engagement(*SPAN, incidents=tuple(incidents)))
    assert told(done) == intervals


def test_an_incident_is_nothing_to_what_is_not_done_again_after_one() -> None:
    asked = requirement(Kind.ASSESSMENT, months=None)
    there = engagement(*SPAN, incidents=(incident("2022-02-10"),))
    assert told(timeline(asked, [accept("2021-10-01")], there)) == ["met 2021-10-01..2023-03-31"]


def test_twelve_months_from_a_leap_day_until_an_incident_on_the_next() -> None:
    asked = requirement(Kind.ASSESSMENT, months=48, after_incident=True)
    there = engagement("2024-02-29", "2029-01-01", incidents=(incident("2028-02-29"),))
    assert told(timeline(asked, [accept("2024-02-29")], there)) == [
        "met 2024-02-29..2028-02-28",
        "expired 2028-02-29..2029-01-01",
    ]
    a_day_later = timeline(asked, [accept("2024-03-01")], there)
    assert told(a_day_later) == [
        "missing 2024-02-29..2024-02-29",
        "met 2024-03-01..2028-02-29",
        "expired 2028-03-01..2029-01-01",
    ]


def test_a_new_one_after_the_incident_counts_from_its_day() -> None:
    asked = requirement(Kind.ASSESSMENT, months=None, after_incident=True)
    there = engagement(*SPAN, incidents=(incident("2022-02-10"),))
    both = [accept("2021-10-01"), accept("2022-02-20", made="2022-03-01")]
    assert told(timeline(asked, both, there)) == [
        "met 2021-10-01..2022-02-10",
        "expired 2022-02-11..2022-02-19",
        "met 2022-02-20..2023-03-31",
    ]


def test_a_waiver_stands_through_an_incident() -> None:
    asked = requirement(Kind.ASSESSMENT, months=None, after_incident=True)
    there = engagement(*SPAN, incidents=(incident("2022-02-10"),))
    intervals = timeline(asked, [accept("2021-10-01"), waive("2022-01-01", "2023-03-31")], there)
    assert told(intervals) == ["met 2021-10-01..2022-02-10", "waived 2022-02-11..2023-03-31"]


def test_what_was_known_of_incidents() -> None:
    """Nobody knew of it before it was recorded, nor that it was wrong before it was withdrawn."""
    asked = requirement(Kind.ASSESSMENT, months=None, after_incident=True)
    there = engagement(*SPAN, incidents=(incident("2022-02-10", "2022-02-15", "2022-03-01"),))

    def ends(known: str) -> list[str]:
        return [each.state for each in timeline(asked, [accept("2021-10-01")], there, d(known))]

    assert ends("2022-02-14") == ["met"]
    assert ends("2022-02-15") == ["met", "expired"]
    assert ends("2022-02-28") == ["met", "expired"]
    assert ends("2022-03-01") == ["met"]


EQIA = requirement(Kind.ASSESSMENT, characteristics=EIGHT)
COVERED = {
    "eight of eight": (frozenset(EIGHT), []),
    "more than is asked": (frozenset({*EIGHT, "marriage"}), []),
    "seven of eight": (frozenset(EIGHT) - {"race"}, ["It does not deal with race."]),
    "six of eight": (frozenset(EIGHT) - {"age", "race"}, ["It does not deal with age and race."]),
    "nothing": (
        frozenset[str](),
        [
            "It does not deal with age, disability, gender, gender identity, race, religion, pregnancy and"
            " sexual orientation."
        ],
    ),
    "nobody said": (
        None,
        [
            "It is not recorded that it deals with age, disability, gender, gender identity, race, religion,"
            " pregnancy and sexual orientation."
        ],
    ),
}


@pytest.mark.parametrize(("covers", "sentences"), COVERED.values(), ids=COVERED.keys())
def test_it_deals_with_all_that_is_asked(covers: frozenset[str] | None, sentences: list[str]) -> None:
    decision = accept("2021-10-01", covers=covers)
    assert problems(EQIA, decision) == sentences
    states = [each.state for each in timeline(EQIA, [decision], engagement(*SPAN))]
    assert states == (["missing"] if sentences else ["met", "expired"])


def test_sections_are_covered_like_characteristics() -> None:
    asked = requirement(Kind.ASSESSMENT, sections=("premises", "home visits"))
    assert problems(asked, accept("2021-10-01", covers=frozenset({"premises"}))) == [
        "It does not deal with home visits."
    ]
    assert problems(asked, accept("2021-10-01", covers=frozenset({"premises", "home visits"}))) == []


def test_where_neither_is_asked_nobody_has_to_say() -> None:
    asked = requirement(Kind.ASSESSMENT)
    assert problems(asked, accept("2021-10-01")) == []
    assert findings_asked(asked) == (WHAT_WAS_FOUND,)


def test_an_assessment_without_a_day_is_not_accepted() -> None:
    assert problems(requirement(Kind.ASSESSMENT), accept(None)) == ["Give the date that the evidence bears."]


AGE = Finding("age", Impact.NONE, "Groups are open to all.", "Figures of last year.")
HALF_SAID = {
    "all that is needed": (AGE, ()),
    "nothing yet": (Finding("age"), ("impact", "words", "evidence")),
    "no impact": (replace(AGE, impact=None), ("impact",)),
    "no words": (replace(AGE, words=""), ("words",)),
    "no evidence": (replace(AGE, evidence=""), ("evidence",)),
    "harm without a remedy": (replace(AGE, impact=Impact.NEGATIVE), ("mitigation",)),
    "harm with one": (replace(AGE, impact=Impact.NEGATIVE, mitigation="A lift."), ()),
    "good without a remedy": (replace(AGE, impact=Impact.POSITIVE), ()),
}


@pytest.mark.parametrize(("finding", "fields"), HALF_SAID.values(), ids=HALF_SAID.keys())
def test_what_still_has_to_be_said(finding: Finding, fields: tuple[str, ...]) -> None:
    assert wanting(EQIA, finding) == fields
    assert dealt_with(EQIA, [finding]) == (() if fields else ("age",))


def test_a_section_has_no_impact() -> None:
    asked = requirement(Kind.ASSESSMENT, sections=("premises",))
    assert wanting(asked, Finding("premises", None, "Two exits.", "Seen on site.")) == ()
    assert wanting(asked, Finding("premises", None, "Two exits.")) == ("evidence",)
