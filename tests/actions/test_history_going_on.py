"""A contract that goes on after all, or is kept for longer, loses nothing of what was shown to go."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import add_months
from portal.contracts.actions.change_contract import ContractTerms, change_contract
from portal.history.actions.remove_kept import REMOVING, remove_kept
from portal.history.queries.contents import Contents
from portal.history.queries.keeping import list_kept
from portal.records import Contract, Engagement, Going
from portal.settings import Settings, read_settings
from tests.builders.at_once import overtaken
from tests.builders.sending import accepted, attach, draft, give_back, send
from tests.builders.world import World

DAY = timedelta(days=1)
YEARS = dict.fromkeys(("files", "words", "drafts", "messages"), 6)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = read_settings({"PORTAL_HOME": str(tmp_path / "home")})
    assert settings.keep_years == YEARS
    return settings


@pytest.fixture
def over(world: World) -> World:
    """A world whose contract ended yesterday, and which may still be written in today."""
    accepted(world, "complaints-policy")
    give_back(world, send(world, "anti-bribery"), words="It is not signed.")
    attach(world, draft(world, "whistleblowing"))
    with world.database.writing() as session:
        ended = sa.update(Contract).where(Contract.id == world.contract_id)
        session.execute(ended.values(ends_on=world.today - DAY))
        session.execute(sa.update(Engagement).values(ends_on=world.today))
        session.commit()
    return world


def due(world: World, *, years: int = 6, days: int = 0) -> date:
    """The day on which things go of a contract that ended so many days after yesterday."""
    return add_months(world.today - DAY + days * DAY, 12 * years) + DAY


def extend(session: Session, world: World, days: int) -> None:
    place = world.contract_place(session)
    terms = ContractTerms(place.title, place.starts_on, world.today - DAY + days * DAY)
    change_contract(session, world.manager, place, terms)


def remove(world: World, settings: Settings, today: date) -> int:
    assert world.store
    return remove_kept(settings, world.database, world.store, today)


def contents(world: World) -> dict[str, int]:
    with world.database.reading() as session:
        return {kind: Contents(world.contract_id).count(session, kind) for kind in REMOVING}


def shown(world: World, settings: Settings) -> set[date | None]:
    """The days on which the page says that something goes."""
    with world.database.reading() as session:
        kept = list_kept(session, world.contract_place(session), settings.keep_years)
    return {each.goes_on for each in kept}


def told(world: World) -> set[str]:
    """The kinds of which it is noted that they go, or went."""
    with world.database.reading() as session:
        return set(session.scalars(sa.select(Going.kind)))


def test_what_was_shown_stays_where_the_contract_goes_on(over: World, settings: Settings) -> None:
    """And is shown again, for as long, before it goes."""
    before = contents(over)
    assert before["files"]
    assert before["words"]
    assert before["drafts"]
    assert remove(over, settings, due(over) - 30 * DAY) == 0
    assert shown(over, settings) == {due(over)}
    with over.database.writing() as session:
        extend(session, over, 700)
    assert shown(over, settings) == {None}
    assert remove(over, settings, due(over)) == 0
    assert (contents(over), told(over)) == (before, set())
    later = due(over, days=700)
    assert remove(over, settings, later - 20 * DAY) == 0
    assert shown(over, settings) == {later + 10 * DAY}
    assert remove(over, settings, later + 9 * DAY) == 0
    assert remove(over, settings, later + 10 * DAY) == sum(before.values())


def test_what_was_shown_stays_where_its_last_day_is_put_right_by_days(
    over: World, settings: Settings
) -> None:
    """The page said meanwhile that it is kept: so it is shown for a month anew. By two days, since six years
    after the 28th and the 29th of February are one day."""
    before = contents(over)
    remove(over, settings, due(over) - 30 * DAY)
    with over.database.writing() as session:
        extend(session, over, 2)
    assert shown(over, settings) == {None}
    assert remove(over, settings, due(over) + 5 * DAY) == 0
    assert shown(over, settings) == {due(over) + 35 * DAY}
    assert contents(over) == before


def test_what_was_shown_stays_where_it_is_kept_for_longer(over: World, settings: Settings) -> None:
    before, longer = contents(over), replace(settings, keep_years=dict.fromkeys(YEARS, 7))
    remove(over, settings, due(over) - DAY)
    assert shown(over, longer) == {None}
    assert remove(over, longer, due(over) + 40 * DAY) == 0
    assert (contents(over), told(over)) == (before, set())


def test_what_came_after_some_had_gone_is_shown_and_goes_too(over: World, settings: Settings) -> None:
    """The contract went on when its first drafts were gone, and has others by its end."""
    early = replace(settings, keep_years=YEARS | {"drafts": 1})
    remove(over, early, due(over, years=1) - 30 * DAY)
    assert remove(over, early, due(over, years=1)) == 1
    with over.database.writing() as session:
        extend(session, over, 700)
    draft(over, "whistleblowing")
    later = due(over, years=1, days=700)
    assert remove(over, early, later - 31 * DAY) == 0
    assert shown(over, early) == {None}
    assert remove(over, early, later - 30 * DAY) == 0
    assert shown(over, early) == {None, later}
    assert remove(over, early, later) == 1
    assert remove(over, early, later) == 0
    assert contents(over)["drafts"] == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_contract_that_goes_on_meanwhile_loses_nothing(over: World, settings: Settings) -> None:
    before = contents(over)
    remove(over, settings, due(over) - 30 * DAY)
    went = overtaken(
        over.database, lambda: remove(over, settings, due(over)), lambda session: extend(session, over, 700)
    )
    assert (went, contents(over), told(over) - {"words"}) == (0, before, set())
