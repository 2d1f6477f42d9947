"""What findings say of the few slots that a page shows, where one says that it is not in order."""

import uuid
from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from checklists.not_in_order import NotInOrder, not_in_order
from checklists.vocabulary import State
from portal.standing.queries.as_known import When
from portal.standing.queries.cases import Case, load_cases
from portal.standing.queries.found_facts import found_by_engagement

ENGAGEMENTS_AT_ONCE = 200
"""Engagements that are read together."""

Days = Mapping[tuple[uuid.UUID, str], date]
"""By engagement and requirement key, the day that is asked about."""


def find_not_in_order(
    session: Session, asked: Days, known: date | None
) -> dict[tuple[uuid.UUID, str], NotInOrder]:
    """A query for the findings; all else is read only of slots of which one says so on that day."""
    spoken = spoken_of(session, asked, known)
    ids, keys = sorted({each for each, _ in spoken}), sorted({key for _, key in spoken})
    cases: dict[uuid.UUID, Case] = {}
    for start in range(0, len(ids), ENGAGEMENTS_AT_ONCE):
        cases |= load_cases(session, ids[start : start + ENGAGEMENTS_AT_ONCE], keys, known)
    return {
        place: said
        for place, on in spoken.items()
        if (case := cases.get(place[0])) and (said := said_of(case, place[1], on))
    }


def held_up(
    session: Session, states: Mapping[tuple[uuid.UUID, str], str], when: When
) -> frozenset[tuple[uuid.UUID, str]]:
    """Of slots with their states on the day, those that a finding alone says are not in order."""
    found = find_held_up(session, states, when)
    return frozenset(place for place, said in found.items() if said.is_all)


def find_held_up(
    session: Session, states: Mapping[tuple[uuid.UUID, str], str], when: When
) -> dict[tuple[uuid.UUID, str], NotInOrder]:
    """What findings say of those that are missing, also where they are not alone in that."""
    missing = dict.fromkeys((place for place, said in states.items() if said == State.MISSING), when.on)
    return find_not_in_order(session, missing, when.known)


def said_of(case: Case, key: str, on: date) -> NotInOrder | None:
    """What findings say of one slot of the case on that day."""
    made = case.decisions.get(key, ())
    return not_in_order(case.rows.get(key, ()), made, case.engagement, on, case.known)


def spoken_of(session: Session, asked: Days, known: date | None) -> Days:
    """Those of which a finding says so on their day, as was known."""
    if not asked:
        return {}
    keys = sorted({key for _, key in asked})
    said = found_by_engagement(session, list({engagement_id for engagement_id, _ in asked}), keys)
    standing = {
        (engagement_id, each.key): days
        for engagement_id, its in said.items()
        for found in its
        if (each := found.as_known(known)) and (days := each.days)
        if (on := asked.get((engagement_id, each.key))) and on in days
    }
    return {place: on for place, on in asked.items() if place in standing}
