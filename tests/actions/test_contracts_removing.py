"""A partner that was added by mistake is removed, as long as nothing is lost that proves something."""

import uuid

import pytest
import sqlalchemy as sa

from portal.access import Audience, NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.remove_partner import remove_partner
from portal.contracts.queries.removing import GOING, KEEPING, find_to_remove
from portal.partners.actions.write_note import write_note
from portal.places.contracts import EngagementPlace, get_engagement_place
from portal.records import Answer, Base, Engagement, Event, Invitation, table_of
from portal.standing.queries.verify import verify_events, verify_standing
from tests.builders import inviting
from tests.builders.at_once import at_once
from tests.builders.world import World


def test_every_table_of_an_engagement_goes_with_it_or_keeps_it() -> None:
    mine = table_of(Engagement).c.id
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        if any(column.references(mine) for column in table.columns)
    }
    assert pointing == {table_of(each).name for each in GOING} | KEEPING.keys()


def added(world: World) -> uuid.UUID:
    """The engagement of a partner that a lead has just typed, with a slip in its name."""
    partner_id = inviting.name_partner(world, "Tidewatr Peers")
    inviting.invite(world, partner_id, "newt@example.org")
    with world.database.reading() as session:
        return session.scalars(sa.select(Engagement.id).where(Engagement.partner_id == partner_id)).one()


def place_of(world: World, engagement_id: uuid.UUID, viewer: Viewer | None = None) -> EngagementPlace:
    with world.database.reading() as session:
        return get_engagement_place(session, viewer or world.manager, engagement_id, [Audience.REVIEWER])


def remove(world: World, engagement_id: uuid.UUID, words: str = "Entered twice.") -> None:
    place = place_of(world, engagement_id)
    with world.database.writing() as session:
        remove_partner(session, world.manager, place, words)


def note(world: World, engagement_id: uuid.UUID) -> None:
    place = place_of(world, engagement_id)
    with world.database.writing() as session:
        write_note(session, world.manager, place, "They rang.")


def is_there(world: World, engagement_id: uuid.UUID) -> bool:
    """Whether the engagement is; all that is kept is right."""
    with world.database.reading() as session:
        assert [*verify_standing(session), *verify_events(session)] == []
        return session.get(Engagement, engagement_id) is not None


def answers(world: World) -> list[str | None]:
    with world.database.reading() as session:
        return list(
            session.scalars(sa.select(Invitation.answer).where(Invitation.email == "newt@example.org"))
        )


def test_it_goes_with_what_was_agreed_and_with_its_invitations(world: World) -> None:
    engagement_id = added(world)
    place = place_of(world, engagement_id)
    with world.database.reading() as session:
        found = find_to_remove(session, place)
    assert (found.may_go, found.is_last, len(found.invited)) == (True, True, 1)
    with pytest.raises(CannotDo):
        remove(world, engagement_id, " ")
    remove(world, engagement_id)
    assert not is_there(world, engagement_id)
    assert answers(world) == [Answer.REVOKED]
    with pytest.raises(NotHere):
        place_of(world, engagement_id)
    with world.database.reading() as session:
        event = session.scalars(sa.select(Event).where(Event.name == "partner-removed")).one()
    assert event.engagement_id == engagement_id
    assert (event.data["partner"], event.data["because"]) == ("Tidewatr Peers", "Entered twice.")


def test_what_proves_something_keeps_it(world: World) -> None:
    engagement_id = added(world)
    note(world, engagement_id)
    with pytest.raises(CannotDo, match="notes about it"):
        remove(world, engagement_id)
    with pytest.raises(CannotDo, match="has joined it"):
        remove(world, world.engagement_id)
    assert is_there(world, engagement_id)


def test_who_may_not(world: World) -> None:
    engagement_id = added(world)
    place = place_of(world, engagement_id, world.reviewer)
    with world.database.writing() as session, pytest.raises(NotAllowed):
        remove_partner(session, world.reviewer, place, "Mine.")
    for viewer in (world.noise_manager, world.member):
        with pytest.raises(NotHere):
            place_of(world, engagement_id, viewer)


def test_a_note_at_the_same_moment_keeps_it_or_comes_too_late(world: World) -> None:
    engagement_id = added(world)
    raised = at_once(lambda: remove(world, engagement_id), lambda: note(world, engagement_id))
    assert len(raised) == 1, raised
    assert is_there(world, engagement_id) is isinstance(raised[0], CannotDo)


def test_two_presses_remove_it_once(world: World) -> None:
    engagement_id = added(world)
    at_once(lambda: remove(world, engagement_id), lambda: remove(world, engagement_id))
    assert not is_there(world, engagement_id)
    with world.database.reading() as session:
        told = session.scalars(sa.select(Event.number).where(Event.name == "partner-removed")).all()
    assert len(told) == 1
