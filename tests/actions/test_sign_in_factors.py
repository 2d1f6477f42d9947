"""A second factor at sign-in: codes of an app, and recovery codes that stand in for it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.records import BrowserSession, SignInAttempt
from portal.sign_in.caller import Caller
from tests.actions.apps import (
    NOON,
    at,
    begin,
    events,
    kept,
    later,
    recovery_codes,
    shown,
    use,
    viewer_of,
    with_app,
)
from tests.builders.world import World


@pytest.fixture
def member(world: World) -> Viewer:
    """Who has set up an app, at noon."""
    return with_app(world, world.member)


def test_password_and_code_let_in(world: World, member: Viewer) -> None:
    with at(later(60)):
        step = begin(world, member)
        token = use(world, step, shown(world, member, later(60)))
        assert viewer_of(world, token) == member
    assert events(world)[-1] == "signed-in"


def test_before_the_code_nobody_is_in(world: World, member: Viewer) -> None:
    with at(later(60)):
        step = begin(world, member)
        assert viewer_of(world, step) is None
        with world.database.reading() as session:
            assert session.scalar(sa.select(sa.func.count()).select_from(BrowserSession)) == 0
    assert "signed-in" not in events(world)


@pytest.mark.parametrize("seconds", [-60, 60, 90])
def test_a_code_of_another_time_is_not_good(world: World, member: Viewer, seconds: int) -> None:
    with at(later(120)):
        step = begin(world, member)
        with pytest.raises(CannotDo, match="not good"):
            use(world, step, shown(world, member, later(120 + seconds)))


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_a_clock_may_differ_by_half_a_minute(world: World, member: Viewer, seconds: int) -> None:
    with at(later(120)):
        assert use(world, begin(world, member), shown(world, member, later(120 + seconds)))


def test_a_code_is_good_once_also_for_the_next_sign_in(world: World, member: Viewer) -> None:
    with at(later(60)):
        code = shown(world, member, later(60))
        use(world, begin(world, member), code)
        with pytest.raises(CannotDo, match="used already"):
            use(world, begin(world, member), code)


def test_a_code_before_the_last_one_is_not_good(world: World, member: Viewer) -> None:
    with at(later(60)):
        use(world, begin(world, member), shown(world, member, later(90)))
        with pytest.raises(CannotDo, match="not good"):
            use(world, begin(world, member), shown(world, member, later(60)))


def test_the_code_that_confirmed_the_app_does_not_sign_in(world: World, member: Viewer) -> None:
    with at(later(5)), pytest.raises(CannotDo, match="used already"):
        use(world, begin(world, member), shown(world, member, NOON))


def test_pressed_twice_it_leads_into_the_same_session(world: World, member: Viewer) -> None:
    with at(later(60)):
        step, code, together = begin(world, member), shown(world, member, later(60)), Barrier(2)

        def press(_: int) -> str:
            together.wait()
            return use(world, step, code)

        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(press, range(2))
        assert first == second
        assert viewer_of(world, first) == member
    assert events(world).count("signed-in") == 1


def test_one_code_in_two_browsers_at_once_lets_one_in(world: World, member: Viewer) -> None:
    with at(later(60)):
        steps, together = [begin(world, member) for _ in range(2)], Barrier(2)
        code = shown(world, member, later(60))
        assert sorted(at_once(world, steps, [code, code], together)) == [False, True]


def at_once(world: World, steps: list[str], codes: list[str], together: Barrier) -> list[bool]:
    def press(step: str, code: str) -> bool:
        together.wait()
        with suppress(CannotDo):
            return bool(use(world, step, code))
        return False

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(press, steps, codes))


def test_a_recovery_code_is_good_once(world: World, member: Viewer) -> None:
    codes = recovery_codes(world, member)
    assert len(set(codes)) == 10
    with at(later(60)):
        assert use(world, begin(world, member), f" {codes[0].upper().replace('-', ' ')} ")
        with pytest.raises(CannotDo, match="used already"):
            use(world, begin(world, member), codes[0])
        assert use(world, begin(world, member), codes[1])
    assert kept(world, member).codes_left == 8
    assert events(world).count("recovery-code-used") == 2


def test_one_recovery_code_in_two_browsers_at_once_lets_one_in(world: World, member: Viewer) -> None:
    with at(later(60)):
        steps, code = [begin(world, member) for _ in range(2)], recovery_codes(world, member)[0]
        assert sorted(at_once(world, steps, [code, code], Barrier(2))) == [False, True]
    assert kept(world, member).codes_left == 9


def test_anothers_recovery_code_is_not_good(world: World, member: Viewer) -> None:
    other = with_app(world, world.second_member)
    with at(later(60)), pytest.raises(CannotDo, match="not good"):
        use(world, begin(world, member), recovery_codes(world, other)[0])
    assert kept(world, other).codes_left == 10


STRANGER = Caller("198.51.100.1", "another browser")


def guessed(world: World, who: Viewer, times: int) -> None:
    """Codes that were wrong a moment ago."""
    tried = {"subject": f"codes of {who.person_id}", "at": clock.now()}
    with world.database.writing() as session:
        session.execute(sa.insert(SignInAttempt), [tried] * times)
        session.commit()


def test_codes_are_not_guessed(world: World, member: Viewer) -> None:
    with at(later(60)):
        step = begin(world, member)
        for _ in range(5):
            with pytest.raises(CannotDo, match="not good"):
                use(world, step, "000000", STRANGER)
        with pytest.raises(TooManyAttempts):
            use(world, step, shown(world, member, later(60)), STRANGER)
        guessed(world, member, 15)
        with pytest.raises(TooManyAttempts):
            use(world, begin(world, member), shown(world, member, later(60)), STRANGER)


def test_whoever_guesses_codes_does_not_lock_the_holder_out(world: World, member: Viewer) -> None:
    with at(later(60)):
        use(world, begin(world, member), shown(world, member, later(60)))
    with at(later(120)):
        guessed(world, member, 20)
        with pytest.raises(TooManyAttempts):
            use(world, begin(world, member), "000000", STRANGER)
        assert use(world, begin(world, member), shown(world, member, later(120)))


def test_a_step_is_over_after_a_quarter_of_an_hour(world: World, member: Viewer) -> None:
    with at(later(60)):
        step = begin(world, member)
    with at(later(60 + 15 * 60)), pytest.raises(CannotDo, match="taken too long"):
        use(world, step, shown(world, member, later(60 + 15 * 60)))
