"""The pace that somebody has chosen holds: for reminders too that the contract does not ask for, and from
the moment of choosing."""

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from portal.acting.record_event import record_event
from portal.notices.actions.choose_pace import choose_paces, read_all, unsubscribe
from portal.notices.actions.keep_notices import keep_told
from portal.notices.rounds import foresee, remind_now, send_at_once, send_daily, tell_events
from portal.notices.telling import next_tellings
from portal.records import About, Message, Notice, NoticePreference, Pace, Reminded
from portal.visits.actions.book_visit import book_visit
from tests.builders import sending
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.days import next_week
from tests.builders.messages import Mailbox, text_of
from tests.builders.world import World

ROUNDS = 3


def workday(world: World) -> date:
    """Next Monday."""
    return next_week(world.today)


def choose(world: World, **chosen: Pace) -> None:
    with world.database.writing() as session:
        choose_paces(session, world.member.person_id, {About(name): pace for name, pace in chosen.items()})


def visit_ahead(world: World) -> None:
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        book_visit(
            session,
            world.reviewer,
            place.contract,
            "audit-visit",
            workday(world) + timedelta(days=10),
            [place.engagement_id],
        )


def of_visit(world: World) -> list[tuple[str, bool]]:
    """What the partner's member was told before a visit, and whether by mail."""
    query = sa.select(Notice.what, Notice.message_id).where(
        Notice.person_id == world.member.person_id, Notice.what.contains("outstanding")
    )
    with world.database.reading() as session:
        return [(row.what, row.message_id is not None) for row in session.execute(query)]


@pytest.mark.parametrize("by_hand", [False, True])
def test_who_wants_no_mails_of_visits_is_told_before_one_in_the_portal_alone(
    world: World, mailbox: Mailbox, by_hand: bool
) -> None:
    visit_ahead(world)
    choose(world, visits=Pace.NEVER)
    day = workday(world)
    with clock_on(day, time(7)):
        foreseen = [
            each for each in foresee(world.database, day) if each.recipient.email == world.member.email
        ]
        for _ in range(2):
            if by_hand:
                with world.database.writing() as session:
                    remind_now(
                        session, mailbox.settings, world.reviewer, world.place(session, world.reviewer)
                    )
            else:
                send_daily(mailbox.settings, world.database, day)
        mails = [each for each in mailbox.messages() if world.member.email in str(each["To"])]
    assert [is_mailed for _, is_mailed in of_visit(world)] == [False]
    assert len(mails) == 1
    assert "outstanding" not in text_of(mails[0])
    assert "outstanding" not in " ".join(item.words.what for mail in foreseen for item in mail.items)
    with world.database.reading() as session:
        steps = sa.select(Reminded.step).where(
            Reminded.requirement_key == "", Reminded.person_id == world.member.person_id
        )
        assert session.scalars(steps).all() == [14]


def test_reminders_that_the_contract_asks_for_come_whatever_was_chosen(
    world: World, mailbox: Mailbox
) -> None:
    with world.database.writing() as session:
        unsubscribe(session, world.member.person_id)
    day = workday(world)
    with clock_on(day, time(7)):
        send_daily(mailbox.settings, world.database, day)
        (mail,) = [each for each in mailbox.messages() if world.member.email in str(each["To"])]
    assert "Complaints policy" in text_of(mail)


def test_a_mail_about_the_account_alone_does_not_offer_to_be_ended(world: World, mailbox: Mailbox) -> None:
    for verdict in (False, True):
        with world.database.writing() as session:
            record_event(session, "password-set", world.member.person_id)
            session.commit()
        if verdict:
            sending.accepted(world, "complaints-policy")
        tell_events(world.database)
        with clock_on(world.today + timedelta(days=1 + verdict)):
            send_at_once(mailbox.settings, world.database)
            mail = [each for each in mailbox.messages() if world.member.email in str(each["To"])][-1]
        assert bool(mail["List-Unsubscribe"]) == verdict
        assert ("Fewer mails" in text_of(mail)) == verdict


def test_what_is_just_being_told_comes_at_the_pace_that_was_chosen_meanwhile(world: World) -> None:
    sending.accepted(world, "complaints-policy")
    with world.database.reading() as session:
        (telling,) = list(next_tellings(session) or ())
    choose(world, decisions=Pace.NEVER)
    with world.database.writing() as session:
        keep_told(session, *telling)
        session.commit()
    assert waiting(world) == {("decisions", "never"), ("receipts", "daily")}


def waiting(world: World) -> set[tuple[str, str]]:
    query = sa.select(Notice.about, Notice.pace).where(
        Notice.person_id == world.member.person_id, Notice.message_id.is_(None)
    )
    with world.database.reading() as session:
        return {(row.about, row.pace) for row in session.execute(query)}


def test_who_ends_mails_while_they_are_told_and_sent_gets_none_after_that(
    world: World, mailbox: Mailbox
) -> None:
    """Told, sent, read, chosen and ended at the same moment, again and again."""

    def end() -> None:
        with world.database.writing() as session:
            unsubscribe(session, world.member.person_id)

    def begin() -> None:
        choose(world, decisions=Pace.AT_ONCE, receipts=Pace.DAILY)

    def read() -> None:
        with world.database.writing() as session:
            read_all(session, world.member.person_id)

    def tell() -> None:
        tell_events(world.database)

    def send() -> None:
        send_at_once(mailbox.settings, world.database)

    for number in range(ROUNDS):
        with clock_on(world.today + timedelta(days=number)):
            begin()
            sending.give_back(world, sending.send(world, "complaints-policy"))
        with clock_on(world.today + timedelta(days=number), time(13)):
            assert at_once(end, end, tell, send, read, send) == []
            assert {pace for _, pace in waiting(world)} <= {"never"}
            before = mails_to_her(world)
            send()
            assert mails_to_her(world) == before
    with world.database.reading() as session:
        chosen = session.scalars(sa.select(NoticePreference.pace)).all()
    assert set(chosen) == {"never"}


def mails_to_her(world: World) -> int:
    query = sa.select(sa.func.count()).select_from(Message).where(Message.to_email == world.member.email)
    with world.database.reading() as session:
        return session.scalar(query) or 0
