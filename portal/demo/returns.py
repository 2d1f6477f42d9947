"""Two years of returns of the demonstration: most are accepted, those of the last quarter in every state.

Drawn by a chance of their own, so that all else stays as it was.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.asked import Asked, Terms, returns_asked
from checklists.year.giving import Act, Way
from checklists.year.giving_figures import Pair, has_two
from checklists.year.rows import Measure, Section
from checklists.year.vocabulary import Consent, Form
from portal.acting.bank_holidays import bank_holidays
from portal.demo.papers import Paper
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.demo.shelf import Shelf
from portal.records import (
    Engagement,
    Membership,
    Organisation,
    PeriodReturn,
    Person,
    ReturnAct,
    ReturnFile,
    ReturnsBegin,
    ReturnSection,
    ReturnSent,
    StoredFile,
)
from portal.returns.queries.content import Content, as_data

EVENTS = {
    Act.PUT_UP: "return-put-up",
    Act.HANDED_BACK: "return-handed-back",
    Act.SENT: "return-sent",
    Act.ACCEPTED: "return-accepted",
    Act.RETURNED: "return-returned",
}
STORY = (
    "Somebody came to the Tuesday group for a cup of tea and now runs it. The name is left out on purpose."
)
REPORT = (
    "Groups met each week in both halls. Two walks were called off in the storm.\n\nNext: a group for carers."
)
SITES = "Every place that we use is written down under Changing Places, with its faults."
AGAIN = "The figures of the last month are missing. Please count them and send this section again."
COUNT = "Please count the last month again before I sign this."
LAST = ("accepted", "begun", "put-up", "open", "returned", "sent", "handed-back")
"""How the returns of the last quarter stand, partner after partner. Of the first two somebody can sign in:
one has nothing left to give, and the other goes on writing, on every day."""

SIGNING: dict[str, tuple[Act, ...]] = {
    "begun": (),
    "put-up": (Act.PUT_UP,),
    "handed-back": (Act.PUT_UP, Act.HANDED_BACK),
}
"""Of those that are not sent, what was done towards it."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives returns for an engagement; `file_id` is what there is of accounts."""

    engagement_id: uuid.UUID
    span: Span
    person_id: uuid.UUID
    file_id: uuid.UUID
    stands: str


def add_returns(session: Session, rows: Rows, setting: Setting, shelf: Shelf) -> None:
    """Written, but for their events, for those who have anything on their shelf."""
    at = office_hours(setting.starts_on, rows.random)
    rows.add(
        ReturnsBegin,
        contract_id=setting.contract_id,
        from_on=setting.starts_on,
        said_by=setting.manager.person_id,
        said_at=at,
    )
    holidays = bank_holidays(setting.ends_on.year)
    terms = Terms(setting.starts_on, setting.starts_on, holidays)
    for giver in list_givers(session, rows, setting, shelf):
        for asked in returns_asked([setting.checklist], giver.span, terms):
            if asked.owed.from_on < setting.today and asked.owed.due_on:
                give(rows, setting, giver, asked)
    rows.write_tables(session)


