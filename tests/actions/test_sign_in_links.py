"""One-time links: to a new password, and how long those to invitations live."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import time, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.queries.waiting import find_linked
from portal.post.actions.forget_letters import TOO_LATE, forget_letters
from portal.records import Message
from portal.sign_in.actions.send_reset import ask_reset
from portal.sign_in.actions.sign_in import sign_in
from portal.sign_in.actions.use_link import use_link
from portal.sign_in.queries import find_link_holder, find_viewer
from tests.builders.clock import clock_on
from tests.builders.messages import Mailbox
from tests.builders.world import PASSWORD, World

NEW = "a quite different one"


def ask_for_reset(world: World, email: str) -> None:
    with world.database.writing() as session:
        ask_reset(session, email, "192.0.2.7")


def use(world: World, token: str, password: str = NEW) -> str:
    with world.database.writing() as session:
        return use_link(session, token, password)


def test_a_reset_sets_the_password_and_ends_every_other_session(world: World, mailbox: Mailbox) -> None:
    with world.database.writing() as session:
        before = sign_in(session, world.manager.email, PASSWORD, "192.0.2.7")
    ask_for_reset(world, world.manager.email)
    after = use(world, mailbox.last_token())
    with world.database.writing() as session:
        assert find_viewer(session, before) is None
        assert find_viewer(session, after) == world.manager
        assert sign_in(session, world.manager.email, NEW, "192.0.2.7")
    with world.database.writing() as session, pytest.raises(CannotDo):
        sign_in(session, world.manager.email, PASSWORD, "192.0.2.7")


def test_a_link_is_good_once(world: World, mailbox: Mailbox) -> None:
    ask_for_reset(world, world.manager.email)
    token = mailbox.last_token()
    use(world, token)
    with pytest.raises(CannotDo, match="has been used or has expired"):
        use(world, token, "another long password")
    with world.database.reading() as session:
        assert find_link_holder(session, token) is None


def test_two_who_use_a_link_at_once_are_one(world: World, mailbox: Mailbox) -> None:
    ask_for_reset(world, world.manager.email)
    token, together = mailbox.last_token(), Barrier(2)

    def click(_: int) -> bool:
        together.wait()
        with suppress(CannotDo):
            return bool(use(world, token))
        return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, range(2))) == [False, True]


def test_using_one_link_spends_the_others(world: World, mailbox: Mailbox) -> None:
    ask_for_reset(world, world.manager.email)
    first = mailbox.last_token()
    ask_for_reset(world, world.manager.email)
    use(world, mailbox.last_token())
    with pytest.raises(CannotDo, match="has been used or has expired"):
        use(world, first)


def test_a_short_password_is_refused_and_the_link_stays_good(world: World, mailbox: Mailbox) -> None:
    ask_for_reset(world, world.manager.email)
    token = mailbox.last_token()
    with pytest.raises(CannotDo) as refused:
        use(world, token, "eleven char")
    assert refused.value.problems == {"password": "The password must have 12 characters or more."}
    use(world, token, "twelve chars")


@pytest.mark.parametrize(("asked_at", "is_good"), [(time(12, 59), True), (time(13, 1), False)])
def test_a_reset_lives_for_an_hour(world: World, mailbox: Mailbox, asked_at: time, is_good: bool) -> None:
    with clock_on(world.today, time(12)):
        ask_for_reset(world, world.manager.email)
        token = mailbox.last_token()
    with clock_on(world.today, asked_at), world.database.reading() as session:
        assert bool(find_link_holder(session, token)) == is_good


def test_nobody_learns_whether_an_address_is_known(world: World, mailbox: Mailbox) -> None:
    ask_for_reset(world, "nobody@example.org")
    assert mailbox.messages() == []


def test_nobody_is_flooded_with_resets(world: World, mailbox: Mailbox) -> None:
    for _ in range(5):
        ask_for_reset(world, world.manager.email)
        mailbox.messages()
    with pytest.raises(TooManyAttempts, match="too many"):
        ask_for_reset(world, world.manager.email)
    assert len(mailbox.messages()) == 5


def test_nobody_else_uses_up_the_holders_resets(world: World, mailbox: Mailbox) -> None:
    """Whoever asks from elsewhere is answered alike, and no more mails go out than a few."""
    for number in range(8):
        with world.database.writing() as session:
            ask_reset(session, world.manager.email, f"198.51.100.{number}")
        mailbox.messages()
    ask_for_reset(world, world.manager.email)
    assert len(mailbox.messages()) == 5


def test_an_invitation_lives_for_seven_days(world: World, mailbox: Mailbox) -> None:
    with clock_on(world.today):
        with world.database.writing() as session:
            invite_person(
                session, world.manager, world.lead_id, email="new@example.org", name="Newt", role="member"
            )
        token = mailbox.last_token()
    with clock_on(world.today + timedelta(days=6)), world.database.reading() as session:
        linked = find_linked(session, token)
        assert linked
        assert (linked.asked.name, linked.asked.email) == ("Newt", "new@example.org")
        assert find_link_holder(session, token) is None, "it is no way to a new password"
    with clock_on(world.today + timedelta(days=8)), world.database.reading() as session:
        assert find_linked(session, token) is None
    with pytest.raises(CannotDo, match="has been used or has expired"):
        use(world, token)


def test_known_and_unknown_addresses_cost_the_same(world: World) -> None:
    """The same statements in the same order, with the same values but for the address."""
    assert asked(world, world.manager.email) == asked(world, "nobody@example.org")


def asked(world: World, email: str) -> list[str]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    sa.event.listen(world.database.engine, "before_cursor_execute", note)
    try:
        ask_for_reset(world, email)
    finally:
        sa.event.remove(world.database.engine, "before_cursor_execute", note)
    assert len(statements) >= 4
    return statements


def test_a_second_press_sends_one(world: World, mailbox: Mailbox) -> None:
    ask_for_reset(world, world.manager.email)
    ask_for_reset(world, world.manager.email)
    assert len(mailbox.messages()) == 1


def test_what_lets_somebody_in_is_forgotten_at_its_end(world: World, mailbox: Mailbox) -> None:
    with clock_on(world.today, time(12)):
        ask_for_reset(world, world.manager.email)
        away = replace(mailbox, settings=replace(mailbox.settings, smtp="smtp://127.0.0.1:9"))
        assert away.messages() == []
        with world.database.reading() as session:
            assert "/links/" in str(session.scalars(sa.select(Message.letter)).one())
    with clock_on(world.today, time(14)):
        with world.database.writing() as session:
            forget_letters(session, clock.now())
        with world.database.reading() as session:
            message = session.scalars(sa.select(Message)).one()
    assert (message.letter, message.state, message.problem) == ({}, "failed", TOO_LATE)
    assert mailbox.messages() == []
