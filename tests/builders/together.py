"""A target that all partners of a world's contract reach together, and the figures of two of them."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import sqlalchemy as sa

from checklists.year.rows import Due, YearRows
from checklists.year.vocabulary import Over, ReachedBy
from portal.access import Viewer
from portal.records import Engagement
from portal.returns.actions.ask_plan import ask_plan
from portal.returns.queries.missed import Missed, list_missed
from tests.builders import paying, returning, telling
from tests.builders.world import World

MEASURE, TITLE = "peer-leaders", "New peer leaders trained and supported"
CLAUSE = "8.4: the council may terminate."
TOWARDS = "Counts towards the contract’s 1,200 a year"
RULE = "at least 1,200 a year, all partners together"


@dataclass(frozen=True)
class Partner:
    """A world as one partner has it, with who signs for it."""

    world: World
    signer: Viewer

    def send(self, number: int, quarter: int = 1) -> None:
        """The report of a quarter; every other target is met."""
        part = returning.quarter(self.world, quarter)
        returning.write(self.world, "narrative", returning.WORDS, part=part)
        content = paying.figures(self.world, part, peer_leaders=(number,))
        returning.write(self.world, "data", content, part=part)
        returning.write(self.world, "case-study", returning.STORY, part=part)
        returning.send(self.world, self.signer, part)

    def give(self, number: int, quarter: int = 1) -> None:
        """The same, and accepted."""
        self.send(number, quarter)
        returning.decide(self.world, telling.ACCEPTED, returning.quarter(self.world, quarter))

    def missed(self, quarter: int = 1) -> list[Missed]:
        with self.world.database.reading() as session:
            asked = returning.asked(self.world, session, part=returning.quarter(self.world, quarter))
            return list(list_missed(session, self.world.place(session), asked))

    def returns(self, quarter: int = 1) -> str:
        part = returning.quarter(self.world, quarter)
        return f"/engagements/{self.world.engagement_id}/returns/{returning.REPORT}/{part}"


def ask_whole(world: World) -> None:
    """The contract asks 32 over its whole term, of all partners together, as ENSURE does (3.3)."""
    wanted = {"at_least": Decimal(32), "over": Over.CONTRACT, "reached_by": ReachedBy.ALL_PARTNERS}
    returning.change_measure(world, MEASURE, **wanted)
    returning.begin(world)


def begin(world: World) -> None:
    """The contract asks 1,200 a year of all partners together: 300 a quarter. It names by when a plan follows
    a miss, and what follows two."""
    ask(world)
    returning.begin(world)


def ask(world: World, reached_by: ReachedBy = ReachedBy.ALL_PARTNERS) -> None:
    target = {"at_least": Decimal(1200), "plan_due": Due(10), "second_miss": CLAUSE}
    returning.change_measure(world, MEASURE, reached_by=reached_by, **target)


def of_all(year: YearRows) -> YearRows:
    """The same year, by which all reach it together."""
    measures = [
        replace(each, reached_by=ReachedBy.ALL_PARTNERS) if each.key == MEASURE else each
        for each in year.measures
    ]
    return replace(year, measures=tuple(measures))


def two(world: World) -> tuple[Partner, Partner]:
    other = telling.second(world)
    return Partner(world, world.reviewer_and_member), Partner(other, returning.signer(other))


def ask_for_plan(partner: Partner, quarter: int = 1) -> None:
    """A reviewer asks it for one, in twenty days."""
    world, by_on = partner.world, partner.world.today + timedelta(days=20)
    with world.database.writing() as session:
        asked = returning.asked(world, session, part=returning.quarter(world, quarter))
        ask_plan(session, world.reviewer, world.place(session, world.reviewer), asked, MEASURE, by_on)


def lasts(world: World, engagement_id: uuid.UUID, from_on: date, until_on: date) -> None:
    """The engagement has these days."""
    its = sa.update(Engagement).where(Engagement.id == engagement_id)
    with world.database.writing() as session:
        session.execute(its.values(starts_on=from_on, ends_on=until_on))
        session.commit()


def one_alone(world: World) -> Partner:
    """Of the second partner nothing was ever asked here: it comes at the end."""
    lasts(world, world.second_engagement_id, world.ends_on - timedelta(days=20), world.ends_on)
    return Partner(world, world.reviewer_and_member)
