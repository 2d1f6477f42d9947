"""How many engagements and partners a contract has is kept, and is so on any day, as known any evening."""

import uuid
from datetime import date, timedelta

import sqlalchemy as sa

from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from portal.contracts.actions.remove_partner import remove_partner
from portal.places.contracts import get_engagement_place
from portal.records import Contract, Engagement
from portal.standing.actions.rebuild_standing import rebuild_standing
from portal.standing.queries.as_known import When
from portal.standing.queries.counted import Counted, count_on
from portal.standing.queries.levels_at import here_at
from portal.standing.queries.verify import verify_standing
from tests.builders import inviting
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.world import World

AREAS = ("Northmouth", "Southmouth", "Westmouth")
AGO = (0, 1, 20, 30, 31, 400)


def kept(world: World) -> tuple[int | None, int | None]:
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        row = session.get_one(Contract, world.contract_id)
        return row.engagements, row.partners


def told(world: World, when: When) -> Counted:
    with world.database.reading() as session:
        return count_on(session, world.contract_id, when)


def looked_at(world: World, when: When) -> tuple[int, int]:
    """The same, by looking at each."""
    with world.database.reading() as session:
        here = here_at(world.contract_id, when)
        query = sa.select(Engagement.partner_id).join(here, here.c.engagement_id == Engagement.id)
        partners = session.scalars(query).all()
        return len(partners), len(set(partners))


def add(world: World, name: str, area: str) -> uuid.UUID:
    """The engagement."""
    partner_id = inviting.name_partner(world, name, area=area)
    with world.database.reading() as session:
        its = sa.select(Engagement.id).where(Engagement.partner_id == partner_id, Engagement.area == area)
        return session.scalars(its).one()


def remove(world: World, engagement_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        place = get_engagement_place(session, world.manager, engagement_id, [Audience.REVIEWER])
        remove_partner(session, world.manager, place, "Entered twice.")


def change_days(world: World, engagement_id: uuid.UUID, first: date, last: date) -> None:
    with world.database.writing() as session:
        place = get_engagement_place(session, world.manager, engagement_id, [Audience.MANAGER])
        change_engagement(session, world.manager, place, Terms(place.area, first, last))


def end(world: World, engagement_id: uuid.UUID, last_on: date) -> None:
    with world.database.writing() as session:
        place = get_engagement_place(session, world.manager, engagement_id, [Audience.MANAGER])
        end_engagement(session, world.manager, place, SaidEnd(last_on, "withdrew", "It closed."))


def test_they_follow_who_comes_and_goes(world: World) -> None:
    assert kept(world) == (None, None)
    before = told(world, When(world.today))
    first = add(world, "Quay Street Carers", AREAS[0])
    engagements, partners = before.engagements + 1, before.partners + 1
    assert kept(world) == (engagements, partners)
    add(world, "Quay Street Carers", AREAS[1])
    assert kept(world) == (engagements + 1, partners)
    assert told(world, When(world.today)) == Counted(engagements + 1, partners, has_areas=True)
    remove(world, first)
    assert kept(world) == (engagements, partners)
    assert told(world, When(world.today)).several is None


def test_those_who_come_at_once_are_all_counted(world: World) -> None:
    before = told(world, When(world.today))
    names = [(f"Partner {place}", area) for place in (1, 2) for area in AREAS]
    acts = [lambda name=name, area=area: add(world, name, area) for name, area in names]
    raised = at_once(*acts)
    assert all(isinstance(each, CannotDo) for each in raised), raised
    engagements, partners = kept(world)
    assert engagements == before.engagements + len(names) - len(raised)
    assert partners
    assert partners > before.partners


def test_a_day_has_those_who_were_known_to_have_it(world: World) -> None:
    """Some come later, some have ended, some were told of late: on each day as on each evening the number is
    the one that is found by looking at each."""
    today = world.today
    with clock_on(today - timedelta(days=30)):
        early = add(world, "Quay Street Carers", AREAS[0])
        add(world, "Quay Street Carers", AREAS[1])
    with clock_on(today - timedelta(days=20)):
        end(world, early, today - timedelta(days=25))
    late = add(world, "Latecomers", AREAS[2])
    change_days(world, late, today + timedelta(days=10), world.ends_on)
    days = [today - timedelta(days=ago) for ago in (*AGO, -10, -11)]
    asked = [
        When(on, known) for on in days for known in (None, *(today - timedelta(days=ago) for ago in AGO[1:]))
    ]
    seen = set()
    for when in asked:
        counted = told(world, when)
        assert (counted.engagements, counted.partners) == looked_at(world, when), when
        seen.add((counted.engagements, counted.partners))
    assert len(seen) > 3


def test_verifying_tells_what_is_kept_wrong_and_rebuilding_mends_it(world: World) -> None:
    add(world, "Quay Street Carers", AREAS[0])
    right = kept(world)
    with world.database.writing() as session:
        session.execute(sa.update(Contract).where(Contract.id == world.contract_id).values(engagements=9_000))
        session.commit()
    with world.database.writing() as session:
        (line,) = verify_standing(session)
        assert "keeps 9000 engagements" in line
        rebuild_standing(session)
    assert kept(world) == right
