"""Whoever reads the address that somebody has left comes in by it no more."""

import re
from dataclasses import replace
from functools import partial
from unittest import mock

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.refused import CannotDo
from portal.people.actions import change_address
from portal.people.actions.change_address import ask_address, confirm_address, correct_address
from portal.people.actions.disable_person import end_all_sessions
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import AddressChange, Message, MessageKind, OneTimeLink, Person
from portal.sign_in.actions.change_password import change_password
from portal.sign_in.actions.send_reset import ask_reset, send_reset
from portal.sign_in.actions.use_link import use_link
from portal.sign_in.caller import ANYBODY, Terms
from portal.sign_in.passwords import is_password
from portal.sign_in.queries import find_link_holder
from tests.actions.apps import at, begin, later, shown, use, with_app
from tests.builders.at_once import overtaken, raised_by
from tests.builders.messages import Mailbox, text_of
from tests.builders.world import PASSWORD, World

NEW, TAKEN_OVER = "patricia@example.net", "a quite different one"


def asked_for(world: World, mailbox: Mailbox, new: str = NEW) -> str:
    """The token that the new address got."""
    with world.database.writing() as session:
        ask_address(session, world.member, new, PASSWORD, ANYBODY)
    found = re.search(r"/your-address/(\S+)", text_of(mailbox.messages()[-1]))
    assert found
    return found[1]


def confirm(world: World, token: str, terms: Terms = ANYBODY) -> None:
    with world.database.writing() as session:
        confirm_address(session, token, terms)


def reset(world: World) -> None:
    """For whoever has the old address when it is done."""
    with world.database.writing() as session:
        send_reset(session, world.member.email)


def still_open(world: World) -> int:
    """Links to a new password of hers that are good."""
    hers = OneTimeLink.person_id == world.member.person_id, OneTimeLink.used_at.is_(None)
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(OneTimeLink).where(*hers)) or 0


def test_a_link_in_the_old_mailbox_is_dead_once_she_has_another(world: World, mailbox: Mailbox) -> None:
    token = asked_for(world, mailbox)
    with world.database.writing() as session:
        ask_reset(session, world.member.email, "192.0.2.7")
    link = mailbox.last_token()
    with world.database.reading() as session:
        assert find_link_holder(session, link)
    confirm(world, token)
    with world.database.writing() as session:
        assert find_link_holder(session, link) is None
        with pytest.raises(CannotDo, match="has been used or has expired"):
            use_link(session, link, TAKEN_OVER)


def test_what_waits_goes_to_the_new_address_and_a_link_to_none(world: World, mailbox: Mailbox) -> None:
    token = asked_for(world, mailbox)
    gone = len(mailbox.messages())
    to = Addressee(world.member.email, world.member.name, world.member.person_id)
    elsewhere = replace(to, email="before@example.org")
    with world.database.writing() as session:
        for each, subject in ((to, "Of today"), (elsewhere, "Of yesterday")):
            write_message(session, each, MessageKind.LETTER, Letter(subject, "Hello,"))
        send_reset(session, world.member.email)
    confirm(world, token)
    sent = {each["Subject"]: each["To"] for each in mailbox.messages()[gone:]}
    assert NEW in sent["Of today"]
    assert "before@example.org" in sent["Of yesterday"]
    assert world.member.email in sent["Your e-mail address was changed"]
    assert len(sent) == 3
    with world.database.reading() as session:
        kind = sa.select(Message.state).where(Message.kind == MessageKind.RESET.value)
        assert session.scalars(kind).all() == ["failed"]


def test_a_new_link_goes_to_the_new_address_at_once(world: World, mailbox: Mailbox) -> None:
    token = asked_for(world, mailbox)
    reset(world)
    confirm(world, token)
    with world.database.writing() as session:
        ask_reset(session, NEW, "192.0.2.7")
    assert NEW in mailbox.messages()[-1]["To"]
    with world.database.writing() as session:
        assert use_link(session, mailbox.last_token(), TAKEN_OVER)


