"""Readiness on a day: level, what blocks, what is near to lapsing, whose turn each is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checklists.facts import Decision
from checklists.readiness import Slot, is_near_end, readiness, turn
from checklists.requirement import Requirement
from checklists.timeline import Interval, on_day, timeline
from checklists.vocabulary import By, Condition, Force, Kind, Level, Stage, State, Turn
from tests.rules.examples import (
    ENGAGEMENT,
    accept,
    d,
    give_back,
    requirement,
    waive,
)

DAY = d("2022-06-01")
MUST, SHOULD = requirement(), requirement(force=Force.SHOULD)


def slot_in(state: State, until_on: str = "2023-03-31", stage: Stage = Stage.NOTHING, **fields: Any) -> Slot:
    return Slot(requirement(**fields), Interval(state, d("2021-10-01"), d(until_on)), stage)


def slot_after(*decisions: Decision, on: date = DAY) -> Slot:
    interval = on_day(timeline(MUST, decisions, ENGAGEMENT), on)
    assert interval
    return Slot(MUST, interval)


MISSING, MET = slot_in(State.MISSING), slot_in(State.MET)
WITH_LEAD = slot_in(State.MISSING, stage=Stage.WAITING)
ENDING = slot_in(State.MET, "2022-06-20")

LEVELS: dict[str, tuple[list[Slot], Level, int, int]] = {
    "nothing asked": ([], Level.READY, 0, 0),
    "all met": ([MET, MET], Level.READY, 0, 0),
    "waived": ([slot_in(State.WAIVED)], Level.READY, 0, 0),
    "not needed": ([slot_in(State.NOT_NEEDED)], Level.READY, 0, 0),
    "one missing": ([MET, MISSING], Level.NOT_READY, 1, 0),
    "one expired": ([MET, slot_in(State.EXPIRED)], Level.NOT_READY, 1, 0),
    "only the lead's move": ([MET, WITH_LEAD], Level.WAITING, 1, 0),
    "the lead's move and the partner's": ([MISSING, WITH_LEAD], Level.NOT_READY, 2, 0),
    "near its end": ([MET, ENDING], Level.WATCH, 0, 1),
    "should, missing": ([slot_in(State.MISSING, force=Force.SHOULD)], Level.WATCH, 0, 1),
    "should, expired": ([slot_in(State.EXPIRED, force=Force.SHOULD)], Level.WATCH, 0, 1),
    "should, near its end": ([slot_in(State.MET, "2022-06-20", force=Force.SHOULD)], Level.WATCH, 0, 1),
    "missing and near its end": ([MISSING, ENDING], Level.NOT_READY, 1, 1),
    "the lead's move and near its end": ([WITH_LEAD, ENDING], Level.WAITING, 1, 1),
}


@pytest.mark.parametrize(("slots", "level", "blockers", "warnings"), LEVELS.values(), ids=LEVELS.keys())
def test_level(slots: list[Slot], level: Level, blockers: int, warnings: int) -> None:
    answer = readiness(slots, ENGAGEMENT, DAY)
    assert (answer.level, len(answer.blockers), len(answer.warnings)) == (level, blockers, warnings)


@pytest.mark.parametrize(
    ("until_on", "on", "near"),
    [
        ("2022-07-01", "2022-06-01", True),
        ("2022-07-02", "2022-06-01", False),
        ("2022-06-01", "2022-06-01", True),
        ("2023-03-31", "2023-03-31", False),
        ("2023-03-30", "2023-03-15", True),
        ("2021-10-31", "2021-01-01", True),
        ("2021-11-15", "2021-01-01", False),
    ],
)
def test_near_its_end_is_within_the_warning_time(until_on: str, on: str, near: bool) -> None:
    for state in (State.MET, State.WAIVED):
        assert is_near_end(slot_in(state, until_on, warn_days=30), ENGAGEMENT, d(on)) is near


def test_what_is_out_of_order_is_not_near_its_end() -> None:
    for state in (State.MISSING, State.EXPIRED):
        assert not is_near_end(slot_in(state, "2022-06-20"), ENGAGEMENT, DAY)


NEAR: dict[str, tuple[list[Decision], bool]] = {
    "it lapses": ([accept("2021-10-01", "2022-06-20")], True),
    "a renewal follows": ([accept("2021-10-01", "2022-06-20"), accept("2022-06-21")], False),
    "a renewal follows after a gap": ([accept("2021-10-01", "2022-06-20"), accept("2022-06-22")], True),
    "a waiver follows": ([accept("2021-10-01", "2022-06-20"), waive("2022-06-21", "2022-12-31")], False),
    "a short waiver follows": (
        [accept("2021-10-01", "2022-06-20"), waive("2022-06-21", "2022-06-25")],
        True,
    ),
    "a waiver ends": ([waive("2021-10-01", "2022-06-20")], True),
    "a waiver ends where evidence begins": (
        [waive("2021-10-01", "2022-06-20"), accept("2022-06-21")],
        False,
    ),
}


@pytest.mark.parametrize(("decisions", "near"), NEAR.values(), ids=NEAR.keys())
def test_it_is_near_its_end_only_where_nothing_follows(decisions: list[Decision], near: bool) -> None:
    assert is_near_end(slot_after(*decisions), ENGAGEMENT, DAY) is near


ISSUED, AGREEMENT = requirement(Kind.ISSUED), requirement(Kind.AGREEMENT)


def issued_slot(
    state: State,
    issued: bool,
    stage: Stage = Stage.NOTHING,
    of: Requirement = ISSUED,
    until: str = "2023-03-31",
) -> Slot:
    return Slot(of, Interval(state, d("2021-10-01"), d(until)), stage, issued)


def agreement(state: State, put_up: bool, stage: Stage = Stage.NOTHING, until: str = "2023-03-31") -> Slot:
    return issued_slot(state, put_up, stage, AGREEMENT, until)


def carried_out(state: State, stage: Stage = Stage.NOTHING, until: str = "2023-03-31") -> Slot:
    return slot_in(state, until, stage, kind=Kind.ASSESSMENT, carried_out_by=By.COMMISSIONER)


TURNS: dict[str, tuple[Slot, Turn]] = {
    "missing": (MISSING, Turn.PARTNER),
    "expired": (slot_in(State.EXPIRED), Turn.PARTNER),
    "with the reviewer": (WITH_LEAD, Turn.LEAD),
    "expired, with the reviewer": (slot_in(State.EXPIRED, stage=Stage.WAITING), Turn.LEAD),
    "met, a renewal with the reviewer": (slot_in(State.MET, stage=Stage.WAITING), Turn.LEAD),
    "returned": (slot_in(State.MISSING, stage=Stage.RETURNED), Turn.PARTNER),
    "met, a renewal returned": (slot_in(State.MET, stage=Stage.RETURNED), Turn.PARTNER),
    "begun": (slot_in(State.MISSING, stage=Stage.DRAFT), Turn.PARTNER),
    "met, a renewal begun": (slot_in(State.MET, stage=Stage.DRAFT), Turn.PARTNER),
    "met": (MET, Turn.NOBODY),
    "waived": (slot_in(State.WAIVED), Turn.NOBODY),
    "near its end": (ENDING, Turn.PARTNER),
    "near its end, a renewal with the reviewer": (
        slot_in(State.MET, "2022-06-20", stage=Stage.WAITING),
        Turn.LEAD,
    ),
    "not needed": (slot_in(State.NOT_NEEDED), Turn.NOBODY),
    "not needed, returned": (slot_in(State.NOT_NEEDED, stage=Stage.RETURNED), Turn.NOBODY),
    "not issued": (issued_slot(State.MISSING, issued=False), Turn.LEAD),
    "issued": (issued_slot(State.MISSING, issued=True), Turn.PARTNER),
    "issued and acknowledged": (issued_slot(State.MET, issued=True), Turn.NOBODY),
    "waived before it is issued": (issued_slot(State.WAIVED, issued=False), Turn.NOBODY),
    "an agreement without a text": (agreement(State.MISSING, put_up=False), Turn.LEAD),
    "an agreement that ran out, without a text": (agreement(State.EXPIRED, put_up=False), Turn.LEAD),
    "an agreement near its end, without a text": (
        agreement(State.MET, put_up=False, until="2022-06-20"),
        Turn.LEAD,
    ),
    "an agreement in force, without a text": (agreement(State.MET, put_up=False), Turn.NOBODY),
    "an agreement up for signing": (agreement(State.MISSING, put_up=True), Turn.PARTNER),
    "an agreement signed on paper, with the reviewer": (
        agreement(State.MISSING, put_up=False, stage=Stage.WAITING),
        Turn.LEAD,
    ),
    "an agreement signed on paper, begun": (
        agreement(State.MISSING, put_up=False, stage=Stage.DRAFT),
        Turn.LEAD,
    ),
    "an agreement signed on paper, returned": (
        agreement(State.MISSING, put_up=False, stage=Stage.RETURNED),
        Turn.PARTNER,
    ),
    "carried out by the council, missing": (carried_out(State.MISSING), Turn.LEAD),
    "carried out by the council, expired": (carried_out(State.EXPIRED), Turn.LEAD),
    "carried out by the council, in order": (carried_out(State.MET), Turn.NOBODY),
    "carried out by the council, near its end": (carried_out(State.MET, until="2022-06-20"), Turn.LEAD),
}


@pytest.mark.parametrize(("slot", "whose"), TURNS.values(), ids=TURNS.keys())
def test_turn(slot: Slot, whose: Turn) -> None:
    assert turn(slot, ENGAGEMENT, DAY) is whose


def test_what_the_lead_has_not_issued_does_not_mark_the_partner_down() -> None:
    answer = readiness([issued_slot(State.MISSING, issued=False)], ENGAGEMENT, DAY)
    assert answer.level is Level.WAITING
    assert answer.blockers[0].turn is Turn.LEAD


def test_an_agreement_without_a_text_does_not_mark_the_partner_down() -> None:
    assert readiness([agreement(State.MISSING, put_up=False)], ENGAGEMENT, DAY).level is Level.WAITING
    assert readiness([agreement(State.MISSING, put_up=True)], ENGAGEMENT, DAY).level is Level.NOT_READY


@pytest.mark.parametrize("state", [State.MISSING, State.EXPIRED])
def test_what_the_council_carries_out_never_makes_the_partner_not_ready(state: State) -> None:
    """It is said, as a point to watch whose move is the lead's."""
    answer = readiness([MET, carried_out(state)], ENGAGEMENT, DAY)
    assert (answer.level, answer.blockers) == (Level.WATCH, ())
    assert [point.turn for point in answer.warnings] == [Turn.LEAD]
    assert readiness([MISSING, carried_out(state)], ENGAGEMENT, DAY).level is Level.NOT_READY


