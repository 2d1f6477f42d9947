"""A contract that pays by results no more: what was withheld is settled all the same."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from portal.access import Viewer
from tests.builders import paying, returning, together
from tests.builders.world import World

CLOSING, FEE = "closing-1", Decimal("6000.00")


@pytest.fixture
def second(world: World) -> Iterator[Viewer]:
    """Another manager; a year is over, no accounts are there, and three quarters are approved."""
    with paying.a_year_over(world) as found:
        yield found


def test_where_nothing_is_paid_by_results_any_more_what_is_left_is_settled(
    world: World, second: Viewer
) -> None:
    together.lasts(world, world.engagement_id, world.starts_on, world.ends_on)
    paying.follow(world, lambda _: ())
    paying.settle(world, second, returning.quarter(world, 4))
    paying.account_given(world, returning.quarter(world, 4))
    found = paying.account(world).find(CLOSING)
    assert found
    assert found.draft
    assert (found.draft.released, found.draft.paid) == (4 * FEE, 4 * FEE)


def test_accounts_that_were_given_count_where_a_later_version_asks_for_none(
    world: World, second: Viewer
) -> None:
    paying.account_given(world, returning.quarter(world, 4))
    paying.follow(world, lambda them: tuple(replace(each, withheld_without=None) for each in them), months=36)
    found = paying.account(world).find(returning.quarter(world, 4))
    assert found
    assert found.draft
    assert (found.draft.missing_since, found.draft.withheld) == (None, Decimal("0.00"))
