"""What mails and pages say of what ends or becomes needed: of each part what is true of it."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from checklists.lapsing import Lapse
from checklists.requirement import WHOLE
from checklists.vocabulary import Kind, State
from portal.database import Database
from portal.notices.presenters.lapsing import lapse_words, parts_words
from portal.notices.presenters.reminders import slot_words
from portal.notices.queries.planning import plan_engagement
from portal.notices.rounds import remind_now
from portal.records import Notice
from portal.settings import read_settings
from tests.builders import sending, versions
from tests.builders.clock import clock_on
from tests.builders.world import World, make_world
from tests.rules.examples import requirement

ON = date(2027, 3, 1)
ONE = timedelta(days=1)
LIKE, ADDED = "complaints-policy", "first-aid"


def lapse(days: int, before: State | None, part: str = "") -> Lapse:
    return Lapse(part or WHOLE, ON + days * ONE, before)


ENDS, WAIVED, LATER = State.MET, State.WAIVED, State.NOT_NEEDED
OF_ONE: dict[str, tuple[Lapse, str]] = {
    "ends today": (
        lapse(0, ENDS),
        "Accepted until 1 March 2027, today. Send the next one now: the two join up.",
    ),
    "was never asked for": (lapse(0, None), "Needed from 2 March 2027, tomorrow."),
    "is not needed yet": (lapse(0, LATER), "Not needed yet; needed from 2 March 2027, tomorrow."),
    "is waived until then": (lapse(4, WAIVED), "Waived until 5 March 2027, in 4 days."),
    "has ended": (lapse(-1, ENDS), "Ended on 28 February 2027, 1 day ago. Nothing has followed yet."),
    "was waived": (lapse(-1, WAIVED), "The waiver ended on 28 February 2027, 1 day ago."),
    "is asked for and not there": (
        lapse(-1, None),
        "Asked since 1 March 2027. Nothing that counts is accepted yet.",
    ),
}


@pytest.mark.parametrize("case", OF_ONE)
def test_of_one_thing_what_is_so_is_said(case: str) -> None:
    its, words = OF_ONE[case]
    assert lapse_words(requirement(), [its], ON) == words


OF_SEVERAL: dict[str, tuple[list[Lapse], str, str]] = {
    "who comes, beside two that end": (
        [lapse(3, None, "cat"), lapse(0, ENDS, "ann"), lapse(5, ENDS, "bob")],
        ", 3 people",
        "2 people: The first ends on 1 March 2027, today. Send the next one now: the two join up."
        " 1 person: Needed from 5 March 2027, in 4 days.",
    ),
    "two that have ended, beside one who never had any": (
        [lapse(-9, None, "cat"), lapse(-2, ENDS, "ann"), lapse(-2, ENDS, "bob")],
        ", 3 people",
        "1 person: Asked since 21 February 2027. Nothing that counts is accepted yet."
        " 2 people: Ended on 27 February 2027, 2 days ago. Nothing has followed yet.",
    ),
    "two that come one after the other": (
        [lapse(3, None, "cat"), lapse(5, None, "dan")],
        ", 2 people",
        "The first is needed from 5 March 2027, in 4 days.",
    ),
    "two that came one after the other": (
        [lapse(-3, None, "cat"), lapse(-5, None, "dan")],
        ", 2 people",
        "The first has been asked for since 25 February 2027. Nothing that counts is accepted yet.",
    ),
    "nobody, from tomorrow on": (
        [lapse(0, ENDS)],
        "",
        "Nobody is on the register from 2 March 2027, tomorrow.",
    ),
    "nobody": ([lapse(-1, None)], "", "Nobody has been on the register since 1 March 2027."),
    "nobody, and then one without a check": (
        [lapse(-1, None), lapse(3, None, "cat")],
        ", 1 person",
        "Nobody has been on the register since 1 March 2027. 1 person: Needed from 5 March 2027, in 4 days.",
    ),
}


@pytest.mark.parametrize("case", OF_SEVERAL)
def test_of_people_what_is_so_of_each_is_said(case: str) -> None:
    its, which, words = OF_SEVERAL[case]
    checks = requirement(Kind.REGISTER)
    assert (parts_words(checks, (each.part for each in its)), lapse_words(checks, its, ON)) == (which, words)


def reminded_now(world: World, tmp_path: Path) -> dict[str, str]:
    """By title what the partner's member reads of it after somebody has pressed for it today."""
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        remind_now(session, read_settings({"PORTAL_HOME": str(tmp_path)}), world.manager, place)
    with world.database.reading() as session:
        query = sa.select(Notice.what, Notice.why).where(Notice.person_id == world.member.person_id)
        return {row.what: row.why for row in session.execute(query)}


def planned(world: World, on: date) -> dict[str, str]:
    """What would go out on that day, by what, with why."""
    with world.database.reading() as session:
        plan = plan_engagement(session, world.engagement_id, on)
    words = [slot_words(each, on) for each in plan.slots]
    return {each.what: each.why for each in words}


THURSDAY = date(2026, 6, 18)


@pytest.fixture
def spring(database: Database) -> World:
    with clock_on(THURSDAY - 60 * ONE):
        return make_world(database)


def test_what_a_new_version_adds_was_never_accepted(spring: World, tmp_path: Path) -> None:
    with clock_on(THURSDAY, time(9)):
        versions.ask_besides(spring, ADDED, LIKE, THURSDAY + ONE, title="First aid certificates")
        said = reminded_now(spring, tmp_path)
    assert said["First aid certificates"] == "Needed from 19 June 2026, tomorrow."


def test_whose_checks_a_new_version_ends_are_told_that_they_were_accepted(spring: World) -> None:
    """Somebody else has none, and is told so."""
    with clock_on(THURSDAY - 9 * ONE):
        for name in ("Ann", "Bob"):
            issued_on = date(2024, 3, 1)
            worker = sending.a_worker(spring, name)
            sending.accept(spring, sending.check(spring, worker, issued_on=issued_on))
        sending.a_worker(spring, "Cat")
    with clock_on(THURSDAY, time(9)):
        versions.ask_otherwise(spring, "dbs-checks", THURSDAY + ONE, months=24)
        ahead, behind = planned(spring, THURSDAY), planned(spring, THURSDAY + ONE)
    key = "DBS checks, 3 people"
    nothing = "1 person: Asked since 1 April 2025. Nothing that counts is accepted yet. 2 people: "
    assert ahead[key] == (
        f"{nothing}Accepted until 18 June 2026, today. Send the next one now: the two join up."
    )
    assert behind[key] == f"{nothing}Ended on 18 June 2026, 1 day ago. Nothing has followed yet."


def test_who_comes_to_a_register_had_nothing_accepted(spring: World) -> None:
    with clock_on(THURSDAY - 9 * ONE):
        ann = sending.a_worker(spring, "Ann")
        sending.accept(spring, sending.check(spring, ann, issued_on=date(2026, 3, 1)))
        sending.a_worker(spring, "Cat", THURSDAY + ONE)
    assert planned(spring, THURSDAY)["DBS checks, 1 person"] == "Needed from 19 June 2026, tomorrow."
