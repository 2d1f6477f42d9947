"""Two windows of one page are refused, each with words of its own: neither takes the place of the other."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.kept_typed import find_kept, forget_kept, keep_typed, list_kept
from portal.records import KeptForm, WhyKept
from tests.builders import assessing
from tests.builders.at_once import at_once, overtaken
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.pressing import press, seen_in
from tests.pages.test_keeping_ended import end_sessions, signs_in
from tests.parts.databases import ENGINES

BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
FIRST, SECOND = "Walks along the harbour, by both groups.", "The choir, which meets in the old town hall."
NOTICE = "What you typed here in another window on"


@pytest.fixture
def pat(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


@pytest.fixture
def page(world: World) -> str:
    return f"/submissions/{assessing.draft(world)}/assessment/about"


def refused_twice(world: World, pat: PageClient, page: str) -> Answer:
    """The page in two windows, the session ends, both buttons are pressed; she signs in again."""
    windows = [pat.get(page), pat.get(page)]
    end_sessions(world.database)
    press(pat, windows[0], {"about": FIRST}, page)
    asked = pat.follow(press(pat, windows[1], {"about": SECOND}, page))
    return pat.follow(signs_in(pat, asked, world.member.email))


@BOTH
def test_what_was_typed_in_both_is_kept(world: World, pat: PageClient, page: str) -> None:
    shown = refused_twice(world, pat, page)
    assert seen_in(shown, page)["about"] == [SECOND]
    assert NOTICE in shown.words
    home = pat.get("/home")
    assert f"“{FIRST}”" in home.words
    assert f"“{SECOND}”" in home.words
    press(pat, shown, {"go": "later"}, page)
    then = pat.get(page)
    assert seen_in(then, page)["about"] == [FIRST]
    assert NOTICE not in then.words
    asked = press(pat, then, {"go": "later"}, page, 409)
    assert SECOND in asked.words, "which of both is to stand"


def test_the_other_one_comes_where_one_is_left(world: World, pat: PageClient, page: str) -> None:
    shown = refused_twice(world, pat, page)
    left = pat.follow(press(pat, shown, {}, "/kept/forget"))
    assert seen_in(left, page)["about"] == [FIRST]
    empty = pat.follow(press(pat, left, {}, "/kept/forget"))
    assert seen_in(empty, page)["about"] == [""]


def test_each_is_thrown_away_at_home_by_itself(world: World, pat: PageClient, page: str) -> None:
    refused_twice(world, pat, page)
    home = pat.follow(press(pat, pat.get("/home"), action="/kept/forget"))
    assert ("“" + FIRST in home.words) is not ("“" + SECOND in home.words)


def test_one_window_that_is_refused_again_is_one(world: World, pat: PageClient, page: str) -> None:
    """By the same page after going back, and by the page on which it was shown again."""
    window = pat.get(page)
    end_sessions(world.database)
    press(pat, window, {"about": FIRST}, page)
    asked = pat.follow(press(pat, window, {"about": f"{FIRST} Twice."}, page))
    again = pat.follow(signs_in(pat, asked, world.member.email))
    assert NOTICE not in again.words
    end_sessions(world.database)
    asked = pat.follow(press(pat, again, {"about": f"{FIRST} Thrice."}, page))
    shown = pat.follow(signs_in(pat, asked, world.member.email))
    assert seen_in(shown, page)["about"] == [f"{FIRST} Thrice."]
    assert NOTICE not in shown.words


def test_what_is_sent_from_another_page_leaves_what_was_refused(
    world: World, pat: PageClient, page: str, client_for: ClientFor
) -> None:
    fresh = client_for(world.member).get(page)
    other = pat.get(page)
    with world.database.writing() as session:
        fields = [("_form", fresh.value("_form")), ("about", FIRST)]
        keep_typed(session, world.member.person_id, page, fields, why=WhyKept.FAILED)
    press(pat, other, {"about": SECOND, "go": "later"}, page)
    assert seen_in(pat.get(page), page)["about"] == [FIRST]


@BOTH
def test_two_that_are_refused_at_once_are_both_kept(world: World) -> None:
    def refused(words: str) -> None:
        with world.database.writing() as session:
            fields = [("_form", words), ("about", words)]
            keep_typed(session, world.member.person_id, "/a", fields, why=WhyKept.ENDED)

    assert at_once(lambda: refused(FIRST), lambda: refused(SECOND)) == []
    with world.database.writing() as session:
        kept = list_kept(session, world.member.person_id)
        assert {each.typed for each in kept} == {(FIRST,), (SECOND,)}
        forget_kept(session, world.member.person_id, "/a")
        found = find_kept(session, world.member.person_id, "/a")
        assert found
        assert not found.others


AFTER = "A third window, which was refused while the second one was."
BEHIND = pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)


def refuse(session: Session, world: World, words: str) -> None:
    fields = [("_form", words), ("about", words)]
    keep_typed(session, world.member.person_id, "/a", fields, why=WhyKept.FAILED)


@BEHIND
def test_two_that_are_refused_after_one_at_once_are_kept_too(world: World) -> None:
    """Both have seen what is kept before either takes its place."""
    her_id = world.member.person_id

    def refused(words: str) -> None:
        with world.database.writing() as session:
            refuse(session, world, words)

    refused(FIRST)
    held = sa.select(KeptForm.id).where(KeptForm.person_id == her_id).with_for_update()
    raised = overtaken(
        world.database,
        lambda: at_once(lambda: refused(SECOND), lambda: refused(AFTER)),
        lambda session: session.execute(held),
        waiting=2,
    )
    assert raised == []
    with world.database.reading() as session:
        assert {each.typed for each in list_kept(session, her_id)} == {(FIRST,), (SECOND,), (AFTER,)}


@BEHIND
def test_what_is_left_meanwhile_is_that_alone(world: World) -> None:
    """Another window is refused while the one before is left."""
    her_id = world.member.person_id
    with world.database.writing() as session:
        refuse(session, world, FIRST)
        refuse(session, world, SECOND)

    def leave() -> None:
        with world.database.writing() as session:
            forget_kept(session, her_id, "/a", SECOND)

    overtaken(world.database, leave, lambda session: refuse(session, world, AFTER))
    with world.database.reading() as session:
        assert [each.typed for each in list_kept(session, her_id)] == [(AFTER,), (FIRST,)]
