"""Somebody with an app that shows codes, and what it shows on a day in November."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

import pyotp
import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.acting.record_event import ROWS_SEALED
from portal.records import Event
from portal.settings import FactorFor
from portal.sign_in.actions.keep_secret import begin_factor
from portal.sign_in.actions.set_up_factor import confirm_factor
from portal.sign_in.actions.sign_in import enter
from portal.sign_in.actions.take_step import StepNeeded
from portal.sign_in.actions.use_code import use_code
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.queries import find_viewer
from portal.sign_in.queries.factors import Factor, find_factor
from portal.sign_in.sealing import unseal
from tests.builders.world import PASSWORD, World

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
SECRET = "the secret of this installation"
TERMS = Terms(SECRET)
NEEDED = Terms(SECRET, FactorFor.LEADS)
HERE = Caller("192.0.2.7", "a browser")


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with mock.patch.object(clock, "now", return_value=moment):
        yield


def later(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


def kept(world: World, who: Viewer) -> Factor:
    with world.database.reading() as session:
        found = find_factor(session, who.person_id)
    assert found
    return found


def shown(world: World, who: Viewer, moment: datetime) -> str:
    """What the person's app shows then."""
    return pyotp.TOTP(unseal(SECRET, kept(world, who).sealed_secret)).at(moment)


def recovery_codes(world: World, who: Viewer) -> list[str]:
    return unseal(SECRET, kept(world, who).sealed_codes).split()


def with_app(world: World, who: Viewer) -> Viewer:
    with at(NOON):
        with world.database.writing() as session:
            begin_factor(session, who.person_id, SECRET)
        with world.database.writing() as session:
            confirm_factor(session, who.person_id, shown(world, who, NOON), SECRET)
    return who


def begin(world: World, who: Viewer, terms: Terms = TERMS) -> str:
    """The step that the right password leads to."""
    with world.database.writing() as session, pytest.raises(StepNeeded) as needed:
        enter(session, who.email, PASSWORD, HERE, terms, "/wanted")
    return needed.value.token


def use(world: World, step: str, code: str, caller: Caller = HERE) -> str:
    with world.database.writing() as session:
        return use_code(session, step, code, caller, TERMS)


def viewer_of(world: World, token: str) -> Viewer | None:
    with world.database.reading() as session:
        return find_viewer(session, token)


def events(world: World) -> list[str]:
    with world.database.reading() as session:
        names = sa.select(Event.name).where(Event.name != ROWS_SEALED)
        return [*session.scalars(names.order_by(Event.number))]
