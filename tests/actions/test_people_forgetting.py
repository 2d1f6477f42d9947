"""Who signed in and left is named nowhere after the term; until then, and whoever is still here, is."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import add_months
from portal import clock
from portal.access import Audience, Viewer
from portal.acting.naming import FORGOTTEN
from portal.history.actions.scrub_database import scrub_database
from portal.history.queries.events import Wanted, events_of_organisation, list_events
from portal.history.queries.names_left import list_names_left
from portal.invitations.actions.invite_person import invite_person
from portal.people.actions.forget_leavers import HERS, forget_leavers
from portal.places.organisations import OrganisationPlace, get_organisation_place
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import (
    Administrator,
    Decision,
    Event,
    Invitation,
    Membership,
    MessageKind,
    Person,
    Role,
    table_of,
)
from portal.register.actions.record_leaving import record_leaving
from portal.standing.queries.verify import verify_events, verify_standing
from tests.actions.test_history_forgetting import bytes_of
from tests.builders.at_once import overtaken
from tests.builders.keeping import everything
from tests.builders.leaving import NAME, PHONE, leave, told_everywhere
from tests.builders.sending import a_worker
from tests.builders.staff import add_person, partner_manager
from tests.builders.world import World

SURNAME = "thistledown"
TERM = 12


def at(organisation_id: uuid.UUID) -> OrganisationPlace:
    return OrganisationPlace(organisation_id, "", (), frozenset())


def forget(world: World, days: int = 1) -> int:
    """So many days after the term."""
    with world.database.writing() as session:
        return forget_leavers(session, add_months(clock.today(), TERM) + timedelta(days=days), TERM)


def test_nothing_names_who_signed_in_and_left(world: World) -> None:
    xanthe = told_everywhere(world)
    leave(world, xanthe)
    gone = a_worker(world, "Wim Worker")
    with world.database.writing() as session:
        record_leaving(session, world.member, world.own_place(session), gone, world.today)
    assert forget(world, days=0) == 0, "the term is not over"
    with world.database.reading() as session:
        assert everything(session).lower().count(SURNAME) >= 10
    assert (forget(world), forget(world)) == (1, 0), "once"
    with world.database.reading() as session:
        found = everything(session).lower()
        assert SURNAME not in found
        assert PHONE not in found
        assert xanthe.email not in found
        for model in HERS:
            table = table_of(model)
            assert not session.execute(sa.select(table).where(table.c.person_id == xanthe.person_id)).all()
        assert session.scalar(sa.select(Decision.words).where(Decision.outcome == "accept")) == (
            f"{FORGOTTEN} sent it."
        )
        assert [*verify_events(session), *verify_standing(session)] == [], "and the log knows what went"
        place, wanted = at(world.partner_id), Wanted(names=("evidence-sent", "person-forgotten"))
        lines = list_events(session, events_of_organisation(session, place), wanted)
        assert {FORGOTTEN, None} <= {each.person for each in lines}, "what was done stays"
    scrub_database(world.database)
    assert SURNAME.encode() not in bytes_of(world.database).lower()


def test_what_invited_her_under_a_former_address_goes_too(world: World) -> None:
    partner_manager(world)
    xanthe = add_person(world, "Xanthe Thistledown", world.partner_id, Role.MEMBER)
    letter, before = Letter("Come in", "Hello Xanthe Thistledown"), "x@former.example"
    with world.database.writing() as session:
        to = Addressee(before, "Xanthe Thistledown")
        row = {
            "id": uuid.uuid4(),
            "organisation_id": world.partner_id,
            "email": before,
            "name": "Xanthe Thistledown",
            "role": Role.MEMBER.value,
            "made_at": clock.now(),
            "state": "sent",
            "message_id": write_message(session, to, MessageKind.INVITATION, letter),
            "answer": "accepted",
            "answered_at": clock.now(),
            "answered_by": xanthe.person_id,
        }
        session.execute(sa.insert(Invitation).values(**row))
        session.commit()
    leave(world, xanthe)
    assert forget(world) == 1
    with world.database.reading() as session:
        found = everything(session).lower()
    assert SURNAME not in found
    assert before not in found


def test_each_side_is_asked_about_the_first_name_alone(world: World) -> None:
    leave(world, told_everywhere(world))
    forget(world)
    own = partner_manager_again(world)
    with world.database.reading() as session:
        ours = get_organisation_place(session, own, world.partner_id, (Audience.OWN,))
        theirs = get_organisation_place(session, world.manager, world.lead_id, (Audience.OWN,))
        assert {(each.table, each.text) for each in list_names_left(session, ours).places} == {
            ("submission", "With Xanthe alone")
        }
        assert [(each.table, each.text) for each in list_names_left(session, theirs).places] == [
            ("visit", f"{FORGOTTEN} and Xanthe’s deputy")
        ]


def partner_manager_again(world: World) -> Viewer:
    return add_person(world, "Petra Partner", world.partner_id, Role.MANAGER)


def acts_for_another(session: Session, who: Viewer, world: World) -> None:
    session.add(
        Membership(
            person_id=who.person_id,
            organisation_id=world.second_partner_id,
            role=Role.MEMBER,
            created_at=clock.now(),
        )
    )


def looks_after_the_portal(session: Session, who: Viewer, world: World) -> None:
    session.add(Administrator(person_id=who.person_id, since_at=clock.now()))


def was_here_later(session: Session, who: Viewer, world: World) -> None:
    later = clock.now() + timedelta(days=40)
    session.execute(sa.update(Person).where(Person.id == who.person_id).values(last_seen_at=later))


def is_invited_again(session: Session, who: Viewer, world: World) -> None:
    invite_person(session, world.manager, world.lead_id, email=who.email, name=NAME, role="member")


STILL_HERE = (acts_for_another, looks_after_the_portal, was_here_later, is_invited_again)


@pytest.mark.parametrize("still", STILL_HERE, ids=lambda still: still.__name__)
def test_who_is_still_here_is_not_forgotten(
    world: World, still: Callable[[Session, Viewer, World], None]
) -> None:
    xanthe = add_person(world, NAME, world.partner_id, Role.MEMBER)
    leave(world, xanthe)
    with world.database.writing() as session:
        still(session, xanthe, world)
        session.commit()
    assert forget(world) == 0
    with world.database.reading() as session:
        assert session.get_one(Person, xanthe.person_id).name == NAME


def test_a_namesake_keeps_the_name_and_somebody_looks(world: World) -> None:
    xanthe = told_everywhere(world)
    leave(world, xanthe)
    with world.database.writing() as session:
        session.execute(sa.update(Person).where(Person.id == world.second_member.person_id).values(name=NAME))
        session.commit()
    assert forget(world) == 1
    with world.database.reading() as session:
        assert session.get_one(Person, world.second_member.person_id).name == NAME
        assert session.get_one(Person, xanthe.person_id).name == FORGOTTEN
        own = get_organisation_place(session, partner_manager_again(world), world.partner_id, (Audience.OWN,))
        assert f"{NAME}.pdf" in {each.text for each in list_names_left(session, own).places}
        told = session.scalars(sa.select(Event.data).where(Event.name == "person-forgotten")).one()
        assert told == {"person": str(xanthe.person_id), "organisation": str(world.partner_id)}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_name_that_changes_meanwhile_is_forgotten_too(world: World) -> None:
    xanthe = told_everywhere(world)
    leave(world, xanthe)
    new = "Yolanda Hollyhock"
    with world.database.writing() as session:
        session.execute(sa.update(Decision).values(words=f"{new} sent it."))
        session.commit()

    def is_called_otherwise(session: Session) -> None:
        session.execute(sa.update(Person).where(Person.id == xanthe.person_id).values(name=new))

    assert overtaken(world.database, lambda: forget(world), is_called_otherwise) == 1
    with world.database.reading() as session:
        found = everything(session).lower()
    assert "hollyhock" not in found
    assert SURNAME not in found
