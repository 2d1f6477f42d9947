"""What is due of returns is told of all partners at once as it stands with each of them."""

from collections import defaultdict
from datetime import date, timedelta

import sqlalchemy as sa

from portal.records import Engagement
from portal.returns.actions.decide_return import Said
from portal.returns.queries.due import list_due
from portal.returns.queries.period import list_contract_lines
from tests.builders import returning
from tests.builders.multiplying import multiply
from tests.builders.world import World


def test_those_are_due_that_lie_with_a_partner(world: World) -> None:
    """One of a quarter is sent, of another a section came back, of a third one is begun; some have ended."""
    returning.begin(world)
    signer = returning.signer(world)
    for number in (1, 2):
        returning.write_all(world, returning.quarter(world, number))
        returning.send(world, signer, returning.quarter(world, number))
    returning.decide(world, {"data": Said(accepts=False, words="Again.")}, returning.quarter(world, 2))
    returning.write(world, "narrative", returning.WORDS, part=returning.quarter(world, 3))
    with world.database.writing() as session:
        multiply(session, [world.second_engagement_id], 1, 5)
        some = sa.select(Engagement.id).where(Engagement.contract_id == world.contract_id).limit(2)
        ended = sa.update(Engagement).where(Engagement.id.in_(some))
        session.execute(ended.values(ends_on=world.today - timedelta(days=40)))
        session.commit()
    last = world.today + timedelta(days=92)
    with world.database.reading() as session:
        place = world.contract_place(session)
        found = list_due(session, place, lambda on: on <= last)
        lines = list_contract_lines(session, place, world.today)
    wanted: defaultdict[tuple[date, str, str], set[object]] = defaultdict(set)
    for each in lines:
        owed = each.asked.owed
        if owed.due_on and owed.due_on <= last and not each.lies_with_lead:
            wanted[owed.due_on, each.asked.row.title, owed.part].add(each.engagement_id)
    told = {
        (each.due_on, each.title, each.part): {one.engagement_id for one in each.partners} for each in found
    }
    assert told == wanted
    assert len({len(each) for each in told.values()}) > 2, "not with all alike"
