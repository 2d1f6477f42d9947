"""Which returns are due on some days, and with how many partners each lies: without a line for every one of
every partner."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.asked import Asked
from checklists.year.giving import Act
from portal.places.contracts import ContractPlace
from portal.records import Engagement, PeriodReturn, ReturnAct
from portal.returns.queries.as_sent import Which
from portal.returns.queries.asked import asked_by_engagement
from portal.returns.queries.period import Partner, list_partners

BACK = (Act.RETURNED.value, Act.REOPENED.value)
"""By which a section is the partner's again."""


@dataclass(frozen=True, slots=True)
class DueReturn:
    """A return that is due on a day, with whom it still lies: one for each engagement."""

    due_on: date
    title: str
    part: str
    partners: tuple[Partner, ...]


def list_due(session: Session, place: ContractPlace, wanted: Callable[[date], bool]) -> list[DueReturn]:
    """Those of the days that are `wanted`, also ahead. What all partners owe alike is looked at once."""
    partners = list_partners(session, place)
    asked = asked_by_engagement(session, [each.engaged for each in partners])
    alike: dict[int, list[Partner]] = defaultdict(list)
    for each in partners:
        alike[id(asked[each.engagement_id])].append(each)
    sent = sections_sent(session, place.contract_id) if any(asked.values()) else {}
    found: defaultdict[tuple[date, str, str, str], list[Partner]] = defaultdict(list)
    for those in alike.values():
        for one in asked[those[0].engagement_id]:
            if one.owed.due_on and wanted(one.owed.due_on):
                key = (one.owed.due_on, one.row.key, one.owed.part, one.row.title)
                found[key] += with_whom(one, those, sent.get(one.which, {}))
    return [
        DueReturn(due_on, title, part, tuple(those))
        for (due_on, _key, part, title), those in found.items()
        if those
    ]


def with_whom(asked: Asked, partners: list[Partner], sent: Mapping[uuid.UUID, int]) -> list[Partner]:
    """Those who have not sent all sections of it, or to whom any came back."""
    if not sent:
        return partners
    return [each for each in partners if sent.get(each.engagement_id, 0) < len(asked.keys)]


def sections_sent(session: Session, contract_id: uuid.UUID) -> dict[Which, dict[uuid.UUID, int]]:
    """By return and engagement, how many sections were sent and did not come back."""
    number = sa.func.json_array_length(ReturnAct.sections)
    sections = sa.func.sum(
        sa.case((ReturnAct.act == Act.SENT.value, number), (ReturnAct.act.in_(BACK), -number), else_=0)
    )
    rows = session.execute(
        sa.select(
            PeriodReturn.return_key,
            PeriodReturn.part,
            PeriodReturn.engagement_id,
            sections.label("sections"),
        )
        .join(Engagement, Engagement.id == PeriodReturn.engagement_id)
        .join(ReturnAct, ReturnAct.return_id == PeriodReturn.id)
        .where(Engagement.contract_id == contract_id)
        .group_by(PeriodReturn.id)
        .having(sections > 0)
    )
    found: defaultdict[Which, dict[uuid.UUID, int]] = defaultdict(dict)
    for row in rows:
        found[row.return_key, row.part][row.engagement_id] = row.sections
    return found
