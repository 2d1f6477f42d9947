"""What a lead keeps about a partner, and writes to it: whose it is, what becomes of it, and how it goes."""

import uuid
from functools import partial

import pytest
import sqlalchemy as sa

from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.history.actions.remove_kept import remove_words
from portal.history.queries.contents import Contents
from portal.history.queries.texts import list_written
from portal.partners.actions.write_letter import SaidLetter, write_letter
from portal.partners.actions.write_note import write_note
from portal.partners.queries.written import LetterLine, list_letters, list_notes
from portal.post.actions.note_bounce import note_bounce
from portal.records import Event, Membership, Message, PartnerLetter, Person
from portal.standing.queries.verify import verify_events
from tests.builders.at_once import at_once
from tests.builders.messages import Mailbox, text_of
from tests.builders.world import World

SUBJECT, WORDS = "Your visit in spring", "We come at ten.\n\nPlease have the register ready."


def note(world: World, words: str, viewer: Viewer | None = None) -> None:
    someone = viewer or world.reviewer
    with world.database.writing() as session:
        write_note(session, someone, world.place(session, someone), words)


def letter(
    world: World, *to: uuid.UUID, subject: str = SUBJECT, words: str = WORDS, viewer: Viewer | None = None
) -> None:
    someone, said = viewer or world.manager, SaidLetter(frozenset(to), subject, words)
    with world.database.writing() as session:
        write_letter(session, someone, world.place(session, someone), said, "/there")


def letters(world: World) -> tuple[LetterLine, ...]:
    with world.database.reading() as session:
        return list_letters(session, [world.engagement_id])


def make_manager(world: World) -> uuid.UUID:
    """The partner's member, who manages it from now on."""
    mine = Membership.person_id == world.member.person_id
    with world.database.writing() as session:
        session.execute(sa.update(Membership).where(mine).values(role="manager"))
        session.commit()
    return world.member.person_id


def test_notes_stand_with_who_and_when_the_newest_first(world: World) -> None:
    note(world, " Rang Pat.\r\nAway until May. ")
    note(world, "Came back early.", world.manager)
    with world.database.reading() as session:
        found = list_notes(session, [world.engagement_id])
        assert [(each.words, each.by) for each in found] == [
            ("Came back early.", world.manager.name),
            ("Rang Pat.\nAway until May.", world.reviewer.name),
        ]
        assert list(verify_events(session)) == []


@pytest.mark.parametrize(
    ("who", "refused"), [("member", NotHere), ("officer", NotHere), ("reviewer_and_member", NotAllowed)]
)
def test_nobody_but_the_lead_writes(world: World, who: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        note(world, "Mine.", world.people[who])
    with pytest.raises(refused):
        letter(world, world.member.person_id, viewer=world.people[who])


@pytest.mark.parametrize("words", ["", " \n ", "x" * 5001])
def test_a_note_of_nothing_or_too_much_is_refused(world: World, words: str) -> None:
    with pytest.raises(CannotDo):
        note(world, words)


def test_a_letter_goes_and_is_kept_with_what_became_of_it(world: World, mailbox: Mailbox) -> None:
    letter(world, make_manager(world), subject="Your visit\r\nBcc: all@example.org")
    assert letters(world)[0].state == "waiting"
    (mail,) = mailbox.messages()
    assert mail["To"] == f"{world.member.name} <{world.member.email}>"
    assert mail["Subject"] == "Your visit Bcc: all@example.org"
    assert mail["Bcc"] is None
    assert mail["Reply-To"] == world.manager.email
    assert "We come at ten." in text_of(mail)
    (kept,) = letters(world)
    assert (kept.to, kept.by, kept.words, kept.state) == (
        world.member.name,
        world.manager.name,
        WORDS,
        "sent",
    )


def test_what_comes_back_is_said_and_told(world: World, mailbox: Mailbox) -> None:
    letter(world, make_manager(world))
    (mail,) = mailbox.messages()
    with world.database.writing() as session:
        assert note_bounce(session, [str(mail["Message-ID"])], "5.1.1", "No such user")
        session.commit()
    assert letters(world)[0].bounce_words == "No such user"
    with world.database.reading() as session:
        event = session.scalars(sa.select(Event).where(Event.name == "mail-came-back")).one()
        assert event.engagement_id == world.engagement_id


def test_nobody_is_written_to_who_is_not_of_the_partner(world: World) -> None:
    make_manager(world)
    for someone in (world.second_member, world.noise_member, world.officer):
        with pytest.raises(CannotDo):
            letter(world, someone.person_id)
    with pytest.raises(CannotDo):
        letter(world)
    assert letters(world) == ()


def test_somebody_removed_meanwhile_gets_nothing(world: World, mailbox: Mailbox) -> None:
    letter(world, make_manager(world))
    with world.database.writing() as session:
        session.execute(sa.delete(Membership).where(Membership.person_id == world.member.person_id))
        session.commit()
    assert mailbox.messages() == []
    assert letters(world)[0].state == "failed"
    with pytest.raises(CannotDo):
        letter(world, world.member.person_id)


def test_somebody_kept_out_meanwhile_gets_nothing(world: World, mailbox: Mailbox) -> None:
    letter(world, make_manager(world))
    hers = Person.id == world.member.person_id
    with world.database.writing() as session:
        session.execute(sa.update(Person).where(hers).values(disabled_at=sa.func.current_timestamp()))
        session.commit()
    assert mailbox.messages() == []


def test_two_at_once_are_both_kept(world: World) -> None:
    to = make_manager(world)
    acts = (partial(note, world, "One."), partial(note, world, "Two."), partial(letter, world, to))
    assert at_once(*acts) == []
    with world.database.reading() as session:
        assert len(list_notes(session, [world.engagement_id])) == 2
    assert len(letters(world)) == 1


def test_the_archive_has_them_and_they_go_when_their_time_is_over(world: World) -> None:
    note(world, "Rang Pat.")
    letter(world, make_manager(world))
    contents, other = Contents(world.contract_id), Contents(world.noise_contract_id)
    tables = {"partner_note", "partner_letter"}
    with world.database.writing() as session:
        assert {table for table, _, _ in contents.told(session)} >= tables
        assert {table for table, _, _ in other.told(session)}.isdisjoint(tables)
        many = contents.count(session, "words")
        assert remove_words(session, contents) == (many, [])
        assert many == 2
        session.commit()
    with world.database.reading() as session:
        assert list_notes(session, [world.engagement_id]) == ()
        assert session.scalars(sa.select(PartnerLetter.words)).all() == [""]
        sent = session.scalars(sa.select(PartnerLetter.message_id)).one()
        assert session.get_one(Message, sent).letter == {}
        assert list(verify_events(session)) == []


def test_forgetting_looks_through_them_as_the_leads_own(world: World) -> None:
    note(world, "Rang Pat.")
    letter(world, make_manager(world))
    with world.database.reading() as session:
        found = {each.sort.table.name: each.sort for each in list_written(session, world.partner_id)}
        assert found["partner_note"].of_lead
        assert found["partner_letter"].of_lead
        assert "partner_note" not in {
            each.sort.table.name for each in list_written(session, world.second_partner_id)
        }
