"""Assessments in a world, by the real actions: written in the portal, or as an own document."""

import uuid
from datetime import date
from typing import Any

from checklists.assessing import Finding, Impact, Way, findings_asked
from portal import clock
from portal.access import Viewer
from portal.assessments.actions.record_incident import record_incident
from portal.assessments.actions.write_assessment import (
    choose_way,
    keep_about,
    keep_actions,
    keep_finding,
    keep_signature,
)
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.keep_draft import answer_draft
from portal.submissions.actions.send_submission import send_submission
from portal.submissions.queries.assessments import PlannedAction
from tests.builders import sending
from tests.builders.days import counts_from
from tests.builders.world import World

EQIA = "eqia"


def draft(world: World, way: Way = Way.FORM, key: str = EQIA) -> uuid.UUID:
    """A draft of which it was chosen how it is given."""
    submission_id = sending.draft(world, key)
    with world.database.writing() as session:
        choose_way(session, world.submission_place(session, submission_id), way)
    return submission_id


def write(
    world: World, submission_id: uuid.UUID, but: tuple[str, ...] = (), completed_on: date | None = None
) -> None:
    """Everything that is asked, except for what was found about the characteristics `but`."""
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        asked = get_requirement(session, place.engagement, place.requirement_key, clock.today())
        day = completed_on or counts_from(world.today)
        keep_about(session, place, "The peer support groups.", "The manager and two volunteers.", day)
        for name in findings_asked(asked):
            if name not in but:
                keep_finding(session, place, asked, finding(name))
        keep_actions(session, place, [PlannedAction("Look at the lift", "Sam Steward", day)], looked_at=True)
        keep_signature(session, place, "Pat Partner", "Chair", world.today)


def finding(name: str, **fields: Any) -> Finding:
    plain: dict[str, Any] = {
        "impact": Impact.NONE,
        "words": f"Nobody is kept away for {name}.",
        "evidence": "Figures of the past year.",
    }
    return Finding(name, **plain | fields)


def written(world: World, completed_on: date | None = None) -> uuid.UUID:
    """One that was written in the portal and sent."""
    submission_id = draft(world)
    write(world, submission_id, completed_on=completed_on)
    send(world, submission_id)
    return submission_id


def own_document(world: World) -> uuid.UUID:
    """One that was sent as a file."""
    submission_id = draft(world, Way.DOCUMENT)
    sending.attach(world, submission_id)
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        answer_draft(session, place, {"from_on": counts_from(world.today)})
        send_submission(session, world.member.person_id, place, clock.today())
    return submission_id


def send(world: World, submission_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        send_submission(session, world.member.person_id, place, clock.today())


def incident(
    world: World, happened_on: date, by: Viewer | None = None, words: str = "A fall on the stairs."
) -> uuid.UUID:
    viewer = by or world.member
    with world.database.writing() as session:
        place = world.place(session, viewer)
        return record_incident(session, viewer, place, happened_on=happened_on, words=words)
