"""An engagement in words: its slots by group, its figures, its next visits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from checklists import facts
from checklists.readiness import readiness
from checklists.vocabulary import UNMET, Force, Stage
from portal.presenters.labels import LEVEL, VISIT
from portal.presenters.slot import Reader, Side, Standing, count_in_order, standing_of, why
from portal.presenters.wording import day
from portal.queries.engagement_page import VisitLine
from portal.queries.engagement_page_slots import SlotLine
from portal.queries.places import EngagementPlace


@dataclass(frozen=True, slots=True)
class Row:
    """A slot in the list. An address is empty for those who may not go there."""

    title: str
    clause: str
    href: str
    standing: Standing
    why: str
    is_preferred: bool
    review_href: str
    waive_href: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NextVisit:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class EngagementView:
    """`share` is the part in order, in hundredths."""

    groups: tuple[Group, ...]
    in_order: int
    asked: int
    share: int
    level: str
    level_words: str
    visits: tuple[NextVisit, ...]


def engagement_view(
    place: EngagementPlace, reader: Reader, lines: tuple[SlotLine, ...], visits: Iterable[VisitLine], on: date
) -> EngagementView:
    in_order, asked = count_in_order(lines)
    answer = readiness([line.slot for line in lines], facts.Engagement(place.span), on)
    return EngagementView(
        groups=groups_of(place.engagement_id, reader, lines),
        in_order=in_order,
        asked=asked,
        share=round(100 * in_order / asked) if asked else 100,
        level=answer.level.value,
        level_words=LEVEL[answer.level],
        visits=tuple(next_visit(place, visit) for visit in visits),
    )


def groups_of(engagement_id: UUID, reader: Reader, lines: Iterable[SlotLine]) -> tuple[Group, ...]:
    """In the checklist's order; neighbours of one group stand together."""
    return tuple(
        Group(title, tuple(row_of(engagement_id, reader, line) for line in members))
        for title, members in groupby(lines, key=lambda line: line.slot.requirement.group)
    )


def row_of(engagement_id: UUID, reader: Reader, line: SlotLine) -> Row:
    requirement = line.slot.requirement
    page = f"/engagements/{engagement_id}/requirements/{requirement.key}"
    waiting = [work for work in line.work if work.stage is Stage.WAITING]
    reviews = reader.side is Side.LEAD
    return Row(
        title=requirement.title,
        clause=requirement.clause,
        href="" if reader.side is Side.COMMISSIONER else page,
        standing=standing_of(line, reader),
        why=why(line),
        is_preferred=requirement.force is Force.SHOULD,
        review_href=f"/submissions/{waiting[0].submission_id}/review" if reviews and waiting else "",
        waive_href=f"{page}/waive" if reviews and line.slot.interval.state in UNMET else "",
    )


def next_visit(place: EngagementPlace, visit: VisitLine) -> NextVisit:
    words = f"{VISIT[visit.kind]} on {day(visit.on_date)}"
    return NextVisit(words, f"/engagements/{place.engagement_id}?on={visit.on_date.isoformat()}")
