"""What happens is told to those whom it concerns, once each, and to nobody else."""

import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer
from portal.notices.presenters.happened import SAYERS
from portal.notices.queries.happened import is_anything_to_tell
from portal.notices.queries.tellable import TELLING
from portal.notices.rounds import GATHER, send_at_once, send_daily, tell_events
from portal.places.contracts import get_contract_place
from portal.records import Membership, Message, Notice, NoticePreference, VisitKind
from portal.settings import Settings, read_settings
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.days import next_week
from tests.builders.world import World


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"PORTAL_HOME": str(tmp_path)})


def told(world: World, viewer: Viewer) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Notice.what).where(Notice.person_id == viewer.person_id).order_by(Notice.made_at)
        return list(session.scalars(query))


def mails(world: World) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        query = sa.select(Message.to_email, Message.subject).order_by(Message.made_at, Message.to_email)
        return [(row.to_email, row.subject) for row in session.execute(query)]


def test_every_event_that_is_read_can_be_said() -> None:
    assert set(TELLING) == set(SAYERS)


def test_who_sent_it_gets_a_receipt_and_the_reviewers_hear_of_it(world: World) -> None:
    sending.send(world, "complaints-policy")
    tell_events(world.database)
    assert told(world, world.member) == ["Sent: Complaints policy"]
    assert told(world, world.reviewer) == ["Tidewater Peers sent Complaints policy"]
    assert (
        told(world, world.officer)
        == told(world, world.noise_member)
        == told(world, world.second_member)
        == []
    )


def test_a_return_is_said_with_its_reason_in_full(world: World) -> None:
    sending.give_back(world, sending.send(world, "complaints-policy"))
    tell_events(world.database)
    with world.database.reading() as session:
        why = session.scalars(
            sa.select(Notice.why).where(Notice.what == "Needs a change: Complaints policy")
        ).first()
    assert why == "It is not signed or not dated. “Please sign the last page.”"
    assert told(world, world.reviewer)[1:] == [], "nobody is told of what she did herself"


@pytest.mark.parametrize("verdict", ["accepted", "waived"])
def test_what_was_decided_reaches_the_partner(world: World, verdict: str) -> None:
    if verdict == "waived":
        sending.waive(world, "complaints-policy", world.today + timedelta(days=30))
        expected = "Waived: Complaints policy"
    else:
        sending.accept(world, sending.send(world, "complaints-policy"))
        expected = "Accepted: Complaints policy"
    tell_events(world.database)
    assert told(world, world.member)[-1] == expected


def test_a_visit_is_told_to_both_sides_and_so_is_that_it_is_not(world: World) -> None:
    with world.database.writing() as session:
        place = world.contract_place(session, world.reviewer)
        booked = book_visit(session, world.reviewer, place, "audit-visit", world.today + timedelta(days=40))
    with world.database.writing() as session:
        cancel_visit(session, world.reviewer, world.contract_place(session, world.reviewer), booked, "Snow.")
    tell_events(world.database)
    for viewer in (world.member, world.second_member, world.officer):
        booked_words, cancelled_words = told(world, viewer)
        assert booked_words.endswith("is booked")
        assert cancelled_words.endswith("is cancelled")
    assert told(world, world.reviewer) == told(world, world.noise_member) == []


def test_nothing_is_told_twice(world: World) -> None:
    sending.send(world, "complaints-policy")
    for _ in range(3):
        tell_events(world.database)
    assert len(told(world, world.member)) == 1


def test_what_many_decisions_say_at_once_is_one_mail(world: World, settings: Settings) -> None:
    for key in ("complaints-policy", "anti-bribery", "business-continuity"):
        sending.accept(world, sending.send(world, key))
    tell_events(world.database)
    send_at_once(settings, world.database)
    assert mails(world) == [], "they wait for others"
    later = clock.now() + GATHER + timedelta(minutes=1)
    with clock_on(later.date(), later.time()):
        send_at_once(settings, world.database)
        send_at_once(settings, world.database)
    to_member = [subject for email, subject in mails(world) if email == world.member.email]
    assert len(to_member) == 1
    assert to_member[0].endswith("and 2 more things")


