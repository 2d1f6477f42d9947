"""A password that is changed while it is looked at lets nobody in, and what it opened ends."""

from collections.abc import Callable
from unittest import mock

import pyotp
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.attempts import count_attempt
from portal.acting.refused import CannotDo
from portal.people.actions.disable_person import disable_person, enable_person
from portal.records import BrowserSession, Person, SecondFactor, SignInStep
from portal.settings import FactorFor
from portal.sign_in.actions import change_password as changing
from portal.sign_in.actions import set_up_factor, sign_in
from portal.sign_in.actions.change_password import change_password
from portal.sign_in.actions.remove_factor import remove_factor
from portal.sign_in.actions.sign_in import enter
from portal.sign_in.actions.use_code import use_code
from portal.sign_in.caller import Terms
from portal.sign_in.passwords import is_password
from portal.sign_in.sealing import unseal
from tests.actions.apps import HERE, NEEDED, SECRET, TERMS, at, begin, kept, later, shown, use, with_app
from tests.builders.at_once import overtaken
from tests.builders.world import PASSWORD, World

NEW = "seven grey herons"
POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def come_in(world: World, who: Viewer, password: str = PASSWORD) -> str:
    with world.database.writing() as session:
        return enter(session, who.email, password, HERE, TERMS)


def changes(who: Viewer) -> Callable[[Session], None]:
    return lambda session: change_password(session, who.person_id, "", PASSWORD, NEW)


def change(world: World, who: Viewer) -> None:
    with world.database.writing() as session:
        changes(who)(session)


def count(world: World, what: type) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(what)) or 0


@pytest.mark.parametrize("terms", [TERMS, NEEDED])
@pytest.mark.parametrize("has_app", [False, True])
def test_one_that_was_right_when_it_was_looked_at_is_wrong_by_now(
    world: World, terms: Terms, has_app: bool
) -> None:
    who = with_app(world, world.manager) if has_app else world.manager

    def look(password: str, hashed: str | None) -> bool:
        is_right = is_password(password, hashed)
        change(world, who)
        return is_right

    with (
        mock.patch.object(sign_in, "is_password", look),
        world.database.writing() as session,
        pytest.raises(CannotDo, match="or the password is not right"),
    ):
        enter(session, who.email, PASSWORD, HERE, terms)
    assert (count(world, BrowserSession), count(world, SignInStep)) == (0, 0)


def test_an_address_that_is_left_meanwhile_lets_nobody_in(world: World) -> None:
    def look(password: str, hashed: str | None) -> bool:
        with world.database.writing() as session:
            hers = sa.update(Person).where(Person.id == world.member.person_id)
            session.execute(hers.values(email="patricia@example.net"))
            session.commit()
        return is_password(password, hashed)

    with mock.patch.object(sign_in, "is_password", look), pytest.raises(CannotDo):
        come_in(world, world.member)
    assert count(world, BrowserSession) == 0


@POSTGRESQL
def test_whoever_comes_in_waits_for_a_change_and_is_refused(world: World) -> None:
    def act() -> str:
        with pytest.raises(CannotDo, match="or the password is not right"):
            come_in(world, world.member)
        return "refused"

    assert overtaken(world.database, act, by=changes(world.member)) == "refused"
    assert count(world, BrowserSession) == 0


@POSTGRESQL
def test_a_change_waits_for_whoever_comes_in_and_ends_that(world: World) -> None:
    def come(session: Session) -> None:
        enter(session, world.member.email, PASSWORD, HERE, TERMS)

    overtaken(world.database, lambda: change(world, world.member), by=come)
    assert count(world, BrowserSession) == 0


@POSTGRESQL
def test_a_change_waits_for_a_code_and_ends_what_it_opened(world: World) -> None:
    who = with_app(world, world.member)
    with at(later(60)):
        step, code = begin(world, who), shown(world, who, later(60))

        def come(session: Session) -> None:
            use_code(session, step, code, HERE, TERMS)

        overtaken(world.database, lambda: change(world, who), by=come)
    assert (count(world, BrowserSession), count(world, SignInStep)) == (0, 0)


@POSTGRESQL
def test_a_code_waits_for_a_change_and_is_good_for_nothing(world: World) -> None:
    who = with_app(world, world.member)
    with at(later(60)):
        step, code = begin(world, who), shown(world, who, later(60))

        def act() -> str:
            with pytest.raises(CannotDo, match="Sign in again"):
                use(world, step, code)
            return "refused"

        assert overtaken(world.database, act, by=changes(who)) == "refused"
    assert count(world, BrowserSession) == 0


@POSTGRESQL
def test_who_is_let_in_while_she_is_disabled_is_not_in_when_she_is_enabled(world: World) -> None:
    def come(session: Session) -> None:
        enter(session, world.member.email, PASSWORD, HERE, TERMS)

    def disable() -> None:
        with world.database.writing() as session:
            disable_person(session, world.member.email, "The laptop was stolen.")

    overtaken(world.database, disable, by=come)
    with world.database.writing() as session:
        enable_person(session, world.member.email, "It was found.")
    assert count(world, BrowserSession) == 0


def test_an_app_begun_with_the_old_password_does_not_stand(world: World) -> None:
    """The password is changed after the step was looked up."""
    who = world.manager
    with at(later(0)):
        step = begin(world, who, NEEDED)
        code = pyotp.TOTP(unseal(SECRET, kept(world, who).sealed_secret)).at(later(0))

        def count_and_change(session: Session, limits: dict[str, int]) -> object:
            ids = count_attempt(session, limits)
            change(world, who)
            return ids

        with (
            mock.patch.object(set_up_factor, "count_attempt", count_and_change),
            world.database.writing() as session,
            pytest.raises(CannotDo, match="Begin again"),
        ):
            set_up_factor.set_up_and_come_in(session, step, code, HERE, NEEDED)
    with world.database.reading() as session:
        assert session.scalar(sa.select(SecondFactor.confirmed_at)) is None
    assert count(world, BrowserSession) == 0


def test_no_factor_is_taken_away_with_a_password_that_changes_meanwhile(world: World) -> None:
    who = with_app(world, world.member)
    looked: list[str] = []

    def look(password: str, hashed: str | None) -> bool:
        is_right = is_password(password, hashed)
        if not looked:
            looked.append(password)
            change(world, who)
        return is_right

    with (
        mock.patch.object(changing, "is_password", look),
        world.database.writing() as session,
        pytest.raises(CannotDo, match="not the password that you have now"),
    ):
        remove_factor(session, who.person_id, PASSWORD, FactorFor.NOBODY)
    assert kept(world, who).stands
