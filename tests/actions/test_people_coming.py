"""Invitations corrected, sent again and taken back; addresses changed; who was seen, and who is disabled."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.invitations.actions.join_by_link import Newcomer, join_by_link
from portal.invitations.queries.waiting import find_linked
from portal.people.actions.change_address import SPENT, ask_address, confirm_address, correct_address
from portal.people.actions.disable_person import disable_person, enable_person, end_all_sessions
from portal.people.actions.end_sessions import end_sessions
from portal.people.actions.revoke_invitation import correct_invitation, revoke_invitation, send_again
from portal.people.queries.pending import Pending, find_pending, list_pending, list_pending_of_contract
from portal.records import Event, Message, Person
from portal.sign_in.actions.note_seen import note_seen
from portal.sign_in.actions.send_reset import ask_reset
from portal.sign_in.actions.sign_in import open_session, sign_in
from portal.sign_in.actions.use_link import use_link
from portal.sign_in.caller import ANYBODY
from portal.sign_in.lasting import EVERY
from portal.sign_in.queries import find_link_holder, find_viewer
from tests.builders import inviting
from tests.builders.clock import clock_on
from tests.builders.messages import Mailbox, text_of
from tests.builders.staff import invite, partner_manager
from tests.builders.world import PASSWORD, World

OWN = "a password of my own"


def correct(world: World, pending: Pending, email: str) -> None:
    with world.database.writing() as session:
        correct_invitation(session, world.manager, pending, email, None)


def come(world: World, token: str) -> Viewer:
    with world.database.writing() as session:
        viewer = find_viewer(session, join_by_link(session, token, Newcomer("Newt New", OWN), ""))
    assert viewer
    return viewer


def names(world: World, name: str) -> list[dict[str, object]]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event.data).where(Event.name == name)))


def test_a_mistyped_address_gets_no_one_in_and_the_right_one_does(world: World, mailbox: Mailbox) -> None:
    pending = invite(world, world.lead_id)
    old = mailbox.last_token()
    with pytest.raises(CannotDo, match="the address that the invitation went to"):
        correct(world, pending, "NEWT@example.org")
    with pytest.raises(CannotDo, match="Enter an e-mail address"):
        correct(world, pending, "newt at example")
    with world.database.reading() as session:
        assert find_linked(session, old), "what cannot be done changes nothing"
    correct(world, pending, " Newton@Example.org ")
    (message,) = [each for each in mailbox.messages() if "newton@example.org" in each["To"]]
    new = mailbox.last_token()
    assert "Newt New" in text_of(message)
    with pytest.raises(CannotDo):
        come(world, old)
    viewer = come(world, new)
    assert viewer.email == "newton@example.org"
    assert viewer.organisations == {world.lead_id}
    with world.database.reading() as session:
        assert session.scalar(sa.select(Person.id).where(Person.email == pending.email)) is None


def test_what_was_not_sent_yet_goes_to_nobody(world: World, mailbox: Mailbox) -> None:
    pending = invite(world, world.lead_id)
    with world.database.writing() as session:
        revoke_invitation(session, world.manager, pending)
    with world.database.writing() as session:
        revoke_invitation(session, world.manager, pending)
    assert mailbox.messages() == []
    assert len(names(world, "invitation-revoked")) == 1
    with world.database.reading() as session:
        assert list_pending(session, world.lead_id) == ()


def test_one_of_two_invitations_is_taken_back(world: World, mailbox: Mailbox) -> None:
    """The other organisation's stays good."""
    first = invite(world, world.lead_id)
    second = invite(world, world.partner_id, by=partner_manager(world))
    with world.database.writing() as session:
        revoke_invitation(session, world.manager, first)
    viewer = come(world, mailbox.last_token())
    assert viewer.organisations == {second.organisation_id}


def test_who_has_come_is_not_taken_back(world: World, mailbox: Mailbox) -> None:
    pending = invite(world, world.lead_id)
    come(world, mailbox.last_token())
    with world.database.writing() as session, pytest.raises(CannotDo, match="has come meanwhile"):
        revoke_invitation(session, world.manager, pending)


