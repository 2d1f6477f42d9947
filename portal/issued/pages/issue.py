"""Issue a document to all partners of a contract, and see who has acknowledged it; or put the text of an
agreement up for signing, and see of whom the signed copy is accepted."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.facts import FIRST_EDITION
from checklists.requirement import Requirement
from checklists.vocabulary import FROM_THE_LEAD, Kind
from portal.access import Audience, NotHere
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile
from portal.files.actions.require_room import Limits
from portal.files.bringing import keep_one
from portal.issued.actions.issue_document import issue_document
from portal.issued.presenters.acknowledged import acknowledged_view
from portal.issued.presenters.issued import issue as issue_view
from portal.issued.queries.acknowledged import list_acknowledgements
from portal.issued.queries.issued import IssuedLine, list_issued
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import CONTRACT, DOCUMENTS, ISSUE, NEW_EDITION
from portal.web.at import AtContract, at_contract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.uploads import Upload, takes_files
from portal.words.wording import size

DONE = {"edition": "The new edition is issued. Each partner is now asked to say that it has it."}
"""By what stands in the address after a redirect."""


class Issuing:
    """What the page is about: the requirement, and what has been issued for it."""

    def __init__(self, at: AtContract, key: str) -> None:
        """Raises NotHere where the lead has nothing of the kind to issue."""
        self.requirement = issuable(at, key)
        self.issued: tuple[IssuedLine, ...] = list_issued(at.session, at.place, key)

    @property
    def is_issued(self) -> bool:
        return bool(self.issued)

    @property
    def newest(self) -> int:
        """The number of the edition that was issued last; of the first one where none was yet."""
        return self.issued[-1].edition if self.issued else FIRST_EDITION

    @property
    def done(self) -> str:
        """What set-up says after it: a key of its presenter."""
        return "put-up" if self.requirement.kind is Kind.AGREEMENT else "issued"


def issuable(at: AtContract, key: str) -> Requirement:
    try:
        requirement = get_checklist(at.session, at.place.contract_id, at.today).requirement(key)
    except KeyError:
        raise NotHere from None
    if requirement.kind not in FROM_THE_LEAD:
        raise NotHere
    return requirement


@get(ISSUE, **of_contract(Audience.MANAGER, Audience.REVIEWER))
def ask_for_document(at: NamedDependency[AtContract], key: FromPath[str]) -> Response:
    """Where it has been issued, who has acknowledged it and who has not: for reviewers too."""
    return issue_page(at, key)


@post(ISSUE, **takes_files(at_contract, Audience.MANAGER))
def issue(upload: NamedDependency[Upload[AtContract]], key: FromPath[str]) -> Response:
    try:
        return keep_and_issue(upload, key)
    except CannotDo as refused:
        with upload.reading() as at:
            return issue_page(at, key, refused.problems)


def keep_and_issue(upload: Upload[AtContract], key: str) -> Response:
    """Raises CannotDo."""
    with upload.reading() as at:
        issuing = Issuing(at, key)
        if issuing.is_issued:
            return at.to_setup(issuing.done)  # the second of two clicks
    if not upload.received.accepted:
        raise CannotDo({"file": upload.refusal or "Choose the document to issue."})

    def act(at: AtContract, kept: KeptFile, limits: Limits) -> tuple[bool, Response]:
        issue_document(at.session, at.viewer, at.place, key, kept, limits)
        return True, at.to_setup(issuing.done)

    return keep_one(upload, act)


def issue_page(at: AtContract, key: str, problems: Problems | None = None) -> Response:
    issuing, manages = Issuing(at, key), Audience.MANAGER in at.place.audiences
    found = list_acknowledgements(at.session, at.place, key, at.today) if issuing.is_issued else ()
    document = issue_view(issuing.requirement, issuing.issued, CONTRACT(at.place.contract_id))
    may_renew = manages and issuing.is_issued and issuing.requirement.kind is Kind.ISSUED
    context = {
        "acknowledged": acknowledged_view(found, key, issuing.newest),
        "issues": manages,
        "document": document,
        "done": DONE.get(at.asked("done"), ""),
        "edition_href": NEW_EDITION(at.place.contract_id, key) if may_renew else "",
        "limit": size(at.settings.upload_limit),
        "tab": "documents",
        "breadcrumbs": contract_crumbs(at.place, documents_crumb(at)),
    }
    return at.page("issued/issue.html", problems, **context)


def documents_crumb(at: AtContract) -> dict[str, str]:
    return {"text": "Documents", "href": DOCUMENTS(at.place.contract_id)}


ROUTES: list[HTTPRouteHandler] = [ask_for_document, issue]
