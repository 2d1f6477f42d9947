"""Guessing is slowed down where it comes from, and nobody else is."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.attempts import TooManyAttempts
from portal.acting.record_event import ROWS_SEALED
from portal.acting.refused import CannotDo
from portal.records import Event, KnownBrowser, SignInAttempt
from portal.sign_in.actions.sign_in import MOST_BY_ACCOUNT, MOST_BY_NETWORK, enter
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.tokens import hash_token
from tests.builders.world import PASSWORD, World

TERMS = Terms("the secret of this installation")
OFFICE = Caller("192.0.2.7", "the browser of the holder", "Firefox on Linux")
ATTACKER = Caller("192.0.2.7", "the browser of somebody else")
AFAR = "198.51.100.1"


def come(world: World, caller: Caller, email: str = "", password: str = PASSWORD) -> str:
    with world.database.writing() as session:
        return enter(session, email or world.manager.email, password, caller, TERMS)


def guess(world: World, caller: Caller, times: int = 10, email: str = "") -> None:
    for _ in range(times):
        with pytest.raises(CannotDo, match="not right"):
            come(world, caller, email, "not the one")


def guessed(world: World, caller: Caller) -> None:
    """Ten times, a moment ago."""
    email = world.manager.email
    for subject in (f"pair {caller.network} {email}", f"account {email}", f"network {caller.network}"):
        made_before(world, subject, 10)


def made_before(world: World, subject: str, times: int) -> None:
    """As many attempts as that, a moment ago, without the work of looking at each."""
    with world.database.writing() as session:
        session.execute(sa.insert(SignInAttempt), [{"subject": subject, "at": clock.now()}] * times)
        session.commit()


def test_ten_wrong_passwords_of_somebody_else_stop_that_one_alone(world: World) -> None:
    come(world, OFFICE)
    guess(world, ATTACKER)
    with pytest.raises(TooManyAttempts):
        come(world, ATTACKER)
    assert come(world, OFFICE), "the holder, in her own browser, behind the same address"
    assert come(world, Caller(AFAR, "new there")), "the holder, in a new browser elsewhere"
    assert come(world, Caller(OFFICE.network, "a colleague's"), world.reviewer.email), "a colleague"


def test_guesses_from_many_networks_stop_no_browser_that_is_known(world: World) -> None:
    come(world, OFFICE)
    made_before(world, f"account {world.manager.email}", MOST_BY_ACCOUNT)
    with pytest.raises(TooManyAttempts):
        come(world, Caller(AFAR, "new"))
    assert come(world, OFFICE)


def test_guesses_at_many_accounts_stop_nobody_who_was_in_that_network_before(world: World) -> None:
    come(world, OFFICE)
    made_before(world, f"network {OFFICE.network}", MOST_BY_NETWORK)
    with pytest.raises(TooManyAttempts):
        come(world, ATTACKER, world.member.email)
    assert come(world, Caller(OFFICE.network, "a new browser")), "whoever works there"


def test_a_known_browser_is_known_for_its_own_person_alone(world: World) -> None:
    come(world, ATTACKER, world.member.email)
    guessed(world, ATTACKER)
    with pytest.raises(TooManyAttempts):
        come(world, ATTACKER)


def test_in_ones_own_browser_one_guesses_ten_times_too(world: World) -> None:
    come(world, OFFICE)
    made_before(world, f"browser {hash_token(OFFICE.browser)} {world.manager.email}", 9)
    guess(world, OFFICE, 1)
    with pytest.raises(TooManyAttempts):
        come(world, OFFICE)


def test_the_right_password_clears_what_went_wrong_before_it(world: World) -> None:
    come(world, OFFICE)
    for _ in range(3):
        made_before(world, f"browser {hash_token(OFFICE.browser)} {world.manager.email}", 6)
        assert come(world, OFFICE)


def test_what_is_refused_does_not_count(world: World) -> None:
    guessed(world, ATTACKER)
    for _ in range(20):
        with pytest.raises(TooManyAttempts):
            come(world, ATTACKER)
    with world.database.reading() as session:
        network = SignInAttempt.subject == f"network {ATTACKER.network}"
        assert session.scalar(sa.select(sa.func.count()).where(network)) == 10


def test_of_networks_a_mark_is_kept_that_tells_nothing(world: World) -> None:
    come(world, OFFICE)
    with world.database.reading() as session:
        kept = session.scalars(sa.select(KnownBrowser.network)).one()
    assert kept == TERMS.mark(OFFICE.network)
    assert OFFICE.network not in kept
    assert kept != Terms("another secret").mark(OFFICE.network)


def test_who_presses_twice_in_a_new_browser_is_in_twice(world: World) -> None:
    with ThreadPoolExecutor(2) as pool:
        tokens = list(pool.map(lambda _: come(world, OFFICE), range(2)))
    assert len(set(tokens)) == 2


def test_sign_ins_failures_and_refusals_are_lines_of_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="portal.sign_in"):
        come(world, OFFICE)
        guess(world, ATTACKER, 1)
        guessed(world, ATTACKER)
        with pytest.raises(TooManyAttempts):
            come(world, ATTACKER)
        come(world, Caller(AFAR, "new"))
    said = [record.getMessage() for record in caplog.records if record.name == "portal.sign_in"]
    begun = [line.partition(" ")[0] + " " + line.split(" ")[1] for line in said]
    assert begun == ["signed-in by", "sign-in failed:", "sign-in refused:", "signed-in-elsewhere by"]
    mark = TERMS.mark(world.manager.email)
    assert all(f"account={mark}" in line for line in said[1:3])
    for word in (world.manager.email, OFFICE.network, AFAR, PASSWORD, "not the one"):
        assert not any(word in line for line in said), word


def test_a_new_browser_is_an_event(world: World) -> None:
    for caller in (OFFICE, OFFICE, Caller(AFAR, "new")):
        come(world, caller)
    with world.database.reading() as session:
        by_people = sa.select(Event.name).where(Event.name != ROWS_SEALED)
        names = session.scalars(by_people.order_by(Event.number)).all()
    assert names == ["signed-in", "signed-in", "signed-in-elsewhere"]
