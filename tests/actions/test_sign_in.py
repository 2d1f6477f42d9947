"""Signing in and out, and what happens to those who guess."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.attempts import TooManyAttempts
from portal.acting.kept_typed import find_kept, keep_typed
from portal.acting.refused import CannotDo
from portal.records import BrowserSession, Event, KeptForm, SignInAttempt
from portal.sign_in.actions.note_seen import is_due, note_seen
from portal.sign_in.actions.sign_in import sign_in
from portal.sign_in.actions.sign_out import sign_out
from portal.sign_in.actions.sweep_sessions import sweep_sessions
from portal.sign_in.queries import find_viewer
from tests.builders.clock import clock_on
from tests.builders.world import PASSWORD, World

HERE = "192.0.2.7"


def try_to_sign_in(world: World, email: str, password: str, network: str = HERE) -> str:
    with world.database.writing() as session:
        return sign_in(session, email, password, network)


def guess(world: World, email: str, times: int, network: str = HERE) -> None:
    for _ in range(times):
        with pytest.raises(CannotDo, match="not right"):
            try_to_sign_in(world, email, "wrong", network)


def test_the_right_password_opens_a_session(world: World) -> None:
    token = try_to_sign_in(world, " Mary.Manager@EXAMPLE.org ", PASSWORD)
    with world.database.reading() as session:
        assert find_viewer(session, token) == world.manager
        names = sa.select(Event.name).where(Event.name != "rows-sealed")
        assert session.scalars(names).all() == ["signed-in"]


def test_a_viewer_brings_every_belonging(world: World) -> None:
    token = try_to_sign_in(world, world.reviewer_and_member.email, PASSWORD)
    with world.database.reading() as session:
        viewer = find_viewer(session, token)
    assert viewer
    assert set(viewer.belongings) == set(world.reviewer_and_member.belongings)


def test_the_token_itself_is_not_kept(world: World) -> None:
    token = try_to_sign_in(world, world.manager.email, PASSWORD)
    with world.database.reading() as session:
        assert token not in session.scalars(sa.select(BrowserSession.token_hash)).all()


@pytest.mark.parametrize("email", ["mary.manager@example.org", "nobody@example.org", ""])
def test_wrong_and_unknown_get_the_same_answer(world: World, email: str) -> None:
    with pytest.raises(CannotDo, match=r"^The e-mail address or the password is not right\.$"):
        try_to_sign_in(world, email, "not the password")


def test_a_session_ends_after_twelve_hours(world: World) -> None:
    with clock_on(world.today):
        token = try_to_sign_in(world, world.manager.email, PASSWORD)
        started = clock.now()
    with clock_on(world.today, (started + timedelta(hours=11)).time()), world.database.reading() as session:
        assert find_viewer(session, token)
    with clock_on(world.today + timedelta(days=1), started.time()), world.database.reading() as session:
        assert find_viewer(session, token) is None


def test_a_session_lasts_by_use_up_to_a_day(world: World) -> None:
    with clock_on(world.today, time(8)):
        token = try_to_sign_in(world, world.manager.email, PASSWORD)
    for hours in (11, 22):
        at = datetime.combine(world.today, time(8)) + timedelta(hours=hours)
        with clock_on(at.date(), at.time()), world.database.writing() as session:
            found = find_viewer(session, token)
            assert found, f"{hours} hours after signing in, and used 11 hours ago"
            assert is_due(found, clock.now())
            note_seen(session, token)
    with clock_on(world.today + timedelta(days=1), time(7, 59)), world.database.reading() as session:
        assert find_viewer(session, token)
    with clock_on(world.today + timedelta(days=1), time(8, 1)), world.database.writing() as session:
        assert find_viewer(session, token) is None
        note_seen(session, token)
        assert find_viewer(session, token) is None, "what has ended does not begin again"


def test_a_second_browser_of_the_same_person_lasts_by_its_own_use(world: World) -> None:
    with clock_on(world.today, time(8)):
        one, two = (try_to_sign_in(world, world.manager.email, PASSWORD) for _ in range(2))
    with clock_on(world.today, time(15)), world.database.writing() as session:
        note_seen(session, one)
        found = find_viewer(session, two)
        assert found
        assert is_due(found, clock.now()), "though the person was seen this minute"


def test_what_was_typed_is_swept_after_three_days(world: World) -> None:
    with world.database.writing() as session:
        keep_typed(session, world.manager.person_id, "/a", [("title", "Walks")])
        keep_typed(session, world.manager.person_id, "/a", [("title", "Walks, north")])
        found = find_kept(session, world.manager.person_id, "/a")
        assert found
        assert found.fields == (("title", "Walks, north"),)
        assert find_kept(session, world.member.person_id, "/a") is None
    later = clock.now() + timedelta(days=3, minutes=1)
    with clock_on(later.date(), later.time()), world.database.writing() as session:
        assert find_kept(session, world.manager.person_id, "/a") is None
        sweep_sessions(session)
        assert session.scalars(sa.select(KeptForm.id)).all() == []


def test_signing_out_ends_the_session_on_the_server(world: World) -> None:
    token, other = (try_to_sign_in(world, world.manager.email, PASSWORD) for _ in range(2))
    with world.database.writing() as session:
        sign_out(session, token)
        sign_out(session, "no token at all")
    with world.database.reading() as session:
        assert find_viewer(session, token) is None
        assert find_viewer(session, other) == world.manager


def test_the_eleventh_guess_from_one_network_is_refused_even_if_right(world: World) -> None:
    guess(world, world.manager.email, 10)
    with pytest.raises(TooManyAttempts, match="choose a new password by mail"):
        try_to_sign_in(world, world.manager.email, PASSWORD)
    try_to_sign_in(world, world.reviewer.email, PASSWORD)
    try_to_sign_in(world, world.manager.email, PASSWORD, "198.51.100.1")


def test_waiting_a_quarter_of_an_hour_helps(world: World) -> None:
    with clock_on(world.today):
        for _ in range(10):
            with pytest.raises(CannotDo, match="not right"):
                try_to_sign_in(world, world.manager.email, "wrong")
        started = clock.now()
    with clock_on(world.today, (started + timedelta(minutes=14)).time()), pytest.raises(TooManyAttempts):
        try_to_sign_in(world, world.manager.email, PASSWORD)
    with clock_on(world.today, (started + timedelta(minutes=15)).time()):
        try_to_sign_in(world, world.manager.email, PASSWORD)


def test_the_right_password_clears_earlier_mistakes(world: World) -> None:
    for _ in range(9):
        with pytest.raises(CannotDo, match="not right"):
            try_to_sign_in(world, world.manager.email, "wrong")
    try_to_sign_in(world, world.manager.email, PASSWORD)
    with world.database.reading() as session:
        subjects = session.scalars(sa.select(SignInAttempt.subject)).all()
    assert set(subjects) == {f"network {HERE}", f"account {world.manager.email}"}


def test_what_has_ended_is_swept_and_nothing_else(world: World) -> None:
    with clock_on(clock.today() - timedelta(days=2)):
        old = try_to_sign_in(world, world.manager.email, PASSWORD)
        with pytest.raises(CannotDo):
            try_to_sign_in(world, world.manager.email, "wrong")
    with pytest.raises(CannotDo):
        try_to_sign_in(world, world.member.email, "wrong")
    new = try_to_sign_in(world, world.manager.email, PASSWORD)
    with world.database.writing() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(BrowserSession)) == 2
        assert sweep_sessions(session) == 1
        assert sweep_sessions(session) == 0
        assert find_viewer(session, new) == world.manager
        assert find_viewer(session, old) is None
        assert set(session.scalars(sa.select(SignInAttempt.subject))) == {
            f"pair {HERE} {world.member.email}",
            f"account {world.member.email}",
            f"network {HERE}",
        }


def test_many_who_sign_in_at_once_do_not_wait_for_each_other(world: World) -> None:
    with clock_on(clock.today() - timedelta(days=1)):
        try_to_sign_in(world, world.manager.email, PASSWORD)
    people = [world.manager, world.reviewer, world.member, world.officer] * 2
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda who: try_to_sign_in(world, who.email, PASSWORD), people))
    with world.database.reading() as session:
        assert [find_viewer(session, token) for token in tokens] == people
        assert session.scalar(sa.select(sa.func.count()).select_from(BrowserSession)) == 9


def test_who_signs_in_from_a_new_browser_is_told_of_it(world: World) -> None:
    def names_of_events(browser: str) -> str:
        with world.database.writing() as session:
            sign_in(session, world.member.email, PASSWORD, "192.0.2.7", browser)
        with world.database.reading() as session:
            newest = sa.select(Event.name).order_by(Event.number.desc()).limit(1)
            return session.scalars(newest).one()

    assert names_of_events("the first browser") == "signed-in", "there is none to compare it with"
    assert names_of_events("the first browser") == "signed-in"
    assert names_of_events("another browser") == "signed-in-elsewhere"
    assert names_of_events("another browser") == "signed-in"
    assert names_of_events("") == "signed-in", "one that keeps no token says nothing"
