"""What the tender of the demonstration promised of social value, with its years in every state."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.promised import PromisedYear, promised_years
from portal.demo.found import members_of
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.records import Commitment, CommitmentAnswer, CommitmentGiven, Engagement

WRITTEN, STRUCK, DECIDED = 10, 30, 4
"""Days after the contract began, before today, and after a figure was given."""


@dataclass(frozen=True)
class Gave:
    """A figure of the year of that place, so many days after the year ended; not decided on where
    `accepted` is None."""

    year: int
    after: int
    figure: int
    words: str
    accepted: bool | None = True
    said: str = ""


@dataclass(frozen=True)
class Told:
    """What the partner of that place promised, the lead itself where there is none."""

    place: int | None
    title: str
    unit: str
    source: str
    target: int
    gave: tuple[Gave, ...] = ()
    struck: str = ""


TOLD = (
    Told(
        None,
        "Apprentices taken on from the area",
        "people",
        "Social value statement, page 3.",
        2,
        (
            Gave(0, 9, 2, "Both contracts of apprenticeship, with the personnel office."),
            Gave(1, 0, 3, "Three contracts; the third began in spring.", None),
        ),
    ),
    Told(
        0,
        "Work placements for people who use the service",
        "people",
        "Method statement 7, page 12.",
        12,
        (Gave(0, 10, 13, "The placement book, one line a person, without names."),),
    ),
    Told(
        0,
        "Volunteers trained in first aid",
        "people",
        "Method statement 7, page 13.",
        8,
        (
            Gave(0, 45, 8, "The trainer’s list."),
            Gave(0, 60, 6, "The trainer’s list, without two who left before the last day."),
            Gave(1, 0, 9, "The trainer’s list.", accepted=False, said="That is the list of the year before."),
        ),
    ),
    Told(1, "Hours of volunteering", "hours", "Social value statement, page 4.", 400),
    Told(
        2,
        "Spent with suppliers of the county",
        "pounds",
        "Social value statement, page 5.",
        15000,
        (
            Gave(0, 12, 16250, "The list of invoices by postcode."),
            Gave(1, 0, 15800, "The list of invoices by postcode.", None),
            Gave(2, -340, 4100, "The first month’s invoices."),
        ),
    ),
    Told(
        2,
        "Mentors from firms of the county",
        "people",
        "Social value statement, page 5.",
        5,
        (Gave(0, 40, 5, "The list of firms, with a letter of each."),),
    ),
    Told(
        2,
        "Trees planted",
        "trees",
        "Social value statement, page 6.",
        20,
        struck="The council agreed in the review meeting that the orchard is not built.",
    ),
)


def add_promised(session: Session, rows: Rows, setting: Setting, engagements: Sequence[uuid.UUID]) -> None:
    """Of the lead and of the first partners, as far as there are so many."""
    people = members_of(session, engagements)
    query = sa.select(Engagement.id, Engagement.starts_on, Engagement.ends_on)
    spans = {
        row.id: Span(row.starts_on, row.ends_on)
        for row in session.execute(query.where(Engagement.id.in_(engagements)))
    }
    for told in TOLD:
        if told.place is None:
            days = Span(setting.starts_on, setting.ends_on)
            tell(rows, setting, told, None, setting.reviewers[0].person_id, days)
        elif told.place < len(engagements) and engagements[told.place] in people:
            engagement_id = engagements[told.place]
            tell(rows, setting, told, engagement_id, people[engagement_id], spans[engagement_id])


def tell(
    rows: Rows, setting: Setting, told: Told, engagement_id: uuid.UUID | None, giver: uuid.UUID, days: Span
) -> None:
    years = promised_years(setting.starts_on, days, ())
    manager, its = setting.manager.person_id, rows.new_id()
    made_at = office_hours(setting.starts_on + timedelta(days=WRITTEN), rows.random)
    struck_at = office_hours(setting.today - timedelta(days=STRUCK), rows.random) if told.struck else None
    rows.add(
        Commitment,
        id=its,
        contract_id=setting.contract_id,
        engagement_id=engagement_id,
        title=told.title,
        unit=told.unit,
        clause="",
        source=told.source,
        targets={str(each.year): str(told.target) for each in years},
        made_by=manager,
        made_at=made_at,
        struck_because=told.struck,
        struck_by=manager if told.struck else None,
        struck_at=struck_at,
    )
    tale = Tale(rows, setting, its, engagement_id)
    tale.happened(made_at, "commitment-made", manager)
    if struck_at:
        tale.happened(struck_at, "commitment-struck", manager)
    by_place = {each.year - setting.starts_on.year: each for each in years}
    for number, gave in enumerate(told.gave, 1):
        before = sum(each.year == gave.year for each in told.gave[: number - 1])
        if gave.year in by_place:
            tale.give(gave, by_place[gave.year], before + 1, giver)


@dataclass(frozen=True, slots=True)
class Tale:
    """What happened to one commitment."""

    rows: Rows
    setting: Setting
    commitment_id: uuid.UUID
    engagement_id: uuid.UUID | None

    def happened(
        self, at: datetime, name: str, person_id: uuid.UUID, year: PromisedYear | None = None
    ) -> None:
        its = {"commitment": str(self.commitment_id)}
        self.rows.event(
            at,
            name,
            person_id,
            contract_id=self.setting.contract_id,
            engagement_id=self.engagement_id,
            data=its | ({"year": str(year.year)} if year else {}),
        )

    def give(self, gave: Gave, year: PromisedYear, number: int, giver: uuid.UUID) -> None:
        """Nothing lies ahead of today: what would is a day ago."""
        last = self.setting.today - timedelta(days=1)
        given_on = min(year.span.until_on + timedelta(days=gave.after), last)
        given_at = office_hours(given_on, self.rows.random)
        its = {"commitment_id": self.commitment_id, "year": year.year, "number": number}
        self.rows.add(
            CommitmentGiven,
            **its,
            figure=str(gave.figure),
            evidence=gave.words,
            given_by=giver,
            given_at=given_at,
        )
        self.happened(given_at, "commitment-given", giver, year)
        if gave.accepted is None:
            return
        made_at = max(office_hours(min(given_on + timedelta(days=DECIDED), last), self.rows.random), given_at)
        decider = self.setting.manager.person_id
        self.rows.add(
            CommitmentAnswer,
            **its,
            is_accepted=gave.accepted,
            words=gave.said,
            made_by=decider,
            made_at=made_at,
        )
        name = "commitment-accepted" if gave.accepted else "commitment-returned"
        self.happened(made_at, name, decider, year)
