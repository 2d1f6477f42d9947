"""A second edition of the lead's own document, which some partners of the demonstration have acknowledged.

Drawn by a chance of its own, so that all else stays as it was.
"""

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome
from portal.clock import local_day
from portal.demo import contents
from portal.demo.contract import ISSUED
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.demo.shelf import Shelf
from portal.details import with_signed
from portal.records import Decision, IssuedDocument, NamedRow, Submission

SECOND = {"edition": 2}
ISSUED_AGO, COUNTS_IN, TIME_UNTIL = (timedelta(days=each) for each in (12, 30, 110))
CHANGED = "Section 2 is new: invoices are paid within twenty days. Nothing else has changed."


def add_edition(session: Session, rows: Rows, setting: Setting, shelf: Shelf) -> None:
    """Every second partner that has the first edition has acknowledged the new one."""
    at = issue_again(rows, setting, shelf)
    query = sa.select(
        Submission.engagement_id,
        Submission.statement,
        Submission.signed_name,
        Submission.signed_position,
        Submission.made_by,
    ).where(Submission.requirement_key == ISSUED, Submission.sent_at.is_not(None))
    said = session.execute(query.order_by(Submission.sent_at, Submission.reference)).all()
    for number, row in enumerate(said[::2]):
        on = local_day(at) + timedelta(days=1 + number % 9)
        acknowledge(rows, setting, row, office_hours(on, rows.random))


def issue_again(rows: Rows, setting: Setting, shelf: Shelf) -> datetime:
    lead, from_on = setting.manager, setting.today + COUNTS_IN
    at = office_hours(setting.today - ISSUED_AGO, rows.random)
    paper = replace(
        contents.principles(setting.lead, from_on), title="Market Stewardship Principles, 2nd edition"
    )
    told = shelf.keep(rows, paper, paper.title, False, lead.organisation_id, lead.person_id, at)
    by_on = setting.today + TIME_UNTIL
    rows.add(
        IssuedDocument,
        id=rows.new_id(),
        contract_id=setting.contract_id,
        requirement_key=ISSUED,
        file_id=uuid.UUID(str(told["file"])),
        issued_by=lead.person_id,
        issued_at=at,
        title=called_by(from_on),
        words=CHANGED,
        from_on=from_on,
        by_on=by_on,
        **SECOND,
    )
    days = {"title": called_by(from_on), "from": from_on.isoformat(), "by": by_on.isoformat()}
    rows.event(
        at,
        "edition-issued",
        lead.person_id,
        contract_id=setting.contract_id,
        requirement_key=ISSUED,
        data=told | SECOND | days,
    )
    return at


def called_by(from_on: date) -> str:
    """Such as: March 2027."""
    return f"{from_on:%B %Y}"


def acknowledge(rows: Rows, setting: Setting, row: NamedRow, at: datetime) -> None:
    """Said in the portal, and accepted by rule."""
    submission_id, reference = rows.new_id(), rows.new_reference("S")
    place = {"engagement_id": row.engagement_id, "requirement_key": ISSUED}
    rows.add(
        Submission,
        id=submission_id,
        reference=reference,
        part_key="",
        statement=row.statement,
        signed_name=row.signed_name,
        signed_position=row.signed_position,
        details=SECOND,
        made_by=row.made_by,
        made_at=at,
        sent_by=row.made_by,
        sent_at=at,
        **place,
    )
    rows.add(
        Decision,
        id=rows.new_id(),
        part_key="",
        submission_id=submission_id,
        outcome=Outcome.ACCEPT.value,
        details=with_signed(SECOND, row.statement),
        reason="",
        words="",
        made_at=at,
        made_on=local_day(at),
        **place,
    )
    rows.event(
        at,
        "document-acknowledged",
        row.made_by,
        contract_id=setting.contract_id,
        data={"submission": str(submission_id), "reference": reference, **SECOND},
        **place,
    )
