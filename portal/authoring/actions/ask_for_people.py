"""Ask that what is recorded of people goes to the registers of a version, once it is in force: work that
nobody waits for."""

import uuid
from datetime import date

from sqlalchemy.orm import Session

from checklists.calendar import day_before
from portal import clock
from portal.acting.ask_work import ask_work

SEND_RECORDED = "send-recorded"


def ask_for_people(session: Session, contract_id: uuid.UUID, in_force_from: date) -> None:
    """At once, or as soon as the day has begun. In the caller's transaction."""
    begins_at = clock.end_of_day(day_before(in_force_from))
    ask_work(session, SEND_RECORDED, f"{contract_id}/{in_force_from}", due_at=max(begins_at, clock.now()))
