"""Of an evening before a visit is with whom it was with then, by the name of then."""

from datetime import timedelta

import sqlalchemy as sa

from portal.acting.say import say_names
from portal.places.mine import list_engagements_of
from portal.records import Organisation
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from portal.visits.queries.booked import list_visits, next_visits
from tests.builders.clock import clock_on
from tests.builders.world import World

DAY = timedelta(days=1)
OLD, NEW = "Tidewater Peers", "Wave Peers CIO"


def renamed(world: World) -> None:
    with world.database.writing() as session:
        is_it = Organisation.id == world.partner_id
        session.execute(sa.update(Organisation).where(is_it).values(name=NEW))
        say_names(session, world.partner_id, None)
        session.commit()


def test_it_is_called_by_its_partners_name_of_the_evening(world: World) -> None:
    both = (world.engagement_id, world.second_engagement_id)
    for ahead, those in ((5, both[:1]), (6, both), (7, ())):
        with world.database.writing() as session:
            place = world.contract_place(session)
            book_visit(session, world.manager, place, "audit-visit", world.today + ahead * DAY, those)
    with clock_on(world.today + 3 * DAY):
        renamed(world)
        with world.database.reading() as session:
            place, on = world.contract_place(session), world.today
            then = [each.partner for each in list_visits(session, place, on, known=world.today)]
            now = [each.partner for each in list_visits(session, place, on)]
    assert now == [NEW, "Open Door Folk and 1 more", None]
    assert then == [f"{OLD}, now {NEW}", "Open Door Folk and 1 more", None]


def test_the_next_of_an_engagement_is_the_next_by_what_was_known(world: World) -> None:
    evening = world.today
    with world.database.writing() as session:
        place = world.contract_place(session)
        first = book_visit(session, world.manager, place, "audit-visit", evening + 9 * DAY)
    with clock_on(evening + 3 * DAY):
        with world.database.writing() as session:
            cancel_visit(session, world.manager, world.contract_place(session), first, "Snow.")
        with world.database.writing() as session:
            place = world.contract_place(session)
            book_visit(session, world.manager, place, "review-meeting", evening + 20 * DAY)
        with world.database.reading() as session:
            mine, today = list_engagements_of(session, [world.partner_id]), evening + 3 * DAY
            then = next_visits(session, mine, today, evening)[world.engagement_id]
            now = next_visits(session, mine, today)[world.engagement_id]
    assert then == ("audit-visit", evening + 9 * DAY)
    assert now == ("review-meeting", evening + 20 * DAY)
