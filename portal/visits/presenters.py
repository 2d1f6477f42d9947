"""A visit as a line."""

from dataclasses import dataclass
from uuid import UUID

from portal.visits.queries import VisitLine
from portal.web.addresses import CANCEL_VISIT, READINESS
from portal.words.labels import VISIT
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class VisitView:
    kind: str
    on: str
    about: str
    readiness_href: str
    cancel_href: str


def visit(line: VisitLine, contract_id: UUID) -> VisitView:
    return VisitView(
        VISIT[line.kind],
        day(line.on_date),
        line.partner or "The whole contract",
        READINESS(contract_id, on=line.on_date),
        CANCEL_VISIT(contract_id, line.visit_id),
    )
