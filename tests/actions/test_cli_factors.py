"""reset-factor, on the command line."""

import sqlalchemy as sa

from portal.records import Event
from tests.actions.apps import with_app
from tests.actions.conftest import Portal
from tests.builders.world import World


def test_a_lost_factor_is_taken_away_with_a_reason(portal: Portal, world: World) -> None:
    email = with_app(world, world.manager).email
    code, out, err = portal("reset-factor", email, "--reason", "The phone is in the harbour.")
    assert (code, err) == (0, "")
    assert f"{email} has no second factor any more, and is told why." in out
    assert "The phone is in the harbour." in out, "without a mail server it is printed in development"
    with world.database.reading() as session:
        names = session.scalars(sa.select(Event.name)).all()
    assert "second-factor-reset" in names


def test_without_a_reason_nothing_is_taken_away(portal: Portal, world: World) -> None:
    email = with_app(world, world.manager).email
    assert portal("reset-factor", email)[0] == 2
    code, _, err = portal("reset-factor", email, "--reason", "  ")
    assert (code, err.count("\n")) == (2, 1)


def test_nobody_has_none(portal: Portal, world: World) -> None:
    for email in (world.manager.email, "nobody@example.org"):
        assert portal("reset-factor", email, "--reason", "Asked for it.")[0] == 2
