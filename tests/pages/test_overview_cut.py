"""A page of partners is cut in the order of an index, and what is counted is counted out of one."""

from collections.abc import Iterator

import pytest

from tests.builders.living import live_in
from tests.builders.multiplying import multiply
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.plans import sorts

PARTNERS = 120
BY_NAME = "ORDER BY engagement.sort_name, engagement.id"
Sent = tuple[str, tuple[object, ...]]


@pytest.fixture
def many(world: World) -> World:
    live_in(world)
    with world.database.writing() as session:
        multiply(session, [world.engagement_id], 1, PARTNERS)
        session.commit()
    with world.database.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return world


def asked(many: World, client_for: ClientFor, page: str) -> list[Sent]:
    client = client_for(many.manager)
    client.get(f"/contracts/{many.contract_id}{page}")
    return [each for each in client.watch.sent if each[0].startswith(("SELECT", "WITH"))]


@pytest.mark.parametrize("page", ["/partners", "/partners?sort=-name", "/matrix", "/partners?page=2"])
def test_a_page_by_name_is_cut_before_anything_is_sorted(
    page: str, many: World, client_for: ClientFor
) -> None:
    """Of what is cut a page is put in order again, with what is told of it."""
    with many.database.engine.connect() as connection:
        cuts = [
            (inner, values[: inner.count("?")])
            for statement, values in asked(many, client_for, page)
            for inner in cut_of(statement)
        ]
        assert len(cuts) == 1
        assert [sorts(connection, *each) for each in cuts] == [False]


def cut_of(statement: str) -> Iterator[str]:
    """The part that cuts a page, where there is one."""
    words = " ".join(statement.split())
    _, found, rest = words.partition("(SELECT engagement.id AS id FROM engagement WHERE")
    if not found:
        return
    text = f"{found}{rest}"
    depth = 0
    for place, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if not depth:
            yield text[1:place]
            return


OUT_OF = {
    "/queue": ("SELECT (SELECT count(*) AS count_1 FROM under_way WHERE", "ix_under_way_in_order"),
    "/changes": ("WITH changed AS", "ix_standing_on_day"),
}


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("page", [*OUT_OF])
def test_what_is_counted_is_read_out_of_an_index_alone(page: str, many: World, client_for: ClientFor) -> None:
    begins, index = OUT_OF[page]
    counting = [
        each for each in asked(many, client_for, page) if " ".join(each[0].split()).startswith(begins)
    ]
    assert counting
    with many.database.engine.connect() as connection:
        for statement, values in counting:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            found = [row.detail for row in rows if index in row.detail]
            assert found
            assert all("COVERING INDEX" in each for each in found), found
