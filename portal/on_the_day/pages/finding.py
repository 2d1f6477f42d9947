"""From a row that was not seen, or is a query, to a finding of the visit: with one press, not typed twice."""

from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.on_the_day.actions.add_row_finding import add_row_finding
from portal.on_the_day.pages.frame import FOR_THE_DESK, at_sheet
from portal.on_the_day.pages.sheet import sheet_page
from portal.web.addresses import ROW_FINDING
from portal.web.at import AtContract
from portal.web.http import Response


@post(ROW_FINDING, **FOR_THE_DESK)
def make_it_one(
    at: NamedDependency[AtContract],
    visit_id: FromPath[UUID],
    engagement_id: FromPath[UUID],
    row_id: FromPath[UUID],
) -> Response:
    here = at_sheet(at, visit_id, engagement_id)

    def act() -> Response:
        add_row_finding(at.session, at.viewer, at.place, here.where, row_id)
        return at.go(f"{here.address}#row-{row_id}")

    return at.try_to(act, lambda problems: sheet_page(here, problems))


ROUTES: list[HTTPRouteHandler] = [make_it_one]
