"""A partner of the demonstration: the organisation, who sends for it, its engagements, and its story."""

import uuid
from datetime import date, datetime, timedelta
from functools import cache

from checklists import facts
from checklists.calendar import Span, add_months, month_end
from checklists.vocabulary import Condition
from portal.demo import names
from portal.demo.contract import join, organisation, person
from portal.demo.desk import Desk
from portal.demo.rows import Rows
from portal.demo.setting import Setting, Someone, office_hours
from portal.demo.shelf import Shelf
from portal.demo.stories import SECOND_AREA, STORIES, Story
from portal.records import Engagement, EngagementCondition, Role

BEFORE = timedelta(days=30)
"""An organisation is entered so long before its engagement begins."""


def add_partner(
    rows: Rows, setting: Setting, members: dict[int, tuple[uuid.UUID, str]], place: int, shelf: Shelf | None
) -> list[uuid.UUID]:
    """The partner of that place, with all that it has been through. The ids of its engagements."""
    story, name = STORIES[place % len(STORIES)], name_of(place)
    span = Span(starts_on(story, setting), setting.ends_on)
    sender = add_organisation(rows, story, name, span, members.get(place), setting.today)
    desk = open_desk(rows, setting, story, name, sender, names.AREAS[place % len(names.AREAS)], span, shelf)
    story.tell(desk)
    if place != SECOND_AREA:
        return [desk.engagement_id]
    span = Span(setting.today - timedelta(days=150), setting.ends_on)
    second = open_desk(rows, setting, story, name, sender, names.AREAS[0], span, shelf)
    story.tell(second)
    return [desk.engagement_id, second.engagement_id]


def name_of(place: int) -> str:
    """A number follows where the invented names run out."""
    if place < len(STORIES):
        return STORIES[place].name
    turn, number = divmod(place - len(STORIES), len(bulk_names()))
    return f"{bulk_names()[number]} {turn + 1}" if turn else bulk_names()[number]


@cache
def bulk_names() -> list[str]:
    return names.partner_names()


def starts_on(story: Story, setting: Setting) -> date:
    if story.joined < 0:
        return setting.today + timedelta(days=story.joined)
    return add_months(setting.starts_on, story.joined)


def add_organisation(
    rows: Rows, story: Story, name: str, span: Span, member: tuple[uuid.UUID, str] | None, today: date
) -> Someone:
    """The organisation, and who sends for it: somebody who signs in, or somebody without a password."""
    at = office_hours(min(span.from_on, today) - BEFORE, rows.random)
    organisation_id = organisation(
        rows, name, at, story.legal_form, story.year_end, first_end_of(story, span), story.trading_names
    )
    person_id, sender = member or new_sender(rows, name, at)
    join(rows, person_id, organisation_id, Role.MANAGER if member else Role.MEMBER, at)
    return Someone(person_id, sender, organisation_id)


def new_sender(rows: Rows, organisation_name: str, at: datetime) -> tuple[uuid.UUID, str]:
    sender = f"{rows.random.choice(names.FIRST_NAMES)} {rows.random.choice(names.LAST_NAMES)}"
    return person(rows, sender, names.address(sender, organisation_name), at), sender


def first_year_end(story: Story, span: Span) -> date:
    """The first year end at least half a year after the engagement began."""
    half = add_months(span.from_on, 6)
    end = month_end(half.year, story.year_end[0])
    return end if end >= half else month_end(half.year + 1, story.year_end[0])


def open_desk(
    rows: Rows,
    setting: Setting,
    story: Story,
    name: str,
    sender: Someone,
    area: str,
    span: Span,
    shelf: Shelf | None,
) -> Desk:
    """The engagement of a partner in an area."""
    entered_on = min(span.from_on, setting.today) - timedelta(days=20)
    engagement_id, at = rows.new_id(), office_hours(entered_on, rows.random)
    rows.add(
        Engagement,
        id=engagement_id,
        reference=rows.new_reference("E"),
        contract_id=setting.contract_id,
        partner_id=sender.organisation_id,
        sort_name=name.casefold(),
        area=area,
        starts_on=span.from_on,
        ends_on=span.until_on,
        funding=rows.random.randrange(12, 90) * 1_000,
        created_at=at,
    )
    conditions = [Condition.USES_VOLUNTEERS] if story.uses_volunteers else []
    for condition in conditions:
        rows.add(
            EngagementCondition,
            id=rows.new_id(),
            engagement_id=engagement_id,
            condition=condition.value,
            from_on=None,
            holds=True,
            recorded_by=setting.manager.person_id,
            recorded_at=at,
        )
    rows.event(
        at,
        "partner-added",
        setting.manager.person_id,
        contract_id=setting.contract_id,
        engagement_id=engagement_id,
        data={"partner": name, "area": area, "conditions": conditions},
    )
    year = facts.FinancialYear(*story.year_end, story.legal_form, first_end_of(story, span))
    return Desk(
        rows,
        setting,
        engagement_id,
        span,
        name,
        sender,
        rows.random.choice(names.POSITIONS),
        story.uses_volunteers,
        year,
        shelf,
    )


def first_end_of(story: Story, span: Span) -> date | None:
    return first_year_end(story, span) if story.is_first_year else None
