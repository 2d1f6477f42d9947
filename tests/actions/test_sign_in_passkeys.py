"""Passkeys: what is taken, and what a device or a page may try."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.records import BrowserSession, Event
from portal.settings import FactorFor
from portal.sign_in.actions.add_passkey import add_passkey, begin_passkey, name_passkey, remove_passkey
from portal.sign_in.actions.use_passkey import begin_passkey_sign_in, use_passkey
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.passkeys import Site
from portal.sign_in.queries import find_viewer
from portal.sign_in.queries.factors import list_passkeys
from tests.builders.authenticator import Device
from tests.builders.world import PASSWORD, World

SITE = Site("https://portal.example")
HERE, TERMS = Caller("192.0.2.7", "a browser"), Terms("the secret of this installation")


def device() -> Device:
    return Device(SITE.address, SITE.host)


def add(world: World, who: Viewer, made_by: Device, name: str = "Work laptop") -> str:
    """The step that it was added with."""
    with world.database.writing() as session:
        step, options = begin_passkey(session, who, SITE)
        add_passkey(session, who.person_id, step, made_by.creates(options), name, SITE)
    return step


def come_in(world: World, signed_by: Device, terms: Terms = TERMS) -> Viewer | None:
    with world.database.writing() as session:
        step, options = begin_passkey_sign_in(session, SITE)
        token = use_passkey(session, step, signed_by.signs(options), SITE, HERE, terms)
        return find_viewer(session, token)


def count(world: World, what: type) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(what)) or 0


def test_a_passkey_lets_its_person_in(world: World) -> None:
    mine, anothers = device(), device()
    add(world, world.member, mine)
    add(world, world.manager, anothers)
    assert come_in(world, mine) == world.member
    assert come_in(world, mine) == world.member
    assert come_in(world, anothers, replace(TERMS, factor_for=FactorFor.LEADS)) == world.manager


DISHONEST = [
    {"origin": "https://portal.example.evil.example"},
    {"origin": "http://portal.example"},
    {"host": "evil.example"},
    {"sees_person": False},
    {"is_copy": True},
    {"key": device().key},
    {"credential_id": b"of nobody"},
]


@pytest.mark.parametrize("other", DISHONEST, ids=lambda each: next(iter(each)))
def test_what_is_not_the_passkey_lets_nobody_in(world: World, other: dict[str, object]) -> None:
    mine = device()
    add(world, world.member, mine)
    assert come_in(world, mine)
    with pytest.raises(CannotDo, match="not known here"):
        come_in(world, replace(mine, **other))  # type: ignore[arg-type]  # the table has the fields' own types
    assert count(world, BrowserSession) == 1


@pytest.mark.parametrize("other", DISHONEST[:4], ids=lambda each: next(iter(each)))
def test_what_is_not_made_here_is_not_added(world: World, other: dict[str, object]) -> None:
    with pytest.raises(CannotDo, match="could not be added"):
        add(world, world.member, replace(device(), **other))  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("answer", ["", "{}", "[1]", '{"id": "a", "rawId": "a"}', "\x00", "9" * 20_000])
def test_what_is_no_answer_lets_nobody_in(world: World, answer: str) -> None:
    with world.database.writing() as session:
        step, _ = begin_passkey_sign_in(session, SITE)
        with pytest.raises(CannotDo, match="not known here"):
            use_passkey(session, step, answer, SITE, HERE, TERMS)


def test_an_answer_is_good_for_its_own_question(world: World) -> None:
    mine = device()
    add(world, world.member, mine)
    with world.database.writing() as session:
        step, options = begin_passkey_sign_in(session, SITE)
        answer = mine.signs(options)
        first = use_passkey(session, step, answer, SITE, HERE, TERMS)
        assert use_passkey(session, step, answer, SITE, HERE, TERMS) == first, "a second press"
        other_step, _ = begin_passkey_sign_in(session, SITE)
        with pytest.raises(CannotDo, match="not known here"):
            use_passkey(session, other_step, answer, SITE, HERE, TERMS)
        with pytest.raises(CannotDo, match="taken too long"):
            use_passkey(session, "no step at all", answer, SITE, HERE, TERMS)
    assert count(world, BrowserSession) == 1


def test_a_step_adds_one_passkey_and_to_its_own_person(world: World) -> None:
    mine, step = device(), ""
    with world.database.writing() as session:
        step, options = begin_passkey(session, world.member, SITE)
        answer = mine.creates(options)
        with pytest.raises(CannotDo):
            add_passkey(session, world.manager.person_id, step, answer, "Mine now", SITE)
        session.rollback()
        add_passkey(session, world.member.person_id, step, answer, "Work laptop", SITE)
        with pytest.raises(CannotDo):
            add_passkey(session, world.member.person_id, step, answer, "Work laptop", SITE)
        session.rollback()
        assert [each.name for each in list_passkeys(session, world.member.person_id)] == ["Work laptop"]
        assert list_passkeys(session, world.manager.person_id) == []


def test_it_is_named_and_taken_away_by_its_own_person(world: World) -> None:
    mine = device()
    add(world, world.member, mine)
    who, other = world.member.person_id, world.second_member.person_id
    with world.database.writing() as session:
        (kept,) = list_passkeys(session, who)
        with pytest.raises(NotHere):
            name_passkey(session, other, kept.passkey_id, "Mine now")
        remove_passkey(session, other, kept.passkey_id, PASSWORD, FactorFor.NOBODY)
        name_passkey(session, who, kept.passkey_id, "Old laptop")
        with pytest.raises(CannotDo, match="not the password"):
            remove_passkey(session, who, kept.passkey_id, "wrong", FactorFor.NOBODY)
        assert [each.name for each in list_passkeys(session, who)] == ["Old laptop"]
        for _ in range(2):
            remove_passkey(session, who, kept.passkey_id, PASSWORD, FactorFor.NOBODY)
        assert list_passkeys(session, who) == []
        removed = sa.select(sa.func.count()).where(Event.name == "passkey-removed")
        assert session.scalar(removed) == 1
    with pytest.raises(CannotDo, match="not known here"):
        come_in(world, mine)


def test_the_last_factor_of_who_needs_one_stays(world: World) -> None:
    add(world, world.manager, device())
    who = world.manager.person_id
    with world.database.writing() as session:
        (kept,) = list_passkeys(session, who)
        with pytest.raises(CannotDo, match="need a second factor"):
            remove_passkey(session, who, kept.passkey_id, PASSWORD, FactorFor.LEADS)
        session.rollback()
        assert list_passkeys(session, who) == [kept]


def test_a_passkey_is_no_way_around_the_organisation(world: World) -> None:
    mine = device()
    add(world, world.member, mine)
    with pytest.raises(CannotDo, match="through their organisation"):
        come_in(world, mine, replace(TERMS, domains=frozenset({"example.org"})))
