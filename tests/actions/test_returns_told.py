"""Who is told at once of what the other side did with a return."""

import sqlalchemy as sa

from portal.access import Viewer
from portal.notices.rounds import tell_events
from portal.records import Notice
from portal.returns.actions.decide_return import Said
from portal.words.returns import in_address
from tests.builders import returning
from tests.builders.world import World


def last(world: World, viewer: Viewer) -> tuple[str, str, str]:
    """What it was told last, why, and where it leads."""
    tell_events(world.database)
    with world.database.reading() as session:
        query = sa.select(Notice.what, Notice.why, Notice.href).where(Notice.person_id == viewer.person_id)
        rows = session.execute(query.order_by(Notice.made_at)).all()
    return rows[-1].what, rows[-1].why, rows[-1].href


def test_each_side_is_told_of_a_return(world: World) -> None:
    returning.begin(world)
    tell_events(world.database)
    signer = returning.signer(world)
    returning.write_all(world)
    returning.send(world, signer)
    part = in_address(returning.quarter(world))
    what, why, href = last(world, world.reviewer)
    assert what.startswith("Tidewater Peers sent: ")
    assert why == "It waits for your answer."
    assert href.endswith(f"/returns/{returning.REPORT}/{part}/read")
    assert last(world, signer)[0].startswith("Sent: ")
    accepted = dict.fromkeys(("narrative", "case-study"), Said(accepts=True))
    returning.decide(world, accepted | {"data": Said(accepts=False, words="Count May again.")})
    tell_events(world.database)
    with world.database.reading() as session:
        mine = sa.select(Notice.what, Notice.why).where(Notice.person_id == world.member.person_id)
        told = {(row.what.partition(":")[0], row.why) for row in session.execute(mine)}
    assert ("Needs a change", "“Count May again.”") in told
    assert ("Accepted", "What you sent of it is accepted.") in told
    assert all(what != "Waits to be signed" for what, _ in told), "she put it up herself"
    tell_events(world.database)
    assert last(world, world.reviewer)[0] == what, "told once"
