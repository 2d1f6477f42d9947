"""One-time links: invitations and resets."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import time, timedelta
from threading import Barrier

import pytest

from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.invitations.actions.invite_person import invite_person
from portal.mail import Post
from portal.sign_in.actions.sign_in import sign_in
from portal.sign_in.actions.use_link import send_reset, use_link
from portal.sign_in.queries import find_link_holder, find_viewer
from tests.builders.clock import clock_on
from tests.builders.messages import last_token, messages
from tests.builders.world import PASSWORD, World

NEW = "a quite different one"


def ask_for_reset(world: World, post: Post, email: str) -> None:
    with world.database.writing() as session:
        send_reset(session, post, email, "192.0.2.7")


def use(world: World, token: str, password: str = NEW) -> str:
    with world.database.writing() as session:
        return use_link(session, token, password)


def test_a_reset_sets_the_password_and_ends_every_other_session(world: World, post: Post) -> None:
    with world.database.writing() as session:
        before = sign_in(session, world.manager.email, PASSWORD, "192.0.2.7")
    ask_for_reset(world, post, world.manager.email)
    after = use(world, last_token(post))
    with world.database.writing() as session:
        assert find_viewer(session, before) is None
        assert find_viewer(session, after) == world.manager
        assert sign_in(session, world.manager.email, NEW, "192.0.2.7")
    with world.database.writing() as session, pytest.raises(CannotDo):
        sign_in(session, world.manager.email, PASSWORD, "192.0.2.7")


def test_a_link_is_good_once(world: World, post: Post) -> None:
    ask_for_reset(world, post, world.manager.email)
    token = last_token(post)
    use(world, token)
    with pytest.raises(CannotDo, match="has been used or has expired"):
        use(world, token, "another long password")
    with world.database.reading() as session:
        assert find_link_holder(session, token) is None


def test_two_who_use_a_link_at_once_are_one(world: World, post: Post) -> None:
    ask_for_reset(world, post, world.manager.email)
    token, together = last_token(post), Barrier(2)

    def click(_: int) -> bool:
        together.wait()
        with suppress(CannotDo):
            return bool(use(world, token))
        return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, range(2))) == [False, True]


def test_using_one_link_spends_the_others(world: World, post: Post) -> None:
    ask_for_reset(world, post, world.manager.email)
    first = last_token(post)
    ask_for_reset(world, post, world.manager.email)
    use(world, last_token(post))
    with pytest.raises(CannotDo, match="has been used or has expired"):
        use(world, first)


def test_a_short_password_is_refused_and_the_link_stays_good(world: World, post: Post) -> None:
    ask_for_reset(world, post, world.manager.email)
    token = last_token(post)
    with pytest.raises(CannotDo) as refused:
        use(world, token, "eleven char")
    assert refused.value.problems == {"password": "The password must have 12 characters or more."}
    use(world, token, "twelve chars")


@pytest.mark.parametrize(("asked_at", "is_good"), [(time(12, 59), True), (time(13, 1), False)])
def test_a_reset_lives_for_an_hour(world: World, post: Post, asked_at: time, is_good: bool) -> None:
    with clock_on(world.today, time(12)):
        ask_for_reset(world, post, world.manager.email)
    with clock_on(world.today, asked_at), world.database.reading() as session:
        assert bool(find_link_holder(session, last_token(post))) == is_good


def test_nobody_learns_whether_an_address_is_known(world: World, post: Post) -> None:
    ask_for_reset(world, post, "nobody@example.org")
    assert messages(post) == []


def test_nobody_is_flooded_with_resets(world: World, post: Post) -> None:
    for _ in range(5):
        ask_for_reset(world, post, world.manager.email)
    with pytest.raises(TooManyAttempts, match="too many"):
        ask_for_reset(world, post, world.manager.email)
    assert len(messages(post)) == 5


def test_an_invitation_lives_for_seven_days(world: World, post: Post) -> None:
    with clock_on(world.today), world.database.writing() as session:
        invite_person(
            session, post, world.manager, world.lead_id, email="new@example.org", name="Newt", role="member"
        )
    token = last_token(post)
    with clock_on(world.today + timedelta(days=6)), world.database.reading() as session:
        holder = find_link_holder(session, token)
        assert holder
        assert (holder.name, holder.email, holder.purpose) == ("Newt", "new@example.org", "invitation")
    with clock_on(world.today + timedelta(days=8)):
        with world.database.reading() as session:
            assert find_link_holder(session, token) is None
        with pytest.raises(CannotDo, match="has been used or has expired"):
            use(world, token)
