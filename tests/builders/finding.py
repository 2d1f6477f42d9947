"""Visits with what they found, by the real actions."""

import uuid
from datetime import date, timedelta

import sqlalchemy as sa

from checklists.findings import ActionStep, ReplyTurn, Word
from portal.access import Viewer
from portal.files.actions.keep_brought import NOTHING_BROUGHT, Brought
from portal.findings.actions.add_action import ToDo, add_action
from portal.findings.actions.add_decision import add_decision
from portal.findings.actions.add_finding import add_finding
from portal.findings.actions.note_action import note_action
from portal.findings.actions.say_of_finding import say_of_finding
from portal.findings.actions.send_plan import send_plan
from portal.findings.queries.findings import get_finding
from portal.records import Event
from portal.visits.actions.book_visit import book_visit
from tests.builders.good_files import pdf
from tests.builders.world import World

WORDS = "The folder of policies is from 2019."


def visit(world: World, on: date | None = None, kind: str = "audit-visit", *only: uuid.UUID) -> uuid.UUID:
    """One that took place with the first partner (or those), ten days ago unless said otherwise."""
    day = on or world.today - timedelta(days=10)
    with world.database.writing() as session:
        place = world.contract_place(session)
        those = only or (world.engagement_id,)
        return book_visit(session, world.manager, place, kind, day, those, took_place=True, as_well=True)


def ahead(world: World, kind: str = "review-meeting") -> uuid.UUID:
    """A meeting about the whole contract that is to come."""
    with world.database.writing() as session:
        place, day = world.contract_place(session), world.today + timedelta(days=9)
        return book_visit(session, world.manager, place, kind, day, as_well=True)


def paper() -> bytes:
    return pdf("The policies of May")


def find(
    world: World,
    visit_id: uuid.UUID,
    words: str = WORDS,
    *,
    key: str = "",
    marks: bool = False,
    engagement_id: uuid.UUID | None = None,
    by: Viewer | None = None,
) -> uuid.UUID:
    viewer = by or world.manager
    with world.database.writing() as session:
        place = world.contract_place(session, viewer)
        of = engagement_id or world.engagement_id
        return add_finding(session, viewer, place, visit_id, of, key, words, not_in_order=marks)


def ask_for(
    world: World, finding_id: uuid.UUID, what: str = "Renew the policies.", days: int = 30, evidence: str = ""
) -> uuid.UUID:
    """An action of the finding, due so many days from now."""
    with world.database.writing() as session:
        to_do = ToDo(what, "Mina Member", world.today + timedelta(days=days), evidence)
        return add_action(session, world.manager, world.contract_place(session), finding_id, to_do)


def send(world: World, visit_id: uuid.UUID, days: int = 14) -> int:
    with world.database.writing() as session:
        return send_plan(session, world.manager, world.contract_place(session), visit_id, days)


def sent(
    world: World, key: str = "", *, marks: bool = False, evidence: str = ""
) -> tuple[uuid.UUID, uuid.UUID]:
    """A finding that was sent, and its action."""
    visit_id = visit(world)
    finding_id = find(world, visit_id, key=key, marks=marks)
    action_id = ask_for(world, finding_id, evidence=evidence)
    send(world, visit_id)
    return finding_id, action_id


def decide(world: World, visit_id: uuid.UUID, engagement_id: uuid.UUID | None = None) -> uuid.UUID:
    """An action by decision of a meeting; the lead's own without an engagement."""
    with world.database.writing() as session:
        to_do = ToDo("Write to everybody.", "Olu", world.today + timedelta(days=7))
        place = world.contract_place(session)
        return add_decision(session, world.manager, place, visit_id, engagement_id, to_do, "Performance")


def say(
    world: World,
    finding_id: uuid.UUID,
    by: Viewer,
    kind: Word,
    words: str = "We see it otherwise.",
    outcome: str = "",
    brought: Brought = NOTHING_BROUGHT,
) -> bool:
    with world.database.writing() as session:
        place = world.place(session, by)
        return say_of_finding(session, by, place, finding_id, kind, words, outcome=outcome, brought=brought)


def note(
    world: World,
    action_id: uuid.UUID,
    by: Viewer,
    step: ActionStep,
    words: str = "All are renewed.",
    submission_id: uuid.UUID | None = None,
    brought: Brought = NOTHING_BROUGHT,
) -> bool:
    with world.database.writing() as session:
        return note_action(
            session,
            by,
            world.place(session, by),
            action_id,
            step,
            words,
            submission_id=submission_id,
            brought=brought,
        )


def events(world: World) -> list[tuple[str, uuid.UUID | None, str | None]]:
    """Of findings, actions and plans in their order: name, engagement and requirement."""
    with world.database.reading() as session:
        query = sa.select(Event.name, Event.engagement_id, Event.requirement_key).order_by(Event.number)
        own = sa.or_(Event.name.like("finding%"), Event.name.like("action%"), Event.name.like("plan%"))
        return [
            (row.name, row.engagement_id, row.requirement_key) for row in session.execute(query.where(own))
        ]


def turn(world: World, finding_id: uuid.UUID) -> ReplyTurn:
    with world.database.reading() as session:
        return get_finding(session, world.place(session), finding_id).turn(world.today)
