"""What was read from a file about people, row by row, before anything of it is kept.

Somebody looks whether the spreadsheet was understood, confirms, or goes back to mend the file.
"""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.importing.presenters import read_view
from portal.importing.queries import Proposed, get_people_proposal
from portal.importing.sheets.kept import from_data
from portal.importing.sheets.tables import Table
from portal.places.organisations import OrganisationPlace
from portal.register.actions.import_people import import_people, lock_register
from portal.register.pages.people_import import OWN, PATH, Asked, address, crumbs, get_asked
from portal.register.presenters.people_import import done_words, person_row, plan_words
from portal.register.queries.known import load_register
from portal.register.sheets.plan import Planned, plan
from portal.web.http import Request, Response
from portal.web.pagination import page_number, pagination, shown_words
from portal.web.rendering import page

AT_ONCE = 100


@get(f"{PATH}/{{proposal_id:uuid}}", guards=OWN, sync_to_thread=True)
def show_people_read(
    request: Request,
    session: NamedDependency[Session],
    organisation_place: NamedDependency[OrganisationPlace],
    proposal_id: FromPath[UUID],
) -> Response:
    proposed = get_people_proposal(session, organisation_place, proposal_id, clock.now())
    if proposed.is_confirmed:
        return done_page(request, organisation_place, proposed)
    return proposal_page(request, session, organisation_place, proposed, {})


@post(f"{PATH}/{{proposal_id:uuid}}", guards=OWN, sync_to_thread=True)
def confirm_people_read(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    organisation_place: NamedDependency[OrganisationPlace],
    proposal_id: FromPath[UUID],
) -> Response:
    """The second of two clicks comes to what the first one did."""
    lock_register(session, organisation_place)
    proposed = get_people_proposal(session, organisation_place, proposal_id, clock.now())
    if not proposed.is_confirmed:
        asked = get_asked(session, organisation_place)
        planned = plan_of(session, organisation_place, proposed)[1]
        try:
            import_people(session, viewer, organisation_place, proposal_id, planned, asked.engagements)
        except CannotDo as refused:
            session.rollback()
            return proposal_page(request, session, organisation_place, proposed, refused.problems)
    return Redirect(f"{address(organisation_place)}/{proposal_id}", status_code=303)


def plan_of(
    session: Session, place: OrganisationPlace, proposed: Proposed
) -> tuple[Table, tuple[Planned, ...]]:
    table = from_data(proposed.content)
    return table, plan(load_register(session, place), table.right, proposed.content["otherwise"])


def proposal_page(
    request: Request,
    session: Session,
    place: OrganisationPlace,
    proposed: Proposed,
    problems: dict[str, str],
) -> Response:
    asked = get_asked(session, place)
    table, planned = plan_of(session, place, proposed)
    number = page_number(request.query_params.get("page"), len(planned), AT_ONCE)
    shown = planned[(number - 1) * AT_ONCE : number * AT_ONCE]
    return page(
        request,
        "register/people_read.html",
        {
            **frame(place),
            "read": read_view(proposed.file_name, table, "person", "people"),
            "plan": plan_words(planned),
            "rows": rows_of(shown, asked),
            "topics": bool(asked.topics),
            "found": shown_words(number, len(planned), "right row", AT_ONCE),
            "pagination": pagination(request.url.path, {}, number, len(planned), AT_ONCE),
            "problems": problems,
        },
        422 if problems else 200,
    )


def rows_of(planned: tuple[Planned, ...], asked: Asked) -> list[Any]:
    topics, labels = {topic.key: topic.title for topic in asked.topics}, asked.labels
    return [person_row(each, topics, labels) for each in planned]


def done_page(request: Request, place: OrganisationPlace, proposed: Proposed) -> Response:
    context = {"file_name": proposed.file_name, "lines": done_words(proposed.outcome)}
    return page(request, "register/people_done.html", {**frame(place), **context})


def frame(place: OrganisationPlace) -> dict[str, Any]:
    way = [*crumbs(place), {"text": "Import", "href": address(place)}]
    return {"organisation": place, "tab": "register", "breadcrumbs": way, "base": address(place)}


ROUTES: list[HTTPRouteHandler] = [show_people_read, confirm_people_read]
