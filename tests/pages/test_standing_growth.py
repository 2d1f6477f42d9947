"""What a page costs the database does not grow with the partners that it is not about."""

from tests.builders.living import live_in
from tests.builders.multiplying import multiply
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door
from tests.pages.furnished import House
from tests.pages.steps import OF_ALL_THAT_HAPPENED, is_of_all, steps_of_pages

FEW, MANY = 60, 240
"""Copies of the first partner. A page of a list is full with either."""

MOST, A_LITTLE, OPENED_TOO = 1.2, 5, 1.6
PEOPLE = ("manager", "reviewer", "officer", "member")


def test_pages_do_not_cost_more_where_there_are_more_partners(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient], is_whole: bool
) -> None:
    """Counted with few partners, and with many: at every second page when the database knows how many, at the
    others when it does not. Only where the whole is tried it is counted in both ways, and for all who may
    open a page: they are asked much the same."""
    live_in(world)
    engine, people = world.database.engine, {name: clients[name] for name in PEOPLE}
    add_partners(world, 1, FEW)
    few = steps_of_pages(engine, doors, house, people, by_all=is_whole)
    add_partners(world, FEW + 1, MANY)
    pages = [*few]
    many = steps_of_pages(engine, doors, house, people, pages if is_whole else pages[::2])
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    analysed = steps_of_pages(engine, doors, house, people, pages if is_whole else pages[1::2])
    assert len(few) > 130, "most pages were opened"
    assert {*many, *analysed} == {*few}
    dear = {}
    for opened, steps in few.items():
        grows = is_of_all(*opened) or opened[0] in OF_ALL_THAT_HAPPENED
        most = MOST * (MANY / FEW if grows else 1) * (OPENED_TOO if opened[0] in OF_ALL_THAT_HAPPENED else 1)
        counted = [each[opened] for each in (many, analysed) if opened in each]
        if max(counted) > steps * most + A_LITTLE:
            dear[opened] = (steps, *counted)
    assert not dear, "\n".join(map(str, sorted(dear.items())))


def add_partners(world: World, first: int, last: int) -> None:
    with world.database.writing() as session:
        multiply(session, [world.engagement_id], first, last)
        session.commit()
