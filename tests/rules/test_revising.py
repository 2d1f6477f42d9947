"""What a new version changes, and for whom; a day before it stays as it was."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.facts import Decision
from checklists.intervals import on_day
from checklists.requirement import Checklist, Requirement
from checklists.revising import Effect, compare_versions, effects, rows_after
from checklists.slots import asked_rows, slot_timeline
from checklists.vocabulary import Condition, Force, State
from tests.rules.examples import ENGAGEMENT, FIRST, LAST, accept, d, engagement, requirement

POLICY, PLAN = requirement(key="policy"), requirement(key="plan")
DAY = "2022-04-01"


def version(from_on: str, *requirements: Requirement) -> Checklist:
    return Checklist("checklist", "Checklist", d(from_on), requirements)


def found(
    before: list[Requirement], after: list[Requirement], decisions: dict[str, list[Decision]] | None = None
) -> dict[str, str]:
    """By requirement key its effect."""
    old, new = version("2021-10-01", *before), version(DAY, *after)
    keys = compare_versions(old, new).keys
    rows = asked_rows([old], ENGAGEMENT.span)
    told = effects(keys, rows, new, decisions or {}, ENGAGEMENT)
    return {each.requirement.key: each.effect.value for each in told}


def test_differences_by_field() -> None:
    after = replace(POLICY, months=12, title="Other")
    differences = compare_versions(
        version("2021-10-01", POLICY, PLAN), version(DAY, requirement(key="new"), after)
    )
    assert [each.key for each in differences.added] == ["new"]
    assert [each.key for each in differences.removed] == ["plan"]
    assert [each.fields for each in differences.changed] == [("title", "months")]
    assert not differences.reordered
    assert compare_versions(version("2021-10-01", POLICY, PLAN), version(DAY, PLAN, POLICY)).reordered
    assert compare_versions(version("2021-10-01", POLICY), version(DAY, POLICY)).keys == ()


YEAR, HALF = replace(POLICY, months=12), replace(POLICY, months=3)
ACCEPTED = {"policy": [accept("2021-11-01")]}


@pytest.mark.parametrize(
    ("before", "after", "decisions", "wanted"),
    [
        ([], [POLICY], {}, {"policy": "newly-missing"}),
        ([POLICY], [], {}, {"policy": "no-longer-asked"}),
        ([POLICY], [], ACCEPTED, {"policy": "no-longer-asked"}),
        ([YEAR], [HALF], ACCEPTED, {"policy": "newly-missing"}),
        ([HALF], [YEAR], ACCEPTED, {"policy": "changed"}),
        ([POLICY], [replace(POLICY, title="Other")], {}, {}),
        ([POLICY], [replace(POLICY, force=Force.SHOULD)], {}, {"policy": "changed"}),
        ([POLICY], [replace(POLICY, condition=Condition.USES_VOLUNTEERS)], {}, {"policy": "no-longer-asked"}),
        ([replace(POLICY, condition=Condition.USES_VOLUNTEERS)], [POLICY], {}, {"policy": "newly-missing"}),
        ([], [replace(POLICY, condition=Condition.USES_VOLUNTEERS)], {}, {}),
        ([POLICY], [POLICY], {}, {}),
    ],
)
def test_what_happens_to_a_slot(
    before: list[Requirement],
    after: list[Requirement],
    decisions: dict[str, list[Decision]],
    wanted: dict[str, str],
) -> None:
    assert found([PLAN, *before], [PLAN, *after], decisions) == wanted


def test_an_engagement_that_has_ended_is_not_affected_and_a_later_one_on_its_first_day() -> None:
    old, new = version("2021-10-01"), version(DAY, POLICY)
    ended, later = engagement(until_on="2022-03-31"), engagement("2022-06-01")
    assert effects(["policy"], {}, new, {}, ended) == []
    told = effects(["policy"], asked_rows([old], later.span), new, {}, later)
    assert [(each.effect, each.after and each.after.from_on) for each in told] == [
        (Effect.NEWLY_MISSING, d("2022-06-01"))
    ]


@given(
    st.integers(1, 500),
    st.lists(st.sampled_from([POLICY, YEAR, HALF]), max_size=1),
    st.lists(st.sampled_from([POLICY, YEAR, HALF]), max_size=1),
    st.lists(st.dates(FIRST, LAST), max_size=3),
)
def test_a_day_before_the_new_version_is_as_it_was(
    after: int, before: list[Requirement], now: list[Requirement], accepted: list[date]
) -> None:
    """Whatever the new version says: the timelines of both agree up to the day before it."""
    new = replace(version(DAY, *now), in_force_from=FIRST + timedelta(days=after))
    old_rows = asked_rows([version("2021-10-01", *before)], ENGAGEMENT.span)
    new_rows = rows_after(old_rows, new, ENGAGEMENT.span)
    decisions = [accept(each.isoformat()) for each in accepted]
    was = slot_timeline(old_rows.get("policy", ()), decisions, ENGAGEMENT)
    will = slot_timeline(new_rows.get("policy", ()), decisions, ENGAGEMENT)
    for days in range(after):
        day = FIRST + timedelta(days=days)
        one, other = on_day(was, day), on_day(will, day)
        assert (one and one.state) == (other and other.state), day


def test_the_rows_of_a_draft_are_those_of_the_versions_once_it_is_published() -> None:
    versions = [version("2021-10-01", POLICY, PLAN), version(DAY, HALF, requirement(key="new"))]
    foreseen = rows_after(asked_rows(versions[:1], ENGAGEMENT.span), versions[1], ENGAGEMENT.span)
    published = asked_rows(versions, ENGAGEMENT.span)
    assert {key: rows for key, rows in foreseen.items() if rows} == published
    assert all(
        one.span.until_on < two.span.from_on for rows in published.values() for one, two in pairwise(rows)
    )
    assert on_day(slot_timeline(published["new"], [], ENGAGEMENT), d(DAY)).state is State.MISSING  # type: ignore[union-attr]  # it is there
