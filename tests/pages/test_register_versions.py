"""What a new version asks of people's checks is told alike on all pages of the same day."""

import uuid
from datetime import date, timedelta

import pytest

from checklists.calendar import add_months
from portal.words.wording import day
from tests.builders import sending, versions
from tests.builders.world import World
from tests.pages.conftest import ClientFor

KEY = "dbs-checks"


@pytest.fixture
def ahead(world: World) -> date:
    """From that day on a check is good for a month, and not for years."""
    from_on = world.today + timedelta(days=10)
    versions.ask_otherwise(world, KEY, from_on, months=1)
    return from_on


def checked(world: World, name: str, issued_on: date) -> uuid.UUID:
    worker_id = sending.a_worker(world, name)
    sending.accepted(world, KEY, str(worker_id), from_on=issued_on)
    return worker_id


def test_checks_that_new_words_end_counted_until_the_day_before(
    world: World, ahead: date, client_for: ClientFor
) -> None:
    for number, name in enumerate(("Ann Archer", "Bo Baker", "Cy Cook", "Di Dyer")):
        checked(world, name, add_months(world.today, -6 - number))
    slot, readiness = (
        f"/engagements/{world.engagement_id}/requirements/{KEY}",
        f"/contracts/{world.contract_id}/readiness",
    )
    manager, last = client_for(world.manager), day(ahead - timedelta(days=1))
    assert manager.get(slot).words.count(f"accepted until {last}") == 5
    then = manager.get(f"{slot}?on={ahead}").words
    assert then.count(f"Expired on {last}") == 5
    assert f"4 people: expired on {last}" in manager.get(f"{readiness}?on={ahead}").words
    assert then.count("Expired on") == 5, "of each, and of all"


def test_who_has_expired_is_told_beside_who_has_nothing(
    world: World, ahead: date, client_for: ClientFor
) -> None:
    for name in ("Ann Archer", "Bo Baker", "Cy Cook"):
        checked(world, name, add_months(world.today, -6))
    sending.a_worker(world, "Ned New")
    for path in ("readiness", "briefing"):
        words = client_for(world.officer).get(f"/contracts/{world.contract_id}/{path}?on={ahead}").words
        assert "1 person: nothing accepted yet; 3 people: expired" in words
