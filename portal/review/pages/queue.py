"""What waits for the lead's reviewers."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.places.contracts import ContractPlace
from portal.review.presenters import queue as presenter
from portal.review.presenters.review import decided_notice
from portal.review.queries.queue import AT_ONCE, list_queue
from portal.review.queries.review import find_just_decided
from portal.standing.queries.in_force import get_checklist
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.pagination import page_number, pagination, shown_words
from portal.web.rendering import page


@get(
    "/contracts/{contract_id:uuid}/queue",
    guards=[Admits(Audience.REVIEWER, Audience.MANAGER)],
    sync_to_thread=True,
)
def show_queue(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    number = page_number(request.query_params.get("page"))
    checklist = get_checklist(session, contract_place.contract_id, as_at.today)
    queue = list_queue(session, contract_place, viewer, (number - 1) * AT_ONCE)
    return page(
        request,
        "review/queue.html",
        {
            "place": contract_place,
            "tab": "queue",
            "breadcrumbs": contract_crumbs(contract_place),
            "notice": notice_after(request, session, contract_place),
            "lines": presenter.waiting_list(queue.lines, checklist, as_at.today),
            "found": shown_words(number, queue.all_waiting, "submission"),
            "own": queue.own,
            "pagination": pagination(request.url.path, {}, number, queue.all_waiting),
        },
    )


def notice_after(request: Request, session: Session, place: ContractPlace) -> str:
    """What was just decided, where the address says after which submission one comes."""
    try:
        after = UUID(request.query_params.get("after", ""))
    except ValueError:
        return ""
    done = find_just_decided(session, place, after)
    return decided_notice(done) if done else ""


ROUTES = [show_queue]