def list_givers(session: Session, rows: Rows, setting: Setting, shelf: Shelf) -> list[Giver]:
    found = session.execute(
        sa.select(
            Engagement.id,
            Engagement.starts_on,
            Engagement.ends_on,
            Engagement.partner_id,
            Organisation.name,
            sa.func.min(Membership.created_at),
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .join(Membership, Membership.organisation_id == Engagement.partner_id)
        .where(
            Engagement.contract_id == setting.contract_id,
            Engagement.starts_on < setting.today,
            sa.exists().where(StoredFile.organisation_id == Engagement.partner_id),
        )
        .group_by(
            Engagement.id, Engagement.starts_on, Engagement.ends_on, Engagement.partner_id, Organisation.name
        )
        .order_by(Engagement.created_at, Engagement.id)
    ).all()
    people = {row.organisation_id: row.id for row in session.execute(MEMBERS)}
    givers = []
    for place, row in enumerate(found):
        at = office_hours(row.starts_on, rows.random)
        paper = accounts(row.name, row.starts_on)
        kept = shelf.keep(rows, paper, paper.title, False, row.partner_id, people[row.partner_id], at)
        file_id = uuid.UUID(str(kept["file"]))
        stands = LAST[place % len(LAST)]
        span = Span(row.starts_on, row.ends_on)
        givers.append(Giver(row.id, span, people[row.partner_id], file_id, stands))
    return givers


MEMBERS = sa.select(Membership.organisation_id, Person.id).join(Person, Person.id == Membership.person_id)


def accounts(organisation: str, from_on: date) -> Paper:
    words = ("Income for this service: 6,200 pounds. Expenditure: 5,940 pounds.",)
    facts = [("Since", f"{from_on:%d %B %Y}")]
    return Paper("Income and expenditure", organisation, facts, words, "The treasurer")


def give(rows: Rows, setting: Setting, giver: Giver, asked: Asked) -> None:
    is_last = asked.owed.from_on > setting.today - timedelta(days=93)
    stands = giver.stands if is_last else "accepted"
    if stands == "open":
        return
    first = office_hours(asked.owed.from_on - timedelta(days=1), rows.random)
    on = min(
        asked.owed.from_on + timedelta(days=rows.random.randrange(4, 24)), setting.today - timedelta(days=2)
    )
    sent_at = max(office_hours(on, rows.random), first + timedelta(minutes=20))
    return_id = begin(rows, giver, asked, first)
    contents = {each.key: content_of(rows, giver, asked, each) for each in asked.sections}
    for key, content in contents.items():
        is_ready = stands != "begun" and not (stands == "returned" and key == asked.keys[0])
        keep_section(rows, giver, return_id, key, content, first + timedelta(minutes=5), is_ready=is_ready)
    acts = Acts(rows, setting, giver, asked, return_id)
    if stands in SIGNING:
        for number, act in enumerate(SIGNING[stands] if asked.row.certified else (), 2):
            words = COUNT if act is Act.HANDED_BACK else ""
            acts.add(act, asked.keys, giver.person_id, first + timedelta(minutes=5 * number), words)
        return
    act_id = acts.add(Act.SENT, asked.keys, giver.person_id, sent_at)
    for key, content in contents.items():
        rows.add(ReturnSent, act_id=act_id, section_key=key, content=as_data(content))
    reviewer, then = setting.reviewers[0].person_id, sent_at + timedelta(minutes=50)
    if stands == "accepted":
        acts.add(Act.ACCEPTED, asked.keys, reviewer, then)
    if stands == "returned":
        acts.add(Act.RETURNED, asked.keys[:1], reviewer, then, AGAIN)


def begin(rows: Rows, giver: Giver, asked: Asked, at: datetime) -> uuid.UUID:
    return_id = rows.new_id()
    rows.add(
        PeriodReturn,
        id=return_id,
        reference=rows.new_reference("R"),
        engagement_id=giver.engagement_id,
        return_key=asked.row.key,
        part=asked.owed.part,
        made_by=giver.person_id,
        made_at=at,
    )
    return return_id


def content_of(rows: Rows, giver: Giver, asked: Asked, section: Section) -> Content:
    match asked.way(section):
        case Way.FIGURES:
            return Content(figures={each.key: figure(rows, each) for each in asked.figures(section)})
        case Way.FILES:
            return Content(files=(giver.file_id,))
    if section.form is Form.CASE_STUDY:
        return Content(words=STORY, consent=Consent.NOBODY)
    return Content(words=SITES if section.form is Form.SITES else REPORT)


def figure(rows: Rows, measure: Measure) -> Pair:
    """Mostly as it should be; now and then too few, or too low."""
    of = rows.random.randrange(14, 40)
    if not has_two(measure):
        return Pair(Decimal(rows.random.randrange(6, 12)))
    return Pair(Decimal(max(0, of - rows.random.choice((0, 0, 1, 1, 2, 6)))), Decimal(of))


def keep_section(
    rows: Rows,
    giver: Giver,
    return_id: uuid.UUID,
    key: str,
    content: Content,
    at: datetime,
    *,
    is_ready: bool,
) -> None:
    rows.add(
        ReturnSection,
        return_id=return_id,
        section_key=key,
        content=as_data(content),
        is_ready=is_ready,
        written_by=giver.person_id,
        written_at=at,
    )
    for file_id in content.files:
        rows.add(ReturnFile, return_id=return_id, section_key=key, file_id=file_id, is_sent=True)


@dataclass(slots=True)
class Acts:
    """What is done with one return, in its order."""

    rows: Rows
    setting: Setting
    giver: Giver
    asked: Asked
    return_id: uuid.UUID
    number: int = 0

    def add(
        self, act: Act, sections: tuple[str, ...], person_id: uuid.UUID, at: datetime, words: str = ""
    ) -> uuid.UUID:
        self.number += 1
        act_id = self.rows.new_id()
        self.rows.add(
            ReturnAct,
            id=act_id,
            return_id=self.return_id,
            number=self.number,
            act=act.value,
            sections=list(sections),
            words=words,
            made_by=person_id,
            made_at=at,
        )
        said = {"return": self.asked.row.key, "title": self.asked.row.title, "part": self.asked.owed.part}
        self.rows.event(
            at,
            EVENTS[act],
            person_id,
            contract_id=self.setting.contract_id,
            engagement_id=self.giver.engagement_id,
            data={**said, "sections": list(sections), **({"words": words} if words else {})},
        )
        return act_id
