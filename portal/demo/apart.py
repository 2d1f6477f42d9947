"""Partners of the demonstration that are in no count today: one that withdrew, one whose time was over, one
that is still to begin; and the text of the agreement, put up for signing.

Drawn by a chance of their own, so that all else stays as it was.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.demo import contents, names
from portal.demo.partners import add_organisation, open_desk
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.demo.shelf import Shelf
from portal.demo.stories import Story, brand_new, wholly_ready
from portal.records import Ending, Engagement, EngagementTerms, IssuedDocument

SIGNED = "sub-contract"
WITHDREW_AGO, OVER_AGO, BEGINS_IN = (timedelta(days=each) for each in (45, 120, 40))
WITHDREW = "The trustees closed the kitchen when its lease ran out. Its groups go on with two other partners."


@dataclass(frozen=True, slots=True)
class Ended:
    """An engagement that ends before it was meant to."""

    engagement_id: uuid.UUID
    last_on: date


def add_apart(session: Session, rows: Rows, setting: Setting, shelf: Shelf) -> list[uuid.UUID]:
    """Written, but for their events. The ids of the engagements."""
    put_up_for_signing(rows, shelf, setting)
    today = setting.today
    last_on, over_on = today - WITHDREW_AGO, today - OVER_AGO
    left = Story("Bluebell Kitchen", wholly_ready)
    over = Story("Wintergreen Walks", wholly_ready, uses_volunteers=False)
    coming = Story("Sandpiper Singers", brand_new)
    withdrew = tell_story(
        rows, replace(setting, today=last_on), left, Span(setting.starts_on, setting.ends_on), shelf
    )
    ids = [
        withdrew,
        tell_story(rows, replace(setting, today=over_on), over, Span(setting.starts_on, over_on), shelf),
        tell_story(rows, setting, coming, Span(today + BEGINS_IN, setting.ends_on), shelf),
    ]
    end_early(rows, setting, Ended(withdrew, last_on))
    kept = rows.kept.pop(EngagementTerms)
    rows.write_tables(session)
    session.execute(sa.update(Engagement).where(Engagement.id == withdrew).values(ends_on=last_on))
    session.execute(sa.insert(EngagementTerms), kept)
    return ids


def tell_story(rows: Rows, setting: Setting, story: Story, span: Span, shelf: Shelf) -> uuid.UUID:
    """The partner with all that it has been through until the day that is today for it."""
    sender = add_organisation(rows, story, story.name, span, None, setting.today)
    area = rows.random.choice(names.AREAS)
    desk = open_desk(rows, setting, story, story.name, sender, area, span, shelf)
    story.tell(desk)
    return desk.engagement_id


def end_early(rows: Rows, setting: Setting, ended: Ended) -> None:
    """It was said three weeks before the last day."""
    at, manager = office_hours(ended.last_on - timedelta(days=21), rows.random), setting.manager.person_id
    agreed = next(each for each in rows.kept[Engagement] if each["id"] == ended.engagement_id)
    rows.add(
        EngagementTerms,
        id=rows.new_id(),
        engagement_id=ended.engagement_id,
        area=agreed["area"],
        starts_on=agreed["starts_on"],
        ends_on=ended.last_on,
        funding=agreed["funding"],
        ending=Ending.WITHDREW.value,
        words=WITHDREW,
        recorded_by=manager,
        recorded_at=at,
    )
    said = {"last": ended.last_on.isoformat(), "ending": Ending.WITHDREW.value}
    rows.event(
        at,
        "engagement-ended",
        manager,
        contract_id=setting.contract_id,
        engagement_id=ended.engagement_id,
        data=said,
    )


def put_up_for_signing(rows: Rows, shelf: Shelf, setting: Setting) -> None:
    """The text that all partners sign, before the first of them did."""
    at, lead = office_hours(setting.starts_on - timedelta(days=10), rows.random), setting.manager
    paper = contents.agreement(setting.lead, "the delivery partner", setting.starts_on, setting.ends_on)
    said = shelf.keep(rows, paper, paper.title, False, lead.organisation_id, lead.person_id, at)
    rows.add(
        IssuedDocument,
        id=rows.new_id(),
        contract_id=setting.contract_id,
        requirement_key=SIGNED,
        file_id=uuid.UUID(str(said["file"])),
        issued_by=lead.person_id,
        issued_at=at,
    )
    rows.event(
        at,
        "document-issued",
        lead.person_id,
        contract_id=setting.contract_id,
        requirement_key=SIGNED,
        data=said,
    )