def test_of_both_at_once_no_link_of_the_old_address_is_left(world: World, mailbox: Mailbox) -> None:
    for number in range(4):
        new = f"pat{number}@example.net"
        token = asked_for(world, mailbox, new)
        acts = [partial(confirm, world, token), partial(reset, world)]
        assert raised_by(*(acts if number % 2 else reversed(acts))) == [None, None]
        assert still_open(world) == 0, number
        with world.database.writing() as session:
            correct_address(session, new, world.member.email, "Back for another round.")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_presses_twice_at_once_has_done_it(world: World, mailbox: Mailbox) -> None:
    token = asked_for(world, mailbox)
    overtaken(
        world.database, lambda: confirm(world, token), by=lambda each: confirm_address(each, token, ANYBODY)
    )
    with world.database.reading() as session:
        person = session.get_one(Person, world.member.person_id)
        assert person.email == NEW


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("is_first", [True, False])
def test_whichever_comes_first_the_other_waits(world: World, mailbox: Mailbox, is_first: bool) -> None:
    token, old = asked_for(world, mailbox), world.member.email

    def change(session: Session) -> None:
        confirm_address(session, token, ANYBODY)

    def send(session: Session) -> None:
        send_reset(session, old)

    if is_first:
        overtaken(world.database, lambda: reset(world), by=change)
    else:
        overtaken(world.database, lambda: confirm(world, token), by=send)
    assert still_open(world) == 0
    assert address(world) == NEW


def choose(world: World) -> None:
    with world.database.writing() as session:
        change_password(session, world.member.person_id, "", PASSWORD, TAKEN_OVER)


def address(world: World) -> str:
    with world.database.reading() as session:
        return session.get_one(Person, world.member.person_id).email


@pytest.mark.parametrize("is_by_link", [True, False])
def test_a_new_password_ends_what_was_asked_for_with_the_old_one(
    world: World, mailbox: Mailbox, is_by_link: bool
) -> None:
    """Whoever knew the old one has asked for an address of their own, and waits with the link."""
    token = asked_for(world, mailbox)
    if is_by_link:
        with world.database.writing() as session:
            ask_reset(session, world.member.email, "192.0.2.7")
        link = mailbox.last_token()
        with world.database.writing() as session:
            use_link(session, link, TAKEN_OVER)
    else:
        choose(world)
    with pytest.raises(CannotDo, match="has been used or has expired"):
        confirm(world, token)
    assert address(world) == world.member.email


def test_nothing_is_asked_for_with_a_password_that_changes_meanwhile(world: World, mailbox: Mailbox) -> None:
    def look(password: str, hashed: str | None) -> bool:
        choose(world)
        return is_password(password, hashed)

    with (
        mock.patch.object(change_address, "is_password", look),
        world.database.writing() as session,
        pytest.raises(CannotDo, match="not your password"),
    ):
        ask_address(session, world.member, NEW, PASSWORD, ANYBODY)
    with world.database.reading() as session:
        assert session.scalars(sa.select(AddressChange)).all() == []


def test_who_is_halfway_in_when_all_sessions_end_begins_again(world: World) -> None:
    who = with_app(world, world.member)
    with at(later(60)):
        step, code = begin(world, who), shown(world, who, later(60))
        with world.database.writing() as session:
            end_all_sessions(session, who.email, "A telephone was lost.")
        with pytest.raises(CannotDo, match="Sign in again"):
            use(world, step, code)


@pytest.mark.parametrize("domain", ["example.org", "EXAMPLE.ORG"])
def test_whom_an_organisation_vouches_for_moves_to_no_address_of_her_own(
    world: World, mailbox: Mailbox, domain: str
) -> None:
    """She has a password from before; once she is let go she would come in with it."""
    vouched = Terms("a secret", domains=frozenset({domain.lower()}))
    token = asked_for(world, mailbox)
    with pytest.raises(CannotDo, match="through your organisation"):
        confirm(world, token, vouched)
    assert address(world) == world.member.email
    who = replace(world.member, email=world.member.email.replace("example.org", domain))
    with world.database.writing() as session, pytest.raises(CannotDo, match="whoever runs the portal"):
        ask_address(session, who, NEW, PASSWORD, vouched)
    confirm(world, token, Terms("a secret", domains=frozenset({"example.net"})))
    assert address(world) == NEW, "to its domain she may move, and comes in through it from then on"
