"""A mail that came back is told to the lead that it was about: in words that are so, and to no other."""

from datetime import date

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.notices.rounds import send_at_once, send_daily, tell_events
from portal.post.returning import Returned, take_back
from portal.records import Event, Message, Notice
from portal.visits.actions.book_visit import book_visit
from tests.builders import inviting, sending
from tests.builders import returned_mail as shapes
from tests.builders.clock import clock_on
from tests.builders.days import next_week
from tests.builders.messages import Mailbox
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World


def workday(world: World) -> date:
    """Next Monday."""
    return next_week(world.today)


def comes_back(world: World, email: str) -> None:
    """Whatever went to that address."""
    with world.database.reading() as session:
        headers = session.scalars(sa.select(Message.header).where(Message.to_email == email)).all()
    assert headers
    for header in headers:
        report = shapes.POSTFIX.replace("{header}", header).encode()
        with world.database.writing() as session:
            assert take_back(session, report) == Returned.NOTED
        with world.database.writing() as session:
            assert take_back(session, report) == Returned.NOTED, "the same again tells nobody anew"


def morning(world: World, mailbox: Mailbox) -> None:
    tell_events(world.database)
    send_daily(mailbox.settings, world.database, clock.today())
    mailbox.messages()


def told(world: World, viewer: Viewer) -> list[tuple[str, str]]:
    """What came back, as that person was told it, with where it leads."""
    tell_events(world.database)
    query = sa.select(Notice.what, Notice.href).where(Notice.person_id == viewer.person_id)
    with world.database.reading() as session:
        rows = session.execute(query.order_by(Notice.what, Notice.href)).all()
    return [(row.what, row.href) for row in rows if "came back" in row.what]


def test_each_lead_hears_of_its_own_part(world: World, mailbox: Mailbox) -> None:
    deliver_for_noise_too(world)
    with clock_on(workday(world)):
        morning(world, mailbox)
        comes_back(world, world.member.email)
        ours, others = told(world, world.manager), told(world, world.noise_manager)
    what = "A mail to Pat Partner of Tidewater Peers came back"
    assert ours == [(what, f"/engagements/{world.engagement_id}/contacts")]
    assert [each for each, _ in others] == [what]
    assert others[0][1] != ours[0][1]


def test_of_the_leads_own_people_it_is_not_said_that_they_are_the_partners(
    world: World, mailbox: Mailbox
) -> None:
    """Once a contract, however many partners the mail was about."""
    sending.send(world, "complaints-policy")
    sending.send(world, "complaints-policy", engagement_id=world.second_engagement_id, by=world.second_member)
    with clock_on(workday(world)):
        morning(world, mailbox)
        comes_back(world, world.reviewer.email)
        found = told(world, world.manager)
    assert found == [("A mail to Rafi Reviewer came back", f"/contracts/{world.contract_id}/notices/sent")]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("officer", "A mail to Olu Officer came back"),
        ("second_member", "A mail to Sam Second of Open Door Folk came back"),
    ],
)
def test_what_was_about_the_whole_contract_is_told_too(
    world: World, mailbox: Mailbox, who: str, said: str
) -> None:
    with world.database.writing() as session:
        place = world.contract_place(session, world.reviewer)
        book_visit(session, world.reviewer, place, "audit-visit", place.ends_on)
    with clock_on(workday(world)):
        tell_events(world.database)
        with world.database.writing() as session:
            session.execute(sa.delete(Notice).where(~Notice.what.contains("is booked")))
            session.commit()
        morning(world, mailbox)
        comes_back(world, world.people[who].email)
        assert [what for what, _ in told(world, world.manager)] == [said]
        assert told(world, world.noise_manager) == []


def test_the_lead_that_invited_hears_that_the_invitation_came_back(world: World, mailbox: Mailbox) -> None:
    partner_id = inviting.name_partner(world, "Strand Walkers")
    inviting.invite(world, partner_id, "una@example.org", role="member", name="Una New")
    mailbox.messages()
    comes_back(world, "una@example.org")
    expected = [("The invitation to Una New came back", f"/contracts/{world.contract_id}/invitations")]
    assert told(world, world.manager) == expected
    for other in (world.second_member, world.noise_manager, world.officer, world.reviewer):
        assert told(world, other) == []


def test_what_is_about_no_contract_is_told_to_nobody(world: World, mailbox: Mailbox) -> None:
    with world.database.writing() as session:
        record_event(session, "password-set", world.member.person_id)
        session.commit()
    tell_events(world.database)
    with world.database.reading() as session:
        before = session.scalar(sa.select(sa.func.count()).select_from(Event))
    with clock_on(workday(world)):
        with world.database.writing() as session:
            session.execute(sa.delete(Notice).where(Notice.about != "access"))
            session.commit()
        send_at_once(mailbox.settings, world.database)
        mailbox.messages()
        comes_back(world, world.member.email)
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Event)) == before
