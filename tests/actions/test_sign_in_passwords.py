"""Passwords: which are refused and why, and how one is changed while signed in."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.notices.rounds import tell_events
from portal.records import Event, Notice, SignInAttempt
from portal.sign_in.actions.change_password import change_password
from portal.sign_in.actions.sign_in import sign_in
from portal.sign_in.actions.use_link import make_link, use_link
from portal.sign_in.passwords import problem_with
from portal.sign_in.queries import find_link_holder, find_own, find_viewer
from portal.sign_in.weak import (
    COMMON,
    EASY,
    OF_ADDRESS,
    OF_NAME,
    OF_ORGANISATION,
    OF_PORTAL,
    Own,
    common_passwords,
)
from tests.builders.world import PASSWORD, World

NEW = "seven grey herons"
ME = Own("Mary O'Brien-Long", "m.quill+post@harbour.example", ("Tidewater Peers",))
CASES = [
    ("eleven char", "The password must have 12 characters or more."),
    ("x" * 201, "The password must have 200 characters or fewer."),
    ("ababababababab", "The password must have more than three different characters."),
    ("password1234", COMMON),
    ("P@ssw0rd2026!", COMMON),
    ("qwertyuiop12", COMMON),
    ("2026 Liverpool!", COMMON),
    ("LETMEIN-LETMEIN", COMMON),
    ("i l0ve you 2026", COMMON),
    ("123456789012", EASY),
    ("abcdefghijkl", EASY),
    ("iloveyouiloveyou", COMMON),
    ("dragonmonkey1", EASY),
    ("mary had a lamb", OF_NAME),
    ("a 0BRIEN evening", OF_NAME),
    ("Màry of the lake", OF_NAME),
    ("write with a quill", OF_ADDRESS),
    ("M.Quill+Post@Harbour.Example", OF_ADDRESS),
    ("H4rb0ur at night", OF_ADDRESS),
    ("tidewater-peers 7", OF_ORGANISATION),
    ("Good Standing 77", OF_PORTAL),
    ("my g00d-5tanding", OF_PORTAL),
    ("contract partner 1", OF_PORTAL),
    ("checklists 2026!!", OF_PORTAL),
]


@pytest.mark.parametrize(("password", "sentence"), CASES)
def test_what_is_guessed_first_is_refused_with_its_reason(password: str, sentence: str) -> None:
    assert problem_with(password, ME) == sentence


@pytest.mark.parametrize(
    "password", [PASSWORD, NEW, "twelve chars", "Al and Bo row home", "marzipan otters", "blåbærsyltetøy 9"]
)
def test_what_nobody_guesses_is_taken(password: str) -> None:
    assert problem_with(password, Own("Al Bo", "al@bo.example")) is None


def test_the_list_has_ten_thousand_and_more() -> None:
    assert len(common_passwords()) >= 10_000


def test_what_is_known_of_somebody_is_looked_up(world: World) -> None:
    with world.database.reading() as session:
        assert find_own(session, world.member.person_id) == Own(
            "Pat Partner", "pat.partner@example.org", ("Tidewater Peers",)
        )


def test_a_link_takes_no_password_with_ones_own_name(world: World) -> None:
    with world.database.writing() as session:
        token = make_link(session, world.member.person_id)
        session.commit()
        with pytest.raises(CannotDo, match="Leave your name out"):
            use_link(session, token, "pat-partner-2026")
        assert use_link(session, token, NEW)


def signed_in(world: World) -> str:
    with world.database.writing() as session:
        return sign_in(session, world.manager.email, PASSWORD, "192.0.2.7")


def change(world: World, token: str, current: str = PASSWORD, new: str = NEW) -> None:
    with world.database.writing() as session:
        change_password(session, world.manager.person_id, token, current, new)


def names_of_events(world: World) -> list[str]:
    with world.database.reading() as session:
        return [*session.scalars(sa.select(Event.name).order_by(Event.number))]


def test_a_change_ends_other_sessions_and_open_links(world: World) -> None:
    mine, other = signed_in(world), signed_in(world)
    with world.database.writing() as session:
        link = make_link(session, world.manager.person_id)
        session.commit()
    change(world, mine)
    with world.database.writing() as session:
        assert find_viewer(session, mine) == world.manager
        assert find_viewer(session, other) is None
        assert find_link_holder(session, link) is None
        assert sign_in(session, world.manager.email, NEW, "192.0.2.7")
    assert names_of_events(world).count("password-changed") == 1


def test_whoever_changed_it_is_told(world: World) -> None:
    change(world, signed_in(world))
    tell_events(world.database)
    with world.database.reading() as session:
        notices = session.execute(sa.select(Notice.person_id, Notice.what)).all()
    assert [tuple(each) for each in notices] == [(world.manager.person_id, "Your password was changed")]


@pytest.mark.parametrize(
    ("current", "new", "field", "says"),
    [
        ("not the one", NEW, "current", "not the password that you have now"),
        (PASSWORD, PASSWORD, "new", "must be another one"),
        (PASSWORD, "too short", "new", "12 characters"),
        (PASSWORD, "Mary Manager 2026", "new", "Leave your name out"),
    ],
)
def test_what_will_not_do_changes_nothing(
    world: World, current: str, new: str, field: str, says: str
) -> None:
    token, other = signed_in(world), signed_in(world)
    with pytest.raises(CannotDo, match=says) as refused:
        change(world, token, current, new)
    assert list(refused.value.problems) == [field]
    with world.database.reading() as session:
        assert find_viewer(session, other) == world.manager


def test_pressed_twice_it_is_done_once(world: World) -> None:
    token = signed_in(world)
    for _ in range(2):
        change(world, token)
    assert names_of_events(world).count("password-changed") == 1


def test_of_two_at_once_with_other_passwords_one_is_told(world: World) -> None:
    token, together = signed_in(world), Barrier(2)

    def press(new: str) -> bool:
        together.wait()
        with suppress(CannotDo):
            change(world, token, new=new)
            return True
        return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, [NEW, "another heron sings"])) == [False, True]
    assert names_of_events(world).count("password-changed") == 1


def test_nobody_guesses_at_anothers_browser(world: World) -> None:
    token = signed_in(world)
    with world.database.writing() as session:
        tried = {"subject": f"own password {world.manager.person_id}", "at": clock.now()}
        session.execute(sa.insert(SignInAttempt), [tried] * 9)
        session.commit()
    with pytest.raises(CannotDo):
        change(world, token, current="not the one")
    with pytest.raises(TooManyAttempts):
        change(world, token)
    with world.database.writing() as session:
        assert sign_in(session, world.manager.email, PASSWORD, "192.0.2.7"), "signing in is counted apart"
