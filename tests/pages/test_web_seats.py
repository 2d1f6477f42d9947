"""Who asks for much at once while others are there gets a part of the time; who is alone gets all of it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from portal.web.seats import MOST_REST, PRESENT, REST, SHARE, Seats
from tests.builders.apart import run_apart

ANN, BOB = "ann", "bob"
USED = 0.1


@contextmanager
def more_waiting(seats: Seats, who: str) -> Iterator[None]:
    """Its share is taken, and one more waits."""
    share = seats.share_of(who)
    for place in range(SHARE):
        share.acquire_on_behalf_of_nowait(place)
    waiting = asyncio.ensure_future(share.acquire_on_behalf_of("more"))
    yield
    waiting.cancel()


async def rest_of_ann(has_more: bool, bob_at: float | None, bob_has_more: bool, used: float) -> float:
    """Ann asks at 100 s and has her answer at 101 s."""
    seats = Seats()
    shares = [seats.share_of(ANN), seats.share_of(BOB)]  # held here: the seats themselves hold them weakly
    with more_waiting(seats, BOB):
        if bob_has_more:
            await asyncio.sleep(0)
        if bob_at is not None:
            seats.note(BOB, bob_at)
        seats.note(ANN, 100.0)
        rest = seats.rest_after(ANN, used, 101.0, has_more=has_more)
    assert len(shares) == 2
    return rest


@pytest.mark.parametrize(
    ("has_more", "bob_at", "bob_has_more", "used", "expected"),
    [
        pytest.param(True, 99.0, False, USED, REST * USED, id="others are there"),
        pytest.param(True, 99.0, False, 60.0, MOST_REST, id="never longer than that"),
        pytest.param(False, 99.0, False, USED, 0.0, id="nothing more is asked for"),
        pytest.param(True, None, False, USED, 0.0, id="alone"),
        pytest.param(True, 101.0 - PRESENT, False, USED, 0.0, id="others have left"),
        pytest.param(True, 99.0, True, USED, 0.0, id="others ask for much too"),
    ],
)
def test_how_long_a_share_rests(
    has_more: bool, bob_at: float | None, bob_has_more: bool, used: float, expected: float
) -> None:
    assert run_apart(rest_of_ann(has_more, bob_at, bob_has_more, used)) == pytest.approx(expected)


def test_strangers_together_never_rest() -> None:
    """They are many people: one who signs in does not wait for all who look at the first page."""
    seats = Seats()
    seats.note(ANN, 100.0)
    assert seats.rest_after(None, USED, 100.0, has_more=True) == 0.0
