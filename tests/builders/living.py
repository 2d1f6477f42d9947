"""A partner that has been with its lead for some time."""

from datetime import timedelta

import sqlalchemy as sa

from portal.records import Membership, Role
from portal.visits.actions.book_visit import book_visit
from tests.builders import sending
from tests.builders.world import World


def live_in(world: World) -> None:
    """Some time of the first partner: what was accepted, returned and waived, and a visit to come."""
    for key in (
        "safeguarding-policy",
        "business-continuity",
        "outcomes-reporting",
        "dbs-checks",
        "insurance",
    ):
        sending.accepted(world, key)
    for key in ("anti-bribery", "whistleblowing"):
        sending.give_back(world, sending.send(world, key))
    sending.waive(world, "environment", world.today + timedelta(days=60))
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        coming = world.today + timedelta(days=9)
        book_visit(session, world.manager, place.contract, "audit-visit", coming, [place.engagement_id])
        session.commit()


def live_through(world: World) -> World:
    """A world in which something was sent, accepted, returned, entered and looked at."""
    sending.accepted(world, "complaints-policy")
    sending.give_back(world, sending.send(world, "anti-bribery"), words="It is not signed.")
    sending.check(world, sending.a_worker(world, "Wanda Worker"))
    with world.database.writing() as session:
        own = sa.update(Membership).where(Membership.person_id == world.member.person_id)
        session.execute(own.values(role=Role.MANAGER.value))
        session.commit()
    return world
