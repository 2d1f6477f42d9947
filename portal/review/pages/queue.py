"""What waits for the lead's reviewers."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.places.contracts import ContractPlace
from portal.review.presenters.queue import waiting_list
from portal.review.presenters.review import decided_notice
from portal.review.queries.queue import PAGE_SIZE, list_queue
from portal.review.queries.review import find_just_decided
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import QUEUE
from portal.web.at import AtContract, of_contract
from portal.web.http import Response
from portal.web.pagination import page_number, pagination, shown_words


@get(QUEUE, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_queue(at: NamedDependency[AtContract]) -> Response:
    number = page_number(at.asked("page"))
    checklist = get_checklist(at.session, at.place.contract_id, at.today)
    queue = list_queue(at.session, at.place, at.viewer, checklist, (number - 1) * PAGE_SIZE)
    return at.page(
        "review/queue.html",
        tab="queue",
        notice=notice_after(at.session, at.place, at.asked("after")),
        lines=waiting_list(queue.lines, checklist, at.today),
        found=shown_words(number, queue.all_waiting, "submission"),
        own=queue.own,
        pagination=pagination(QUEUE(at.place.contract_id), {}, number, queue.all_waiting),
    )


def notice_after(session: Session, contract: ContractPlace, after: str) -> str:
    """What was just decided, where the address says after which submission one comes."""
    try:
        submission_id = UUID(after)
    except ValueError:
        return ""
    done = find_just_decided(session, contract, submission_id)
    return decided_notice(done) if done else ""


ROUTES: list[HTTPRouteHandler] = [show_queue]