def test_a_second_press_sends_nothing_more(world: World, mailbox: Mailbox) -> None:
    pending = invite(world, world.lead_id)
    mailbox.messages()
    with world.database.writing() as session:
        assert not send_again(session, world.manager, pending)
    tomorrow = world.today + timedelta(days=1)
    with clock_on(tomorrow), world.database.writing() as session:
        assert send_again(session, world.manager, pending)
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Message)) == 2


def test_who_may_know_of_an_invitation(world: World) -> None:
    """The lead that sent it, as long as nobody has joined."""
    pia = partner_manager(world)
    pending = invite(world, inviting.name_partner(world, "Newly Named"))
    with world.database.reading() as session:
        assert find_pending(session, world.manager, pending.invited_id)
        for viewer in (pia, world.noise_manager, world.reviewer, world.member, world.officer):
            assert find_pending(session, viewer, pending.invited_id) is None
        mine = list_pending_of_contract(session, world.contract_place(session))
    assert [each.email for each in mine] == ["newt@example.org"]


def test_whom_the_partner_asked_is_not_the_leads_to_know(world: World) -> None:
    pia = partner_manager(world)
    pending = invite(world, world.partner_id, by=pia)
    with world.database.reading() as session:
        assert find_pending(session, world.manager, pending.invited_id) is None
        assert list_pending_of_contract(session, world.contract_place(session)) == ()


def ask(world: World, email: str, password: str = PASSWORD) -> None:
    with world.database.writing() as session:
        ask_address(session, world.member, email, password, ANYBODY)


def token_in(mailbox: Mailbox) -> str:
    found = re.search(r"/your-address/(\S+)", text_of(mailbox.messages()[-1]))
    assert found
    return found[1]


def confirm(world: World, token: str) -> None:
    with world.database.writing() as session:
        confirm_address(session, token, ANYBODY)


def address(world: World) -> str:
    with world.database.reading() as session:
        return session.get_one(Person, world.member.person_id).email


def test_her_own_address_changes_when_the_new_one_is_confirmed(world: World, mailbox: Mailbox) -> None:
    for wrong, sentence in (
        ("pat at example", "Enter an e-mail address"),
        (world.member.email, "your address already"),
    ):
        with pytest.raises(CannotDo, match=sentence):
            ask(world, wrong)
    with pytest.raises(CannotDo, match="not your password"):
        ask(world, "patricia@example.org", "some other password")
    ask(world, "Patricia@example.org")
    first = token_in(mailbox)
    assert address(world) == world.member.email, "nothing changes before"
    ask(world, "pat.p@example.org")
    with pytest.raises(CannotDo, match="has been used or has expired"):
        confirm(world, first)
    token = token_in(mailbox)
    for _ in range(2):
        confirm(world, token)
    assert address(world) == "pat.p@example.org"
    (told,) = [each for each in mailbox.messages() if each["Subject"] == "Your e-mail address was changed"]
    assert world.member.email in told["To"]
    assert len(names(world, "address-changed")) == 1
    with world.database.writing() as session:
        assert sign_in(session, "pat.p@example.org", PASSWORD, "192.0.2.7")


def test_an_address_that_somebody_has_is_learned_by_nobody_but_its_reader(
    world: World, mailbox: Mailbox
) -> None:
    ask(world, world.noise_member.email)
    ask(world, "nobody@example.org")
    ask(world, world.noise_member.email)
    with pytest.raises(CannotDo, match="signs in with this address already"):
        confirm(world, token_in(mailbox))
    assert address(world) == world.member.email


def test_a_link_to_a_new_address_runs_out_and_is_asked_for_so_often(world: World, mailbox: Mailbox) -> None:
    ask(world, "patricia@example.org")
    token = token_in(mailbox)
    with clock_on(world.today + timedelta(days=1)), pytest.raises(CannotDo, match=SPENT):
        confirm(world, token)
    for _ in range(10):
        with pytest.raises(CannotDo):
            ask(world, "patricia@example.org", "some other password")
    with pytest.raises(TooManyAttempts):
        ask(world, "patricia@example.org")


