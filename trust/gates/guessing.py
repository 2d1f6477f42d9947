"""Whoever guesses passwords never locks the holder out, and gets so many guesses an hour.

An attacker guesses at one account from one network, from many, and at many accounts from the holder's own
office; after each the holder signs in, in her own browser. Then the guesses that were looked at are counted.
"""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

from portal import clock
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.database import Database, open_database
from portal.records.migrations import migrate
from portal.sign_in.actions.sign_in import enter
from portal.sign_in.caller import Caller, Terms
from tests.builders.world import PASSWORD, World, make_world
from trust.gate import Result

HOUR, EVERY = timedelta(hours=1), timedelta(seconds=3)
TERMS = Terms("the secret of this installation")
HOLDER = Caller("192.0.2.7", "the holder's own browser")
MOST_AN_HOUR = 200
"""Guesses at one account from anywhere, or at all from one network: 50 in each quarter of an hour."""


class Moving:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = clock.now()

    def __call__(self) -> datetime:
        return self.now


def run() -> Result:
    logging.getLogger("portal.sign_in").setLevel(logging.ERROR)  # thousands of refusals are what is wanted
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "guessing.db") as database:
        world, moving = make_world(database), Moving()
        with mock.patch.object(clock, "now", moving):
            come_in(world)
            email, office = world.manager.email, HOLDER.network
            attacks: dict[str, Callable[[int], tuple[str, str]]] = {
                "one network": lambda _: (email, "198.51.100.1"),
                "many networks": lambda number: (email, f"198.51.{number % 250}.{number // 250}"),
                "many accounts from her office": lambda number: (f"one{number % 60}@example.org", office),
                "her account from her office": lambda _: (email, office),
            }
            told = {name: attack(world, moving, target) for name, target in attacks.items()}
    worst = max(looked_at for _, looked_at in told.values())
    has_held = all(locked == 0 for locked, _ in told.values()) and worst <= MOST_AN_HOUR
    figures = "; ".join(
        f"{name}: {looked_at} guesses an hour, holder locked out {locked} times"
        for name, (locked, looked_at) in told.items()
    )
    return Result(has_held, figures)


def attack(world: World, moving: Moving, target: Callable[[int], tuple[str, str]]) -> tuple[int, int]:
    """For an hour, a guess every few seconds: how often the holder was refused, and how many guesses were
    looked at."""
    locked = looked_at = 0
    for number in range(int(HOUR / EVERY)):
        email, network = target(number)
        looked_at += guess(world, email, Caller(network, f"the attacker's {number}"))
        moving.now += EVERY
        if number % 20 == 0:
            locked += not come_in(world)
    moving.now += HOUR
    return locked, looked_at


def guess(world: World, email: str, caller: Caller) -> bool:
    """Whether it was looked at."""
    with world.database.writing() as session:
        try:
            enter(session, email, "not the one", caller, TERMS)
        except TooManyAttempts:
            return False
        except CannotDo:
            return True
    raise AssertionError("a wrong password let in")


def come_in(world: World) -> bool:
    with world.database.writing() as session:
        try:
            return bool(enter(session, world.manager.email, PASSWORD, HOLDER, TERMS))
        except TooManyAttempts:
            return False


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{path}")
    try:
        migrate(database.engine)
        yield database
    finally:
        database.engine.dispose()
