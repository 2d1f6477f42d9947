"""What was sent to the council of a world."""

import uuid
from dataclasses import replace

import sqlalchemy as sa

from checklists.library import as_data
from checklists.year.rows import Due
from checklists.year.vocabulary import Party
from portal.access import Viewer
from portal.council.actions.send_roll_up import send_roll_up
from portal.council.queries.sent import list_kept
from portal.council.queries.snapshot import Kept, Line
from portal.records import ChecklistVersion
from portal.returns.actions.decide_return import Said, reopen_section
from portal.returns.actions.set_fewest import set_fewest
from portal.standing.queries.in_force import list_versions
from tests.builders import returning
from tests.builders.world import World

TITLE = "First contact attempted within 2 working days of referral"
ACCEPTED = dict.fromkeys(("narrative", "data", "case-study"), Said(accepts=True))


def second(world: World) -> World:
    """The same world as the second partner has it."""
    return replace(
        world,
        partner_id=world.second_partner_id,
        engagement_id=world.second_engagement_id,
        member=world.second_member,
    )


def give_both(world: World, numerator: int = 80, denominator: int = 100, part: str = "") -> None:
    """Both partners alike."""
    other = second(world)
    give(world, world.reviewer_and_member, numerator, denominator, part)
    give(other, returning.signer(other), numerator, denominator, part)


def give(world: World, who: Viewer, numerator: int = 80, denominator: int = 100, part: str = "") -> None:
    """The partner's report of a quarter, accepted."""
    returning.write(world, "narrative", returning.WORDS, part=part)
    returning.write(world, "data", returning.figures(world, numerator, denominator, part), part=part)
    returning.write(world, "case-study", returning.STORY, part=part)
    returning.send(world, who, part)
    returning.decide(world, ACCEPTED, part)


def correct(world: World, who: Viewer, numerator: int, denominator: int = 100, part: str = "") -> None:
    """Its figures were opened again, and others are accepted."""
    with world.database.writing() as session:
        place, asked = world.place(session, world.reviewer), returning.asked(world, session, part=part)
        reopen_section(session, world.reviewer, place, asked, "data", "June is missing.")
    returning.write(world, "data", returning.figures(world, numerator, denominator, part), part=part)
    returning.send(world, who, part)
    returning.decide(world, {"data": Said(accepts=True)}, part)


def send(world: World, part: str = "", words: str = "", who: Viewer | None = None) -> None:
    viewer = who or world.manager
    with world.database.writing() as session:
        place = world.contract_place(session, viewer)
        send_roll_up(session, viewer, place, part or returning.quarter(world), words)


def say_fewest(world: World, fewest: int) -> None:
    with world.database.writing() as session:
        set_fewest(session, world.manager, world.contract_place(session), fewest)


def ask_of_lead(world: World) -> None:
    """The quarterly report is asked of the lead itself too, within so many days of its own."""
    with world.database.writing() as session:
        before = list_versions(session, [world.contract_id])[world.contract_id][-1]
        returns = tuple(
            replace(each, asked_of=(Party.PARTNER, Party.LEAD), lead_due=Due(20, working=True))
            if each.key == returning.REPORT
            else each
            for each in before.year.returns
        )
        definition = as_data(replace(before, year=replace(before.year, returns=returns)))
        its = ChecklistVersion.contract_id == world.contract_id
        session.execute(sa.update(ChecklistVersion).where(its).values(id=uuid.uuid4(), definition=definition))
        session.commit()


def kept(world: World) -> tuple[Kept, ...]:
    with world.database.reading() as session:
        return list_kept(session, world.contract_id)


def line(sent: Kept, key: str) -> Line:
    found = sent.snapshot.find(key)
    assert found is not None
    return found
