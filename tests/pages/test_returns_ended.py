"""The lead's page of a period once one partner has ended in the middle of it."""

from datetime import date, timedelta

import sqlalchemy as sa

from portal.records import Engagement
from tests.builders import returning
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def end(world: World, last_on: date) -> None:
    with world.database.writing() as session:
        its = Engagement.id == world.engagement_id
        session.execute(sa.update(Engagement).where(its).values(ends_on=last_on))
        session.commit()


def test_the_page_opens_on_what_has_ended_for_all_and_nobody_is_missing_early(
    world: World, client_for: ClientFor
) -> None:
    returning.begin(world)
    returns = f"/contracts/{world.contract_id}/returns"
    with clock_on(date(world.today.year + 1, 2, 10)):
        manager = client_for(world.manager)
        before = manager.get(returns)
        end(world, date(world.today.year + 1, 2, 3))
        after = manager.get(returns)
        assert after.heading == before.heading
        assert "late" in after.words
        (running,) = after.links.keys() - before.links.keys()
        early = manager.get(after.links[running])
        assert early.heading != after.heading
        assert "Tidewater Peers" in early.words
        assert "Missing" in early.words
        missing = early.find("//h3[.='Missing']/following-sibling::ul[1]/li")
        assert len(missing) == 1, "the other partner owes nothing yet"


def test_where_it_ended_for_the_only_partner_its_last_period_is_shown(
    world: World, client_for: ClientFor
) -> None:
    returning.begin(world)
    today = date(world.today.year + 1, 2, 10)
    with clock_on(today):
        manager = client_for(world.manager)
        before = manager.get(f"/contracts/{world.contract_id}/returns")
        with world.database.writing() as session:
            session.execute(sa.update(Engagement).values(ends_on=today - timedelta(days=7)))
            session.commit()
        assert manager.get(f"/contracts/{world.contract_id}/returns").heading != before.heading
