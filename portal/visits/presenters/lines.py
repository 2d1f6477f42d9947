"""A visit as a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.visits.queries.booked import VisitLine
from portal.web.addresses import CANCEL_VISIT, CHANGE_VISIT, READINESS, VISIT, VISIT_TOOK_PLACE
from portal.words import labels
from portal.words.wording import at_clock, day, link_in, when_words


@dataclass(frozen=True, slots=True)
class VisitView:
    """`to_say` where its day has been and nobody has said yet whether it took place; `place_href` where the
    place is a link."""

    kind: str
    on: str
    when: str
    at: str
    place: str
    place_href: str
    about: str
    also: str
    is_ahead: bool
    to_say: bool
    took_place: bool
    href: str
    readiness_href: str
    change_href: str
    cancel_href: str
    took_place_href: str


def visit_view(line: VisitLine, contract_id: UUID, today: date) -> VisitView:
    return VisitView(
        labels.VISIT[line.kind],
        day(line.on_date),
        when_words(line.on_date, line.at_time),
        at_clock(line.at_time),
        line.place,
        link_in(line.place),
        line.partner or "The whole contract",
        line.also,
        is_ahead=line.on_date >= today and line.took_place_at is None,
        to_say=line.on_date <= today and line.took_place_at is None,
        took_place=line.took_place_at is not None,
        href=VISIT(contract_id, line.visit_id),
        readiness_href=READINESS(contract_id, on=line.on_date),
        change_href=CHANGE_VISIT(contract_id, line.visit_id),
        cancel_href=CANCEL_VISIT(contract_id, line.visit_id),
        took_place_href=VISIT_TOOK_PLACE(contract_id, line.visit_id),
    )


def visit_views(lines: Iterable[VisitLine], contract_id: UUID, today: date) -> list[VisitView]:
    return [visit_view(line, contract_id, today) for line in lines]
