"""Soft outcomes of a world: asked for, rated, finished, commented, by the real actions."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from checklists.library import as_data, library
from checklists.year.rating import Rating
from portal.access import Viewer
from portal.outcomes.actions.comment_outcomes import comment_outcomes
from portal.outcomes.actions.rate_outcomes import finish_review, rate_outcome
from portal.outcomes.queries.kept import Said
from portal.outcomes.queries.reviews import Review, get_review, list_reviews
from portal.records import ChecklistVersion, ReturnsBegin
from portal.standing.queries.in_force import list_versions
from tests.builders import returning
from tests.builders.world import World

KEY = "soft-outcomes"
OUTCOMES = (
    "meaningful-occupation",
    "tenancy-sustainment",
    "social-inclusion",
    "arrears-and-debt",
    "resettlement",
    "service-quality",
)
WHY = "Three of those we spoke to have begun a course."


def year(world: World) -> str:
    """The contract's first."""
    return str(world.starts_on.year)


def asked(world: World) -> None:
    """The contract asks for the soft outcomes of 003, and returns are given here."""
    rows = library()["thurrock-floating-support"].year.returns
    row = next(each for each in rows if each.key == KEY)
    with world.database.writing() as session:
        before = list_versions(session, [world.contract_id])[world.contract_id][-1]
        returns = (*before.year.returns, row)
        definition = as_data(replace(before, year=replace(before.year, returns=returns)))
        its = ChecklistVersion.contract_id == world.contract_id
        session.execute(sa.update(ChecklistVersion).where(its).values(id=uuid.uuid4(), definition=definition))
        session.commit()
        begun = session.scalar(sa.select(ReturnsBegin.from_on))
    if begun is None:
        returning.begin(world)


def rated(
    world: World,
    key: str = OUTCOMES[0],
    rating: Rating | None = Rating.MET,
    because: str = WHY,
    visits: Iterable[uuid.UUID] = (),
    who: Viewer | None = None,
) -> None:
    viewer, ids = who or world.reviewer, tuple(map(str, visits))
    with world.database.writing() as session:
        place = world.place(session, viewer)
        rate_outcome(session, viewer, place, KEY, year(world), key, Said(rating, because, ids))


def finished(world: World, because: str = "", who: Viewer | None = None) -> None:
    viewer = who or world.reviewer
    with world.database.writing() as session:
        finish_review(session, viewer, world.place(session, viewer), KEY, year(world), because)


def all_rated(world: World) -> None:
    """All but one are met; the last one nobody could judge."""
    for key in OUTCOMES[:-1]:
        rated(world, key)
    rated(world, OUTCOMES[-1], Rating.NOT_JUDGED, "Nobody was there to ask.")


def whole(world: World) -> None:
    """Asked for, rated and finished."""
    asked(world)
    all_rated(world)
    finished(world)


def commented(world: World, words: str, number: int = 1, who: Viewer | None = None) -> None:
    viewer = who or world.member
    with world.database.writing() as session:
        place = world.place(session, viewer)
        comment_outcomes(session, viewer, place, KEY, year(world), number, words)


def review(world: World, on: date | None = None, known: date | None = None) -> Review:
    with world.database.reading() as session:
        return get_review(session, world.place(session), KEY, year(world), on or world.today, known)


def reviews(world: World, on: date | None = None) -> tuple[Review, ...]:
    with world.database.reading() as session:
        return list_reviews(session, world.place(session), on or world.today)
