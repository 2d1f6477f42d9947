"""From a row that was not seen, or is a query, to a finding of the visit: with one press, not typed twice."""

from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.on_the_day.actions.add_row_finding import add_row_finding
from portal.on_the_day.pages.frame import OF_SHEET, AtSheet
from portal.on_the_day.pages.sheet import sheet_page
from portal.on_the_day.pages.whole import save_typed
from portal.web.addresses import ROW_FINDING
from portal.web.http import Response
from portal.web.typed import Typed


@post(ROW_FINDING, **OF_SHEET)
def make_it_one(
    at: NamedDependency[AtSheet], typed: NamedDependency[Typed], row_id: FromPath[UUID]
) -> Response:
    """What is typed on the sheet is saved before."""

    def act() -> Response:
        save_typed(at, typed)
        add_row_finding(at.session, at.viewer, at.place, at.where, row_id)
        return at.go(f"{at.address}#row-{row_id}")

    return at.try_to(act, lambda problems: sheet_page(at, problems, whole=typed))


ROUTES: list[HTTPRouteHandler] = [make_it_one]
