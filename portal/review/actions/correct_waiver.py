"""Correct a waiver: give it other days, end it early, or take it back. The waiver stays on record."""

import uuid
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from checklists.calendar import day_before
from checklists.deciding import problems
from checklists.slots import version_on
from checklists.vocabulary import Outcome
from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.review.actions.append_decisions import append_decisions
from portal.review.actions.decide import (
    Verdict,
    decision_row,
    fact_of,
    get_versions,
    refuse,
    row_id,
)
from portal.review.actions.require_other_side import require_other_side
from portal.review.queries.waivers import Waiver, get_waiver
from portal.standing.actions.lock_engagements import hold_engagement
from portal.standing.queries.parts import worded_in

CORRECTED = "Somebody has corrected this waiver already. Look at the page again."


def correct_waiver(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    waiver_id: uuid.UUID,
    verdict: Verdict,
) -> uuid.UUID:
    """In place of the waiver one with these days, from now on; the decision's id. Each is corrected once.

    Raises NotAllowed, NotHere or CannotDo.
    """
    require_other_side(viewer, place)
    place = hold_engagement(session, place)
    waiver = get_waiver(session, place, requirement_key, waiver_id)
    if waiver.is_corrected:
        raise CannotDo({"": CORRECTED})
    made_on, versions = clock.today(), get_versions(session, place)
    requirement = worded_in(version_on(versions, place.asked_on(made_on)), requirement_key)
    verdict = replace(verdict, from_on=verdict.from_on or waiver.from_on)
    row = decision_row(place, requirement_key, waiver.part_key, verdict, viewer.person_id, made_on)
    is_days = not is_taken_back(verdict)
    last_on = date.max if verdict.until_on == waiver.until_on else place.ends_on
    refuse(requirement, verdict, problems(requirement, fact_of(row), last_on) if is_days else ())
    row |= {"corrects_id": waiver_id}
    append_decisions(session, place, [row], "decision-corrected", viewer.person_id, versions)
    return row_id(row)


def taken_back(waiver: Waiver, words: str) -> Verdict:
    """What corrects a waiver that never should have been: it is over before it begins."""
    before = day_before(waiver.from_on)
    return Verdict(Outcome.WAIVE, from_on=waiver.from_on, until_on=before, words=words)


def is_taken_back(verdict: Verdict) -> bool:
    """Whether it waives no day at all, by one."""
    return bool(verdict.from_on) and verdict.until_on == day_before(verdict.from_on or date.min)
