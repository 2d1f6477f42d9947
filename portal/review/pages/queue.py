"""What waits for the lead's reviewers."""

from collections.abc import Sequence
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from portal.access import Audience
from portal.places.contracts import ContractPlace
from portal.review.actions.note_open import leave_open
from portal.review.forms import WAITED, AskedFor, read_wanted
from portal.review.presenters.queue import waiting_list
from portal.review.presenters.review import decided_notice
from portal.review.queries.colleagues import has_open, who_has_open
from portal.review.queries.partners_waiting import list_partners_waiting
from portal.review.queries.queue import PAGE_SIZE, list_queue
from portal.review.queries.review import find_just_decided
from portal.standing.queries.in_force import get_checklist_ahead
from portal.web.addresses import QUEUE
from portal.web.at import AtContract, of_contract
from portal.web.choices import options
from portal.web.http import Response
from portal.web.opening import record_look
from portal.web.pagination import page_number, pagination, shown_words
from portal.words.labels import KIND


@get(QUEUE, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_queue(at: NamedDependency[AtContract]) -> Response:
    """Whoever comes here has nothing open any more."""
    leaves(at)
    number, asked = page_number(at.asked("page")), read_wanted(at.asked, at.viewer, at.today)
    checklist = get_checklist_ahead(at.session, at.place.contract_id, at.today)
    start, wanted = (number - 1) * PAGE_SIZE, asked.wanted
    queue = list_queue(at.session, at.place, at.viewer, checklist, start, PAGE_SIZE, wanted=wanted)
    opened = who_has_open(at.session, [each.submission_id for each in queue.lines], at.viewer)
    partners = list_partners_waiting(at.session, at.place, at.viewer, checklist)
    return at.page(
        "review/queue.html",
        tab="queue",
        notice=notice_after(at.session, at.place, at.asked("after")),
        lines=waiting_list(queue, checklist, at.today, asked.given, opened),
        found=shown_words(number, queue.all_waiting, "submission", PAGE_SIZE),
        own=queue.own,
        clear=QUEUE(at.place.contract_id),
        given=asked.given,
        pagination=pagination(QUEUE(at.place.contract_id), asked.given, number, queue.all_waiting, PAGE_SIZE),
        **choices(asked, partners, checklist),
    )


def choices(
    asked: AskedFor, partners: Sequence[tuple[UUID, str]] | None, checklist: Checklist
) -> dict[str, object]:
    """What one may narrow the queue down to; of very many partners, to one that is named."""
    kinds = {each.kind for each in checklist.requirements}
    labels = {kind.value: words for kind, words in KIND.items() if kind in kinds}
    given = asked.given
    names = {str(partner_id): name for partner_id, name in partners or ()}
    return {
        "named": given.get("named", ""),
        "partners": None if partners is None else options(names, given.get("partner", ""), "All partners"),
        "kinds": options(labels, given.get("kind", ""), "Everything"),
        "waiting_times": options(WAITED, given.get("waited", ""), "Any time"),
        "whose": options({"yes": "Given to me"}, given.get("mine", ""), "Anybody’s"),
    }


def leaves(at: AtContract) -> None:
    if has_open(at.session, at.viewer.person_id):
        record_look(at, lambda session: leave_open(session, at.viewer.person_id))


def notice_after(session: Session, contract: ContractPlace, after: str) -> str:
    """What was just decided, where the address says after which submission one comes."""
    try:
        submission_id = UUID(after)
    except ValueError:
        return ""
    done = find_just_decided(session, contract, submission_id)
    return decided_notice(done) if done else ""


ROUTES: list[HTTPRouteHandler] = [show_queue]
