"""Since when something has expired is kept as the rules say it, where a slot's days do not tell."""

from datetime import timedelta

import sqlalchemy as sa

from checklists.calendar import add_months, day_before
from checklists.vocabulary import Kind, State
from portal.overview.queries.partners import Wanted
from portal.overview.queries.readiness import list_readiness
from portal.records import Standing
from portal.standing.queries.as_known import When
from portal.standing.queries.verify import verify_standing
from tests.builders.days import counts_from
from tests.builders.sending import a_worker, accept, check
from tests.builders.world import World

MONTHS = 36


def test_a_check_expired_before_its_person_joined(world: World) -> None:
    """Everybody else's are in order until the day before, which is not the day on which it expired."""
    today = world.today
    accept(world, check(world, a_worker(world, "Ann Ahead"), issued_on=counts_from(today)))
    joined = today - timedelta(days=5)
    issued_on = add_months(today, -MONTHS - 7)
    accept(world, check(world, a_worker(world, "Joe Joined", joined), issued_on=issued_on))
    with world.database.reading() as session:
        found = list_readiness(session, world.contract_place(session), When(today), Wanted(limit=10))
        kept = session.scalars(sa.select(Standing.lapsed_on).where(Standing.state == State.EXPIRED)).all()
        assert list(verify_standing(session)) == []
    (point,) = [
        each
        for partner in found
        for each in partner.blockers
        if each.slot.requirement.kind is Kind.REGISTER and each.slot.interval.state is State.EXPIRED
    ]
    last_day = day_before(add_months(issued_on, MONTHS))
    assert point.slot.interval.lapses_on == last_day
    assert kept == [last_day]
