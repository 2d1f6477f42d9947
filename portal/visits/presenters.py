"""A visit as a line."""

from dataclasses import dataclass

from portal.visits.queries import VisitLine
from portal.words.labels import VISIT
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class VisitView:
    kind: str
    on: str
    about: str
    readiness_href: str
    cancel_href: str


def visit(line: VisitLine, contract_href: str) -> VisitView:
    return VisitView(
        VISIT[line.kind],
        day(line.on_date),
        line.partner or "The whole contract",
        f"{contract_href}/readiness?on={line.on_date.isoformat()}",
        f"{contract_href}/visits/{line.visit_id}/cancel",
    )
