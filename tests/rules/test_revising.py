"""What a new version changes, and for whom; a day before it stays as it was."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.facts import Decision
from checklists.intervals import on_day
from checklists.library import library
from checklists.requirement import Checklist, Requirement
from checklists.revising import (
    READ_BY_PEOPLE,
    Effect,
    changes_before,
    compare_versions,
    day_of_effect,
    effects,
    keys_between,
    revised_slots,
    with_version,
)
from checklists.signing import is_other_signed, mark_of_signed, statement_of
from checklists.slots import asked_rows
from checklists.vocabulary import Condition, Force, Kind, State
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
    slots = revised_slots(keys, rows, [old, new], decisions or {}, ENGAGEMENT)
    return {each.requirement.key: each.effect.value for each in effects(slots, d(DAY), ENGAGEMENT)}


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
    assert effects(revised_slots(["policy"], {}, [old, new], {}, ended), d(DAY), ended) == []
    slots = revised_slots(["policy"], asked_rows([old], later.span), [old, new], {}, later)
    told = effects(slots, d(DAY), later)
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
    old = version("2021-10-01", *before)
    decisions = {"policy": [accept(each.isoformat()) for each in accepted]}
    rows = asked_rows([old], ENGAGEMENT.span)
    (slot,) = revised_slots(["policy"], rows, [old, new], decisions, ENGAGEMENT)
    assert not changes_before(slot, new.in_force_from)
    for days in range(after):
        day = FIRST + timedelta(days=days)
        one, other = on_day(slot.before, day), on_day(slot.after, day)
        assert (one and one.state) == (other and other.state), day


@given(
    st.integers(1, 500),
    st.integers(1, 500),
    st.lists(st.sampled_from([POLICY, YEAR, HALF]), max_size=1),
    st.lists(st.sampled_from([POLICY, YEAR, HALF]), max_size=1),
    st.lists(st.dates(FIRST, LAST), max_size=3),
)
def test_past_days_change_where_some_day_before_today_has_another_state(
    after: int, today_after: int, before: list[Requirement], now: list[Requirement], accepted: list[date]
) -> None:
    """Day by day, as somebody would count them."""
    today = FIRST + timedelta(days=today_after)
    old = version("2021-10-01", *before)
    new = replace(version(DAY, *now), in_force_from=FIRST + timedelta(days=after))
    decisions = {"policy": [accept(each.isoformat()) for each in accepted]}
    rows = asked_rows([old], ENGAGEMENT.span)
    (slot,) = revised_slots(["policy"], rows, [old, new], decisions, ENGAGEMENT)
    days = [FIRST + timedelta(days=each) for each in range(today_after)]
    pairs = [(on_day(slot.before, day), on_day(slot.after, day)) for day in days]
    differ = any((one and one.state) != (other and other.state) for one, other in pairs)
    assert changes_before(slot, today) == differ


V1, V2 = version("2021-10-01", POLICY), version(DAY, POLICY, PLAN)


@pytest.mark.parametrize(
    ("replaced", "new", "keys", "from_days"),
    [
        (None, version("2022-06-01", PLAN), ("policy",), ["2021-10-01", DAY, "2022-06-01"]),
        (V2, version("2022-06-01", POLICY, PLAN), ("plan",), ["2021-10-01", "2022-06-01"]),
        (V2, version("2022-01-01", POLICY, PLAN), ("plan",), ["2021-10-01", "2022-01-01"]),
        (V2, version(DAY, YEAR, PLAN), ("policy",), ["2021-10-01", DAY]),
        (V1, version("2021-11-01", POLICY), (), ["2021-11-01", DAY]),
        (V1, version("2021-10-01", PLAN), ("plan", "policy"), ["2021-10-01", DAY]),
    ],
)
def test_a_version_follows_or_stands_in_the_place_of_another(
    replaced: Checklist | None, new: Checklist, keys: tuple[str, ...], from_days: list[str]
) -> None:
    """Which requirements are worded otherwise on some day, and which versions stand then."""
    after = with_version([V1, V2], new, replaced)
    assert [each.in_force_from for each in after] == [d(day) for day in from_days]
    assert keys_between([V1, V2], after) == keys


@pytest.mark.parametrize("name", sorted(READ_BY_PEOPLE))
@pytest.mark.parametrize("of", [each for checklist in library().values() for each in checklist.requirements])
def test_no_state_depends_on_what_only_people_read(name: str, of: Requirement) -> None:
    words: dict[str, Any] = {"look_for": ("Other",), "warn_days": of.warn_days + 90}
    changed: dict[str, Any] = {name: words.get(name, "Other")}
    other = replace(of, **changed)
    old, new = version("2021-10-01", of), version(DAY, other)
    is_signed = statement_of(of) != statement_of(other)
    assert keys_between([old], [old, new]) == ((of.key,) if is_signed else ())
    for decisions in ([], [accept("2021-11-01", part=part) for part in parts_of(of)]):
        rows = asked_rows([old], ENGAGEMENT.span)
        (slot,) = revised_slots([of.key], rows, [old, new], {of.key: decisions}, ENGAGEMENT)
        assert slot.before == slot.after


@pytest.mark.parametrize("kind", [Kind.CONFIRMATION, Kind.ISSUED, Kind.DOCUMENT, Kind.AGREEMENT])
@pytest.mark.parametrize(
    ("statement", "is_wanting"),
    [("It is in place and reviewed.", True), ("It is  in Place.", False), ("It is in place.", False)],
)
def test_who_signed_one_statement_has_not_signed_the_next(
    kind: Kind, statement: str, is_wanting: bool
) -> None:
    before = requirement(kind, key="thing", statement="It is in place.")
    signed = accept("2021-11-01", key="thing", signed=mark_of_signed("It is in place."))
    after = replace(before, statement=statement, title="Reworded")
    assert found([before], [after], {"thing": [signed]}) == ({"thing": "newly-missing"} if is_wanting else {})
    assert found([before], [after], {"thing": [replace(signed, signed=None)]}) == {}
    anew = accept("2022-05-01", key="anew", signed=mark_of_signed(statement))
    old, new = version("2021-10-01", before), version(DAY, after)
    (slot,) = revised_slots(
        ["thing"],
        asked_rows([old], ENGAGEMENT.span),
        [old, new],
        {"thing": [signed, anew]},
        ENGAGEMENT,
    )
    states = [on_day(slot.after, d(day)) for day in ("2022-03-31", DAY, "2022-05-01")]
    wanting = [State.MET, State.MISSING if is_wanting else State.MET, State.MET]
    assert [each.state for each in states if each] == wanting


def test_a_confirmation_without_a_statement_of_its_own_is_signed_as_it_is_asked() -> None:
    before = requirement(Kind.CONFIRMATION, key="thing", statement=None, asks="It is so.")
    signed = {"thing": [accept("2021-11-01", key="thing", signed=mark_of_signed("It is so."))]}
    assert found([before], [replace(before, asks="It is otherwise.")], signed) == {"thing": "newly-missing"}
    assert found([before], [replace(before, title="Other")], signed) == {}


def test_who_signed_nothing_has_not_signed_what_is_added() -> None:
    before = requirement(Kind.DOCUMENT, key="thing", statement=None)
    after, unsigned = replace(before, statement="It is so."), accept("2021-11-01", key="thing", signed="")
    assert found([before], [after], {"thing": [unsigned]}) == {"thing": "newly-missing"}
    assert found([before], [after], {"thing": [replace(unsigned, signed=None)]}) == {}
    assert found([after], [before], {"thing": [unsigned]}).get("thing") != "newly-missing"


@pytest.mark.parametrize("kind", [Kind.REGISTER, Kind.ASSESSMENT])
def test_with_some_kinds_nothing_is_ever_signed(kind: Kind) -> None:
    of = requirement(kind, key="thing", statement="It is so.")
    assert not is_other_signed(of, accept("2021-11-01", key="thing", signed=""))


def parts_of(of: Requirement) -> list[str]:
    return [cover.key for cover in of.parts] or [""]


@pytest.mark.parametrize(
    ("new", "replaced", "today", "wanted"),
    [
        ("2022-04-01", None, "2022-01-01", "2022-04-01"),
        ("2022-04-01", None, "2022-09-01", "2022-04-01"),
        ("2022-09-01", "2022-04-01", "2022-01-01", "2022-04-01"),
        ("2022-09-01", "2022-04-01", "2022-06-01", "2022-06-01"),
        ("2022-04-01", "2022-09-01", "2022-06-01", "2022-06-01"),
        ("2022-04-01", "2022-09-01", "2022-12-01", "2022-04-01"),
        ("2022-04-01", "2022-04-01", "2022-06-01", "2022-04-01"),
    ],
)
def test_the_day_on_which_to_look_at_what_happens(
    new: str, replaced: str | None, today: str, wanted: str
) -> None:
    of = version(replaced) if replaced else None
    assert day_of_effect(version(new), of, d(today)) == d(wanted)