def test_an_operator_corrects_an_address(world: World, mailbox: Mailbox) -> None:
    with world.database.writing() as session:
        token = open_session(session, world.member.person_id)
        session.commit()
    for new, sentence in (("pat at", "Enter an e-mail"), (world.manager.email, "already")):
        with world.database.writing() as session, pytest.raises(CannotDo, match=sentence):
            correct_address(session, world.member.email, new, "She married.")
    with world.database.writing() as session:
        correct_address(session, world.member.email, "pat.p@example.org", "She married.")
    assert address(world) == "pat.p@example.org"
    (said,) = names(world, "address-changed")
    assert said == {"person": str(world.member.person_id), "reason": "She married."}
    with world.database.reading() as session:
        assert find_viewer(session, token) is None
    assert mailbox.messages()


def test_who_is_disabled_cannot_come_in_by_any_way(world: World, mailbox: Mailbox) -> None:
    with world.database.writing() as session:
        token = open_session(session, world.member.person_id)
        ask_reset(session, world.member.email, "192.0.2.7")
    link = mailbox.last_token()
    with world.database.writing() as session:
        assert disable_person(session, world.member.email, "The laptop was stolen.")
        assert not disable_person(session, world.member.email, "Again.")
    with world.database.writing() as session:
        assert find_viewer(session, token) is None
        assert find_link_holder(session, link) is None
        with pytest.raises(CannotDo, match="is not right"):
            sign_in(session, world.member.email, PASSWORD, "192.0.2.7")
    with world.database.writing() as session, pytest.raises(CannotDo):
        use_link(session, link, OWN)
    with world.database.writing() as session, pytest.raises(CannotDo):
        open_session(session, world.member.person_id)
    before = len(mailbox.messages())
    with world.database.writing() as session:
        ask_reset(session, world.member.email, "192.0.2.7")
    assert len(mailbox.messages()) == before
    with world.database.writing() as session:
        assert enable_person(session, world.member.email, "It was found.")
    with world.database.writing() as session:
        assert sign_in(session, world.member.email, PASSWORD, "192.0.2.7")
    assert [each["reason"] for each in names(world, "person-disabled")] == ["The laptop was stolen."]


def test_sessions_end_and_links_with_them(world: World, mailbox: Mailbox) -> None:
    pia = partner_manager(world)
    with world.database.writing() as session:
        token = open_session(session, world.member.person_id)
        ask_reset(session, world.member.email, "192.0.2.7")
    link = mailbox.last_token()
    with world.database.writing() as session:
        place = world.own_place(session, pia)
        assert end_sessions(session, pia, place, world.member.person_id) == 1
    with world.database.writing() as session:
        assert end_sessions(session, pia, place, world.member.person_id) == 0
        assert find_viewer(session, token) is None
        assert find_link_holder(session, link) is None
        assert end_all_sessions(session, pia.email, "To be sure.") == 0
    assert [each["sessions"] for each in names(world, "sessions-ended")] == [1, 0]


def test_a_reason_is_always_given(world: World) -> None:
    with world.database.writing() as session, pytest.raises(CannotDo, match="Say why"):
        disable_person(session, world.member.email, "  \n ")
    with world.database.writing() as session, pytest.raises(CannotDo, match="Nobody signs in with"):
        disable_person(session, "nobody@example.org", "Why not.")


def test_who_was_here_is_noted_once_in_some_minutes(world: World) -> None:
    with world.database.writing() as session:
        token = open_session(session, world.member.person_id)
        session.commit()

    def note() -> object:
        with world.database.writing() as session:
            note_seen(session, token)
        with world.database.reading() as session:
            found = find_viewer(session, token)
            assert found
            return found.last_seen_at

    first = note()
    assert first
    assert note() == first
    later = clock.now() + EVERY + timedelta(minutes=1)
    with clock_on(later.date(), later.time()):
        assert note() != first
    with world.database.writing() as session:
        end_all_sessions(session, world.member.email, "To be sure.")
        note_seen(session, token)
        assert session.scalars(sa.select(Message.id)).all() == []
