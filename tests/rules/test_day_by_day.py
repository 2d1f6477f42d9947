"""The timeline against the oracle, which looks at each day by itself: the same intervals to the letter."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings

from checklists.facts import Decision
from checklists.timeline import part_timelines, timeline
from checklists.vocabulary import Kind, State
from tests.parts.made_up import made_up
from tests.rules import oracle
from tests.rules.generated import Case, day_within, randoms
from tests.rules.generated_details import check_case, detailed_cases, long_case, whole_case
from tests.rules.test_properties import bounded

thorough = settings(bounded, max_examples=made_up(300))


def said_of(case: Case, known: date | None = None) -> dict[date, oracle.Word]:
    """Each day by the wording that is in force on it."""
    if case.rows is None:
        return oracle.words(case.requirement, case.decisions, case.engagement, known)
    found: dict[date, oracle.Word] = {}
    for row in case.rows:
        during = replace(case.engagement, span=row.span)
        found |= oracle.words(row.requirement, case.decisions, during, known)
    return found


@thorough
@given(detailed_cases)
def test_the_timeline_says_what_is_so_on_each_day(case: Case) -> None:
    assert case.intervals() == oracle.as_intervals(said_of(case))


@thorough
@given(detailed_cases, randoms)
def test_what_was_known_is_what_was_so_on_each_day_as_one_knew_it(case: Case, random: Random) -> None:
    known = random.choice([day_within(random), *(each.made_on for each in case.decisions)])
    assert case.intervals(known=known) == oracle.as_intervals(said_of(case, known))


@settings(bounded, max_examples=made_up(100))
@given(detailed_cases, randoms)
def test_so_do_the_timelines_of_the_parts(case: Case, random: Random) -> None:
    known = random.choice([None, day_within(random)])
    asked, made, engagement = case.requirement, case.decisions, case.engagement
    parts = part_timelines(asked, made, engagement, known)
    for key, intervals in parts.items():
        assert intervals == oracle.as_intervals(oracle.words(asked, made, engagement, known, key))
    named = {key for each in timeline(asked, made, engagement, known) for key in each.wanting}
    assert named <= parts.keys()


def test_the_cases_are_worth_the_days() -> None:
    """All kinds and states occur, and parts that are wanting in different ways; also training that is met."""
    made = [make(Random(seed)) for seed in range(300) for make in (whole_case, long_case)]
    told = [each for case in made for each in case.intervals()]
    assert {case.requirement.kind for case in made if len(case.intervals()) > 3} == set(Kind)
    assert {each.state for each in told} == set(State)
    assert sum(bool(each.also) for each in told) > 50
    assert sum(len(each.parts) > 2 for each in told) > 50
    assert sum(each.state is State.EXPIRED and each.lapses_on is None for each in told) > 10
    trained = [case for case in made if case.requirement.topics]
    assert State.MET in {each.state for case in trained for each in case.intervals()}


def test_newer_certificates_end_something() -> None:
    made = [check_case(Random(seed)) for seed in range(400)]
    without = [case.intervals([without_unclear(each) for each in case.decisions]) for case in made]
    assert sum(case.intervals() != plain for case, plain in zip(made, without, strict=True)) > 20


def without_unclear(made: Decision) -> Decision:
    return replace(made, check=replace(made.check, unclear=())) if made.check else made
