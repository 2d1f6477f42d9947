"""An engagement in words: its slots by group, its figures, its next visits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from checklists import facts
from checklists.calendar import Span
from checklists.readiness import readiness
from checklists.requirement import Requirement
from checklists.vocabulary import UNMET, Assurance, Force, Kind, Stage
from portal.places.contracts import EngagementPlace
from portal.slots.queries.engagement import VisitLine
from portal.standing.queries.slots import SlotLine
from portal.web.addresses import ENGAGEMENT, REVIEW, REVIEW_REGISTER, SLOT, WAIVE
from portal.words.labels import VISIT
from portal.words.levels import level_words
from portal.words.slot import (
    InOrder,
    Reader,
    Side,
    Standing,
    count_in_order,
    standing_of,
    waiver_reason,
    why,
)
from portal.words.wording import counted, day, when_words


@dataclass(frozen=True, slots=True)
class Row:
    """A slot in the list. An address is empty for those who may not go there."""

    title: str
    clause: str
    href: str
    standing: Standing
    key: str
    why: str
    is_preferred: bool
    review_href: str
    waive_href: str
    waive_words: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NextVisit:
    words: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class EngagementView:
    """`share` is the part in order, in hundredths; `depends` whether some of what is asked depends on a
    condition."""

    groups: tuple[Group, ...]
    depends: bool
    in_order: InOrder
    share: int
    level: str
    level_words: str
    visits: tuple[NextVisit, ...]


def engagement_view(
    place: EngagementPlace,
    reader: Reader,
    lines: tuple[SlotLine, ...],
    visits: Iterable[VisitLine],
    on: date,
    span: Span,
    filed: Mapping[str, Mapping[str, str]],
) -> EngagementView:
    """`span` has the engagement's days, as they were known where the page is of what was known then. `filed`
    says what came with the accounts that were accepted, by requirement key and year."""
    in_order = count_in_order(lines)
    done, asked = in_order.required
    answer = readiness([line.slot for line in lines], facts.Engagement(span), on)
    return EngagementView(
        depends=reader.side is not Side.COMMISSIONER
        and any(line.slot.requirement.condition for line in lines),
        groups=groups_of(place.engagement_id, reader, lines, filed),
        in_order=in_order,
        share=round(100 * done / asked) if asked else 100,
        level=answer.level.value,
        level_words=level_words(answer.level, reader.lead, reader.side is Side.LEAD),
        visits=tuple(next_visit(place, visit) for visit in visits),
    )


def groups_of(
    engagement_id: UUID, reader: Reader, lines: Iterable[SlotLine], filed: Mapping[str, Mapping[str, str]]
) -> tuple[Group, ...]:
    """In the checklist's order; neighbours of one group stand together."""
    return tuple(
        Group(title, tuple(row_of(engagement_id, reader, line, filed) for line in members))
        for title, members in groupby(lines, key=lambda line: line.slot.requirement.group)
    )


def row_of(
    engagement_id: UUID, reader: Reader, line: SlotLine, filed: Mapping[str, Mapping[str, str]]
) -> Row:
    requirement = line.slot.requirement
    slot = (engagement_id, requirement.key)
    waiting = [each.submission_id for each in line.work if each.stage is Stage.WAITING]
    waiting = [each for each in waiting if each not in reader.own]
    reviews = reader.side is Side.LEAD
    return Row(
        title=requirement.title,
        clause=requirement.clause,
        href="" if reader.side is Side.COMMISSIONER else SLOT(*slot),
        standing=standing_of(line, reader),
        key=requirement.key,
        why=". ".join(filter(None, said_of(line, reader, filed))),
        is_preferred=requirement.force is Force.SHOULD,
        review_href=review_address(engagement_id, requirement, waiting[0]) if reviews and waiting else "",
        waive_href=WAIVE(*slot) if reviews and line.slot.interval.state in UNMET else "",
        waive_words="Record an exception" if requirement.force is Force.SHOULD else "Waive",
    )


def review_address(engagement_id: UUID, requirement: Requirement, submission_id: UUID) -> str:
    """Where what was sent is reviewed; a register is reviewed as a whole."""
    if requirement.kind is Kind.REGISTER:
        return REVIEW_REGISTER(engagement_id, requirement.key)
    return REVIEW(submission_id)


def in_date_words(counts: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """By register how many people are in date, never who: 14 of 15 people in date."""
    return {
        key: f"{ready} of {counted(number, 'person', 'people')} in date"
        for key, (ready, number) in counts.items()
    }


def said_of(line: SlotLine, reader: Reader, filed: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """What there is to say beside the state."""
    requirement = line.slot.requirement
    examined = examined_words(requirement, filed.get(requirement.key, {}))
    return waiver_reason(line, reader) or why(line), examined


def examined_words(requirement: Requirement, filed: Mapping[str, str]) -> str:
    """Of which of the past years an independent examination was taken in place of an audit."""
    past = sorted(filed, reverse=True)[: requirement.years or 1]
    examined = [
        day(date.fromisoformat(each)) for each in reversed(past) if filed[each] == Assurance.EXAMINATION
    ]
    return f"Independent examination accepted for the year ended {' and '.join(examined)}" if examined else ""


def next_visit(place: EngagementPlace, visit: VisitLine) -> NextVisit:
    words = f"{VISIT[visit.kind]} {when_words(visit.on_date, visit.at_time)}"
    return NextVisit(words, visit.place, ENGAGEMENT(place.engagement_id, on=visit.on_date))