def test_the_pace_that_somebody_chose_is_kept(world: World, settings: Settings) -> None:
    with world.database.writing() as session:
        session.add(
            NoticePreference(
                person_id=world.member.person_id, about="decisions", pace="never", chosen_at=clock.now()
            )
        )
        session.commit()
    sending.accept(world, sending.send(world, "complaints-policy"))
    tell_events(world.database)
    later = clock.now() + timedelta(hours=1)
    with clock_on(later.date(), later.time()):
        send_at_once(settings, world.database)
    assert "Accepted: Complaints policy" in told(world, world.member), "it stands in the portal all the same"
    assert world.member.email not in {email for email, _ in mails(world)}


def next_working_day(today: date) -> date:
    return next_week(today - timedelta(days=1))


def test_a_day_is_one_mail_a_person_however_often_it_is_tried(world: World, settings: Settings) -> None:
    sending.accept(world, sending.send(world, "complaints-policy"))
    monday = next_working_day(world.today)
    with clock_on(monday):
        tell_events(world.database)
        assert send_daily(settings, world.database, monday) > 0
        assert send_daily(settings, world.database, monday) == 0
    to_member = [subject for email, subject in mails(world) if email == world.member.email]
    assert len(to_member) == 1


def test_nobody_is_reminded_of_what_is_being_checked(world: World, settings: Settings) -> None:
    sending.send(world, "complaints-policy")
    monday = next_working_day(world.today)
    with clock_on(monday):
        send_daily(settings, world.database, monday)
    reminders = told(world, world.member)
    assert reminders
    assert not [words for words in reminders if words.startswith("Complaints policy")]


def test_who_has_left_is_told_nothing_more(world: World, settings: Settings) -> None:
    sending.accept(world, sending.send(world, "complaints-policy"))
    with world.database.writing() as session:
        remove_membership(session, world.member.person_id)
    monday = next_working_day(world.today)
    with clock_on(monday):
        tell_events(world.database)
        send_daily(settings, world.database, monday)
    assert world.member.email not in {email for email, _ in mails(world)}


def remove_membership(session: Session, person_id: uuid.UUID) -> None:
    session.execute(sa.delete(Membership).where(Membership.person_id == person_id))
    session.commit()


def test_what_waited_for_a_mail_is_not_sent_to_who_left_meanwhile(world: World, settings: Settings) -> None:
    sending.accept(world, sending.send(world, "complaints-policy"))
    tell_events(world.database)
    with world.database.reading() as session:
        assert is_anything_to_tell(session)
    with world.database.writing() as session:
        remove_membership(session, world.member.person_id)
        remove_membership(session, world.reviewer_and_member.person_id)
    later = clock.now() + timedelta(hours=1)
    with clock_on(later.date(), later.time()):
        send_at_once(settings, world.database)
    assert mails(world) == []
    with world.database.reading() as session:
        assert not is_anything_to_tell(session), "nobody is woken for it again and again"


def test_what_others_are_told_gives_nothing_to_who_went_to_another_party(
    world: World, settings: Settings
) -> None:
    """She belongs to the partner of another contract now, about which there is news too."""
    sending.accept(world, sending.send(world, "complaints-policy"))
    with world.database.writing() as session:
        place = get_contract_place(session, world.noise_manager, world.noise_contract_id, [Audience.MANAGER])
        book_visit(
            session, world.noise_manager, place, VisitKind.AUDIT_VISIT, world.today + timedelta(days=40)
        )
    tell_events(world.database)
    with world.database.writing() as session:
        hers = sa.update(Membership).where(Membership.person_id == world.member.person_id)
        session.execute(hers.values(organisation_id=world.noise_partner_id))
        session.commit()
    later = clock.now() + timedelta(hours=1)
    with clock_on(later.date(), later.time()):
        send_at_once(settings, world.database)
    written_to = {email for email, _ in mails(world)}
    assert world.noise_member.email in written_to
    assert world.member.email not in written_to


def test_nobody_is_asked_to_decide_what_her_own_organisation_sent(world: World) -> None:
    sending.send(world, "complaints-policy")
    tell_events(world.database)
    assert told(world, world.reviewer) == ["Tidewater Peers sent Complaints policy"]
    assert told(world, world.reviewer_and_member) == []