def test_acceptance_makes_the_day_of_the_visit_ready() -> None:
    returned = slot_after(give_back())
    assert readiness([returned], ENGAGEMENT, DAY).level is Level.NOT_READY
    accepted = slot_after(give_back(), accept("2022-05-20"))
    assert readiness([accepted], ENGAGEMENT, DAY).level is Level.READY


def test_without_volunteers_the_policy_is_nobodys_turn() -> None:
    asked = requirement(Kind.CONFIRMATION, condition=Condition.USES_VOLUNTEERS)
    slot = Slot(asked, timeline(asked, [], ENGAGEMENT)[0])
    assert readiness([slot], ENGAGEMENT, DAY).level is Level.READY
    assert turn(slot, ENGAGEMENT, DAY) is Turn.NOBODY


@pytest.mark.parametrize(
    ("with_lead", "whose"),
    [
        pytest.param({"liability", "indemnity"}, Turn.LEAD, id="both with the reviewers"),
        pytest.param({"liability"}, Turn.PARTNER, id="one with them, the other still wanting"),
    ],
)
def test_it_is_the_leads_turn_only_where_it_has_every_part_that_is_wanting(
    with_lead: set[str], whose: Turn
) -> None:
    covers = requirement(Kind.COVER)
    interval = on_day(timeline(covers, [], ENGAGEMENT), DAY)
    assert interval
    slot = Slot(covers, interval, Stage.WAITING, with_lead=frozenset(with_lead))
    assert turn(slot, ENGAGEMENT, DAY) is whose
    expected = Level.WAITING if whose is Turn.LEAD else Level.NOT_READY
    assert readiness([slot], ENGAGEMENT, DAY).level is expected


