"""What came to the lead by post, entered in a world by the real actions."""

import uuid
from datetime import date
from typing import Any

from portal import clock
from portal.access import Viewer
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.keep_draft import answer_draft
from portal.submissions.actions.keep_received import start_received
from portal.submissions.actions.send_submission import send_submission
from tests.builders import sending
from tests.builders.world import World


def begin(
    world: World,
    key: str,
    part: str = "",
    by: Viewer | None = None,
    way: str = "post",
    on: date | None = None,
    engagement_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """The lead's draft, without answers."""
    viewer, came_on = by or world.reviewer, on or clock.today()
    with world.database.writing() as session:
        place = world.place(session, viewer, engagement_id)
        asked = get_requirement(session, place, key, clock.today())
        return start_received(session, viewer, place, asked, part, way, came_on)


def enter(
    world: World,
    key: str,
    part: str = "",
    by: Viewer | None = None,
    on: date | None = None,
    engagement_id: uuid.UUID | None = None,
    **answers: Any,
) -> uuid.UUID:
    """What came, with all that it needs, entered for the partner."""
    viewer, asked = by or world.reviewer, sending.requirement(key)
    submission_id = begin(world, key, part, viewer, on=on, engagement_id=engagement_id)
    sending.attach(world, submission_id, "scan.pdf", by=viewer)
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, viewer)
        answer_draft(session, place, sending.answers_to(asked, part) | answers)
        send_submission(session, viewer.person_id, place, clock.today())
    return submission_id
