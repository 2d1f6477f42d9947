"""A partner that has been with its lead for some time."""

from datetime import timedelta

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
