"""A page asks the database nothing that it has been told already, for no whole table that grows, and in no
condition for a table of which it has the row."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import sending
from tests.builders.living import live_in
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door, fill
from tests.pages.furnished import House
from tests.pages.knocking import Turns
from tests.pages.plans import taken_anew, whole_tables
from tests.pages.watching import NOT_A_QUERY
from tests.parts.databases import ENGINES

PEOPLE = ("manager", "reviewer", "officer", "member", "reviewer_and_member", "stranger")


SPELT_ANYHOW = "lower(organisation.name)"
"""Names in a lead's table of partners are looked for in any spelling."""

ALL_FILES_KEPT = "stored_file.removed_at IS NULL AND NOT (EXISTS"
"""What is kept of a contract counts all its files: PostgreSQL takes few of them in the order of their ids."""


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_nothing_is_read_twice_in_one_request_and_no_whole_table_that_grows(
    engine_name: str,
    doors: list[Door],
    world: World,
    house: House,
    clients: dict[str, PageClient],
    is_whole: bool,
) -> None:
    """Each page is opened once for both: on two databases that takes longest. Of people who are answered
    alike whoever is shown most opens it; all do what is of no place, and so everybody's own, and with --whole
    the rest. What is asked about whoever is refused is little, and the same at all doors: that is looked at
    on SQLite alone."""
    live_in(world)
    is_out_of_order(world)
    turns = Turns(world, PEOPLE, most=True)
    turn_of = turns.at if engine_name == "sqlite" else turns.let_in
    twice, asked, sent = set(), 0, dict[str, tuple[str, Any]]()
    for door in (each for each in doors if each.method == "GET"):
        for name in PEOPLE if is_whole or not door.names else turn_of(door):
            clients[name].ask("GET", fill(door, house.values_for(door)))
            counted = Counter((statement, str(values)) for statement, values in clients[name].watch.sent)
            asked += len(counted)
            twice |= {
                f"{door} for {name}: {statement}"
                for (statement, _), times in counted.items()
                if times > 1 and not statement.startswith(NOT_A_QUERY)
            }
            for statement, values in clients[name].watch.sent:
                sent.setdefault(statement, (f"{door} for {name}", values))
    assert asked > 1_000
    assert len(sent) > 120, "most statements were seen"
    whole = whole_tables_of(world, sent)
    anew = {f"{who}: {tables}: {each}" for each, (who, _) in sent.items() if (tables := taken_anew(each))}
    assert (twice, whole, anew) == (set(), set(), set())


def is_out_of_order(world: World) -> None:
    """Somebody, by a newer certificate that is not clear: who reads names is told why."""
    worker = sending.a_worker(world, "Wanda Worker")
    sending.accept(world, sending.check(world, worker, issued_on=world.today - timedelta(days=40)))
    sending.check(world, worker, issued_on=world.today, outcome="undecided")


def whole_tables_of(world: World, sent: dict[str, tuple[str, Any]]) -> set[str]:
    with world.database.engine.connect() as connection:
        return {
            f"{who}: {line}: {statement}"
            for statement, (who, values) in sent.items()
            for line in whole_tables(connection, statement, values)
            if SPELT_ANYHOW not in statement and ALL_FILES_KEPT not in statement
        }