@pytest.mark.parametrize(("with_lead", "whose"), [({"cy"}, Turn.PARTNER), ({"cy", "bo"}, Turn.LEAD)])
def test_what_expired_counts_beside_what_is_missing(with_lead: set[str], whose: Turn) -> None:
    """One person's first check is with the reviewer; another's has run out, and nobody has sent a new one."""
    interval = Interval(State.MISSING, d("2021-10-01"), d("2023-03-31"), ("cy",), also=("bo",))
    slot = Slot(requirement(Kind.REGISTER), interval, Stage.WAITING, with_lead=frozenset(with_lead))
    assert turn(slot, ENGAGEMENT, DAY) is whose


@pytest.mark.parametrize(
    ("stage", "is_said_done", "whose"),
    [
        (Stage.NOTHING, True, Turn.LEAD),
        (Stage.NOTHING, False, Turn.PARTNER),
        (Stage.DRAFT, True, Turn.LEAD),
        (Stage.RETURNED, True, Turn.PARTNER),
    ],
)
def test_the_lead_confirms_what_is_said_to_be_done_unless_something_came_back(
    stage: Stage, is_said_done: bool, whose: Turn
) -> None:
    """What nobody but the partner knows of changes no count, so a draft does not."""
    slot = replace(MISSING, stage=stage, is_said_done=is_said_done)
    assert turn(slot, ENGAGEMENT, DAY) is whose
    expected = Level.WAITING if whose is Turn.LEAD else Level.NOT_READY
    assert readiness([slot], ENGAGEMENT, DAY).level is expected
