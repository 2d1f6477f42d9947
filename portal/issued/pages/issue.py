"""Issue a document to all partners of a contract, and see who has acknowledged it.

As with a partner's upload nothing waits for the network inside a transaction: the place is looked up in a
short reading session, the file is streamed and kept, and only then are the rows written.
"""

from typing import Any
from uuid import UUID

from anyio import to_thread
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from evidence.accept import Accepted
from evidence.store import Store
from portal import clock
from portal.access import Audience, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.database import Database
from portal.files.actions.keep_file import KeptFile, keep_file
from portal.issued.actions.issue_document import issue_document
from portal.issued.presenters.acknowledged import AcknowledgedView, acknowledged_view
from portal.issued.presenters.issued import issue as issue_view
from portal.issued.queries.acknowledged import list_acknowledgements
from portal.issued.queries.issued import IssuedLine, list_issued
from portal.places.contracts import ContractPlace, get_contract_place
from portal.settings import Settings
from portal.standing.queries.in_force import get_checklist
from portal.web.crumbs import contract_crumbs
from portal.web.csrf import token_checker
from portal.web.guards import Admits
from portal.web.receiving import Received, receive_upload
from portal.web.setup_frame import form_page, to_setup
from portal.words.wording import size

PATH = "/contracts/{contract_id:uuid}/issue/{key:str}"
MANAGER = [Admits(Audience.MANAGER)]


class Issuing:
    """What the page is about: the requirement, and what has been issued for it."""

    def __init__(self, session: Session, place: ContractPlace, key: str) -> None:
        """Raises NotHere where the lead has nothing of the kind to issue."""
        self.place = place
        self.requirement = issuable(session, place, key)
        self.issued: tuple[IssuedLine, ...] = list_issued(session, place)

    @property
    def is_issued(self) -> bool:
        return any(line.requirement_key == self.requirement.key for line in self.issued)


def issuable(session: Session, place: ContractPlace, key: str) -> Requirement:
    try:
        requirement = get_checklist(session, place.contract_id, clock.today()).requirement(key)
    except KeyError:
        raise NotHere from None
    if requirement.kind is not Kind.ISSUED:
        raise NotHere
    return requirement


@get(PATH, guards=[Admits(Audience.MANAGER, Audience.REVIEWER)], sync_to_thread=True)
def ask_for_document(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
    settings: NamedDependency[Settings],
    key: FromPath[str],
) -> Response[str]:
    """Where it has been issued, who has acknowledged it and who has not: for reviewers too."""
    issuing = Issuing(session, contract_place, key)
    found = list_acknowledgements(session, contract_place, key, clock.today()) if issuing.is_issued else ()
    return issue_page(request, settings, issuing, {}, acknowledged_view(found, key))


@post(PATH, guards=MANAGER, exclude_from_csrf=True, request_max_body_size=None)
async def issue(
    request: Request[Any, Any, Any],
    viewer: NamedDependency[Viewer],
    database: NamedDependency[Database],
    store: NamedDependency[Store],
    settings: NamedDependency[Settings],
    contract_id: FromPath[UUID],
    key: FromPath[str],
) -> Response[Any]:
    issuing = await to_thread.run_sync(look_up, database, viewer, contract_id, key)
    received = await receive_upload(
        request,
        folder=settings.incoming,
        limit=settings.upload_limit,
        most_files=1,
        check_token=token_checker(request),
    )
    return await to_thread.run_sync(
        keep_and_issue, request, settings, database, store, viewer, issuing, received
    )


def look_up(database: Database, viewer: Viewer, contract_id: UUID, key: str) -> Issuing:
    with database.reading() as session:
        return Issuing(session, get_contract_place(session, viewer, contract_id, [Audience.MANAGER]), key)


def keep_and_issue(
    request: Request[Any, Any, Any],
    settings: Settings,
    database: Database,
    store: Store,
    viewer: Viewer,
    issuing: Issuing,
    received: Received,
) -> Response[Any]:
    try:
        if issuing.is_issued:
            return to_setup(issuing.place, "issued")  # the second of two clicks
        if not received.accepted:
            sentence = (
                received.refused[0][1].sentence if received.refused else "Choose the document to issue."
            )
            return issue_page(request, settings, issuing, {"file": sentence})
        issue_file(database, store, viewer, issuing, received.accepted[0])
    except CannotDo as refused:
        return issue_page(request, settings, issuing, refused.problems)
    finally:
        received.discard()
    return to_setup(issuing.place, "issued")


def issue_file(database: Database, store: Store, viewer: Viewer, issuing: Issuing, file: Accepted) -> None:

    def to_all(session: Session, kept: KeptFile) -> UUID:
        return issue_document(session, viewer, issuing.place, issuing.requirement.key, kept)

    keep_file(database, store, file, to_all)


def issue_page(
    request: Request[Any, Any, Any],
    settings: Settings,
    issuing: Issuing,
    problems: dict[str, str],
    acknowledged: AcknowledgedView | None = None,
) -> Response[str]:
    place = issuing.place
    context = {
        "acknowledged": acknowledged,
        "issues": Audience.MANAGER in place.audiences,
        **({} if Audience.MANAGER in place.audiences else {"breadcrumbs": contract_crumbs(place)}),
        "document": issue_view(issuing.requirement, issuing.issued, f"/contracts/{place.contract_id}"),
        "limit": size(settings.upload_limit),
    }
    return form_page(request, "issued/issue.html", place, problems, context)


ROUTES: list[HTTPRouteHandler] = [ask_for_document, issue]
