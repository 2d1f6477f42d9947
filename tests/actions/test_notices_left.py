"""Who has left, or has another role, is told nothing more; the lead hears that a contact is gone."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.notices.actions.name_contacts import name_contacts
from portal.notices.queries.contacts import PLACES, NamedContact, contacts_by_place
from portal.notices.queries.mine import count_mine
from portal.notices.rounds import foresee, send_at_once, send_daily, tell_events
from portal.records import Event, Membership, Message, Notice
from portal.slots.queries.engagement import count_contacts
from portal.visits.actions.book_visit import book_visit
from tests.builders import sending
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.days import next_week
from tests.builders.messages import Mailbox, text_of
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World


def name(world: World, *people: Viewer) -> None:
    """In the order of the places."""
    said = {place: NamedContact(None, "") for place in PLACES}
    said |= {
        place: NamedContact(each.person_id, "01632 960 001")
        for place, each in zip(PLACES, people, strict=False)
    }
    with world.database.writing() as session:
        name_contacts(session, world.member, world.place(session), said)


def leave(world: World, viewer: Viewer, role: str | None = None) -> None:
    """With a role she stays, and is that from now on."""
    mine = Membership.person_id == viewer.person_id
    with world.database.writing() as session:
        session.execute(
            sa.update(Membership).where(mine).values(role=role) if role else sa.delete(Membership).where(mine)
        )
        session.commit()


def told(world: World, viewer: Viewer) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Notice.what).where(Notice.person_id == viewer.person_id)
        return list(session.scalars(query.order_by(Notice.made_at)))


def test_the_lead_hears_once_that_a_contact_has_left(world: World) -> None:
    deliver_for_noise_too(world)
    name(world, world.reviewer_and_member, world.member)
    leave(world, world.reviewer_and_member)
    with world.database.reading() as session:
        assert count_contacts(session, world.place(session)) == 1
    for _ in range(3):
        tell_events(world.database)
    assert told(world, world.manager) == ["Bo Both of Tidewater Peers has left, and was its first contact"]
    assert told(world, world.member) == [
        "Bo Both has left, and was your first contact for Peer support on the coast, Eastmouth"
    ]
    assert told(world, world.noise_manager) == [], "there she was none"
    with world.database.reading() as session:
        named = contacts_by_place(session, world.place(session))
    assert named["first"] == NamedContact(None, "")
    assert named["second"].person_id == world.member.person_id


def test_of_a_contact_in_two_places_one_thing_is_said(world: World) -> None:
    name(world, world.member, world.reviewer_and_member, world.member)
    leave(world, world.member)
    tell_events(world.database)
    assert told(world, world.manager) == [
        "Pat Partner of Tidewater Peers has left, and was its chief officer and first contact"
    ]


def test_two_workers_note_it_once(world: World) -> None:
    name(world, world.reviewer_and_member, world.member)
    leave(world, world.reviewer_and_member)
    assert at_once(*[lambda: tell_events(world.database)] * 3) == []
    with world.database.reading() as session:
        left = sa.select(sa.func.count()).select_from(Event).where(Event.name == "contact-left")
        assert session.scalar(left) == 1


def test_a_look_ahead_says_it_too_and_keeps_nothing(world: World) -> None:
    name(world, world.reviewer_and_member, world.member)
    leave(world, world.reviewer_and_member)
    monday = next_week(world.today)
    said = [item.words.what for mail in foresee(world.database, monday) for item in mail.items]
    assert "Bo Both of Tidewater Peers has left, and was its first contact" in said
    assert told(world, world.manager) == []


def test_what_waits_for_a_mail_server_is_not_sent_to_who_left(world: World, mailbox: Mailbox) -> None:
    sending.accepted(world, "complaints-policy")
    tell_events(world.database)
    away = replace(mailbox, settings=replace(mailbox.settings, smtp="smtp://127.0.0.1:9"))
    with clock_on(world.today + timedelta(days=1)):
        send_at_once(mailbox.settings, world.database)
        assert away.messages() == []
    leave(world, world.member)
    with clock_on(world.today + timedelta(days=2)):
        assert world.member.email not in " ".join(str(each["To"]) for each in mailbox.messages())
        with world.database.reading() as session:
            left = session.execute(
                sa.select(Message.state, Message.problem).where(Message.to_email == world.member.email)
            ).one()
    assert (left.state, left.problem) == ("failed", "Whoever it was for has no part in it any more.")


def test_what_else_it_said_is_in_the_next_mail(world: World, mailbox: Mailbox) -> None:
    """She belongs to two partners: one of the two has ended."""
    second = {"organisation_id": world.second_partner_id, "role": "member", "created_at": clock.now()}
    with world.database.writing() as session:
        session.add(Membership(person_id=world.member.person_id, **second))
        session.commit()
    sending.accepted(world, "complaints-policy")
    there, by = world.second_engagement_id, world.second_member
    sending.accept(world, sending.send(world, "anti-bribery", engagement_id=there, by=by))
    monday = next_week(world.today)
    away = replace(mailbox, settings=replace(mailbox.settings, smtp="smtp://127.0.0.1:9"))
    with clock_on(monday):
        tell_events(world.database)
        send_at_once(mailbox.settings, world.database)
        send_daily(mailbox.settings, world.database, monday)
        assert away.messages() == []
    first = Membership.organisation_id == world.partner_id
    with world.database.writing() as session:
        session.execute(sa.delete(Membership).where(first, Membership.person_id == world.member.person_id))
        session.commit()
    with clock_on(monday + timedelta(days=1)):
        assert to_her(world, mailbox) == []
        send_daily(mailbox.settings, world.database, monday + timedelta(days=1))
        (mail,) = to_her(world, mailbox)
    assert "Accepted: Anti-bribery" in text_of(mail)
    assert "Eastmouth" not in text_of(mail), "of the other partner's part"


def to_her(world: World, mailbox: Mailbox) -> list[EmailMessage]:
    return [each for each in mailbox.messages() if world.member.email in str(each["To"])]


def test_who_decides_no_more_is_told_nothing_that_waits_for_a_decision(
    world: World, mailbox: Mailbox
) -> None:
    sending.send(world, "complaints-policy")
    tell_events(world.database)
    assert told(world, world.reviewer) == ["Tidewater Peers sent Complaints policy"]
    leave(world, world.reviewer, role="member")
    monday = next_week(world.today)
    with clock_on(monday):
        send_daily(mailbox.settings, world.database, monday)
    assert world.reviewer.email not in " ".join(str(each["To"]) for each in mailbox.messages())


@pytest.mark.parametrize("who", ["member", "reviewer", "officer"])
def test_in_the_portal_too_it_stands_no_more_for_who_left(world: World, who: str) -> None:
    sending.send(world, "complaints-policy")
    viewer = world.people[who]
    tell_events(world.database)
    if who == "officer":
        book(world)
    with world.database.reading() as session:
        assert count_mine(session, viewer, clock.now())[0] == 1
    leave(world, viewer)
    with world.database.reading() as session:
        assert count_mine(session, viewer, clock.now())[0] == 0


def book(world: World) -> None:
    with world.database.writing() as session:
        place = world.contract_place(session, world.reviewer)
        book_visit(session, world.reviewer, place, "audit-visit", world.today + timedelta(days=40))
    tell_events(world.database)
