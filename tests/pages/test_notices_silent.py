"""What nobody is reminded of: of whom it is, since which day, and why."""

from datetime import timedelta

import pytest

from checklists.calendar import in_words
from checklists.lapsing import Lapse
from portal.notices.presenters.lapsing import when_words
from tests.actions.test_notices_lapsing import ENDS, LATER, ON, WAIVED, lapse
from tests.builders import sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of

ONE = timedelta(days=1)


def silent(world: World, client_for: ClientFor, title: str) -> tuple[str, ...]:
    """The cells of the one row about it."""
    shown = client_for(world.manager).get(f"/contracts/{world.contract_id}/notices")
    rows = shown.find("//table/tbody/tr")
    every = [tuple(words_of(cell) for cell in row.findall("td")) for row in rows]
    (its,) = [cells for cells in every if cells[1].startswith(title)]
    return its


def test_what_was_never_accepted_is_out_of_order_since_the_first_day(
    world: World, client_for: ClientFor
) -> None:
    sending.send(world, "complaints-policy")
    row = silent(world, client_for, "Complaints policy")
    assert row[0].startswith("Tidewater Peers")
    assert row[0].endswith("Eastmouth")
    assert row[1:] == (
        "Complaints policy",
        f"out of order since {in_words(world.starts_on)}",
        "with your reviewers",
    )


def test_what_has_ended_is_out_of_order_since_the_day_after(world: World, client_for: ClientFor) -> None:
    ended_on = world.today - 5 * ONE
    sending.accepted(world, "complaints-policy", from_on=world.starts_on, until_on=ended_on)
    sending.send(world, "complaints-policy")
    row = silent(world, client_for, "Complaints policy")
    assert row[2] == f"out of order since {in_words(ended_on + ONE)}"


def test_of_several_people_only_those_are_counted_of_whom_nobody_is_reminded(
    world: World, client_for: ClientFor
) -> None:
    came_on = world.today - 10 * ONE
    sending.a_worker(world, "Ann")
    sending.check(world, sending.a_worker(world, "Bob", came_on))
    row = silent(world, client_for, "DBS checks")
    assert row[1:3] == ("DBS checks, 1 person", f"out of order since {in_words(came_on)}")


WORDS: dict[str, tuple[list[Lapse], str]] = {
    "ends": ([lapse(0, ENDS)], "ends on 1 March 2027"),
    "waived": ([lapse(0, WAIVED)], "waived until 1 March 2027"),
    "not needed yet": ([lapse(0, LATER)], "needed from 2 March 2027"),
    "never asked for": ([lapse(0, None)], "needed from 2 March 2027"),
    "since": ([lapse(-1, None)], "out of order since 1 March 2027"),
    "several": ([lapse(-1, ENDS, "ann"), lapse(3, ENDS, "bob")], "the first out of order since 1 March 2027"),
    "several at once": ([lapse(3, ENDS, "ann"), lapse(3, ENDS, "bob")], "ends on 4 March 2027"),
}


@pytest.mark.parametrize("case", WORDS)
def test_when_is_said_in_a_few_words(case: str) -> None:
    its, words = WORDS[case]
    assert when_words(its, ON) == words
