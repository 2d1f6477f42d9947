"""What partners tell when it happens: kinds, how late it was, and what may be done with it."""

from dataclasses import replace

import pytest

from checklists.library import library
from checklists.year.clocks import Happened
from checklists.year.occurring import (
    OFFICER,
    SAFEGUARDING,
    Clocks,
    Late,
    State,
    Step,
    clocks_of,
    find_kind,
    kinds_told,
    lateness,
    lead_steps,
    state_of,
)
from checklists.year.rows import YearRows
from tests.rules.examples import d, when
from tests.rules.year_examples import HOLIDAYS

THURROCK = library()["thurrock-floating-support"]
CHANGE, INSOLVENCY = THURROCK.year.events[:2]
NAMED_HERE: tuple[tuple[str, list[str]], ...] = (
    ("cornwall-social-inclusion", ["quality-concern"]),
    ("kcc-ensure", []),
    ("kcc-lot9", []),
    ("porchlight-peer-support", ["serious-incident"]),
    ("thurrock-floating-support", ["adverse-change", "insolvency", "action-plan", "kpi-missed-again"]),
)


@pytest.mark.parametrize(("key", "own"), NAMED_HERE)
def test_every_row_of_a_contract_can_be_told_and_two_more_everywhere(key: str, own: list[str]) -> None:
    assert [each.key for each in kinds_told(library()[key])] == [*own, SAFEGUARDING.key, OFFICER.key]


def test_the_contracts_own_row_stands_in_place_of_the_usual_one() -> None:
    own = replace(OFFICER, title="Change of director", clause="3.1")
    checklist = replace(THURROCK, year=YearRows(events=(own,)))
    assert [each.title for each in kinds_told(checklist)] == ["Change of director", SAFEGUARDING.title]
    assert find_kind([checklist], OFFICER.key, d("2026-05-01")) == own


def test_a_kind_is_as_it_was_worded_on_the_day() -> None:
    later = replace(CHANGE, title="Money trouble")
    versions = [
        replace(THURROCK, in_force_from=d("2026-01-01")),
        replace(THURROCK, in_force_from=d("2027-01-01"), year=YearRows(events=(later,))),
    ]
    titles = [find_kind(versions, CHANGE.key, d(on)).title for on in ("2026-12-31", "2027-01-01")]
    assert titles == [CHANGE.title, "Money trouble"]
    assert find_kind(versions, INSOLVENCY.key, d("2027-02-01")) == INSOLVENCY, "none has it any more"
    assert find_kind(versions, "long-gone", d("2027-02-01")).title == "Long gone"


@pytest.mark.parametrize(
    ("known", "told", "on", "late"),
    [
        ("2026-11-02", None, "2026-11-11", None),
        ("2026-11-02", None, "2026-11-12", Late(1, working=True)),
        ("2026-11-02", "2026-11-11", "2027-01-01", None),
        ("2026-11-02", "2026-11-16", "2027-01-01", Late(3, working=True)),
        ("2026-12-23", "2027-01-07", "2027-02-01", Late(1, working=True)),  # due on 6 January
        ("2027-03-22", "2027-04-06", "2027-05-01", Late(2, working=True)),  # over Easter, due on 2 April
        (
            "2026-11-04",
            "2026-11-14",
            "2027-01-01",
            Late(1, working=False),
        ),  # due on Friday 13th
    ],
)
def test_late_is_late_in_working_days(known: str, told: str | None, on: str, late: Late | None) -> None:
    clocks = clocks_of(CHANGE, Happened(d(known), when(told)), HOLIDAYS)
    assert lateness(clocks.telling, d(on), HOLIDAYS, working=True) == late


def test_what_is_told_at_once_is_late_the_day_after_on_both_sides() -> None:
    happened = Happened(d("2026-12-25"), d("2026-12-27"), d("2026-12-28"))
    clocks = clocks_of(INSOLVENCY, happened, HOLIDAYS)
    assert lateness(clocks.telling, d("2027-01-01"), HOLIDAYS, working=False) == Late(2, working=False)
    assert clocks.forwarding
    assert lateness(clocks.forwarding, d("2027-01-01"), HOLIDAYS, working=False) == Late(1, working=False)


def test_nothing_confidential_is_passed_on() -> None:
    asked = replace(SAFEGUARDING, asked_of=CHANGE.asked_of, at_once=True)
    assert clocks_of(asked, Happened(d("2026-11-02"), d("2026-11-02")), HOLIDAYS).forwarding is None


TOLD = clocks_of(CHANGE, Happened(d("2026-11-02"), d("2026-11-03")), HOLIDAYS)
PASSED = clocks_of(CHANGE, Happened(d("2026-11-02"), d("2026-11-03"), d("2026-11-04")), HOLIDAYS)


@pytest.mark.parametrize(
    ("state", "clocks", "confidential", "may"),
    [
        (State.ASKED, TOLD, False, {Step.CLOSED}),
        (State.TOLD, TOLD, False, {Step.ACKNOWLEDGED, Step.FORWARDED, Step.FOLLOWED}),
        (State.ACKNOWLEDGED, TOLD, False, {Step.FORWARDED, Step.FOLLOWED}),
        (State.FORWARDED, PASSED, False, {Step.FOLLOWED, Step.CLOSED}),
        (State.CLOSED, PASSED, False, {Step.FOLLOWED}),
        (State.CLOSED, PASSED, True, set()),
    ],
)
def test_what_the_lead_may_do_next(state: State, clocks: Clocks, confidential: bool, may: set[Step]) -> None:
    assert lead_steps(state, clocks, confidential=confidential) == may


def test_where_it_stands() -> None:
    assert state_of(is_told=False, steps=()) is State.ASKED
    assert state_of(is_told=True, steps=()) is State.TOLD
    assert state_of(is_told=True, steps=[Step.ACKNOWLEDGED, Step.FORWARDED]) is State.FORWARDED
    assert state_of(is_told=True, steps=[Step.FORWARDED, Step.CLOSED, Step.FOLLOWED]) is State.CLOSED
