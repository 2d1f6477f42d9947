"""Issue another edition of a document that the partners have. A manager comes with the new text, and wants to
know afterwards who has taken note of it."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.vocabulary import Kind
from portal.access import Audience, NotHere
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.files.actions.keep_file import KeptFile
from portal.files.actions.require_room import Limits
from portal.files.bringing import keep_one
from portal.issued.actions.issue_edition import NewEdition, issue_edition
from portal.issued.forms import read_edition
from portal.issued.pages.issue import Issuing, documents_crumb
from portal.issued.presenters.issued import issue as issue_view
from portal.web.addresses import CONTRACT, ISSUE, NEW_EDITION
from portal.web.at import AtContract, at_contract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.wording import size

NO_FILE = "Choose the new edition."
ONCE_MORE = "Choose the file once more: it is not kept until all is right."


@get(NEW_EDITION, **of_contract(Audience.MANAGER))
def ask_for_edition(at: NamedDependency[AtContract], key: FromPath[str]) -> Response:
    return edition_page(at, key, Typed())


@post(NEW_EDITION, **takes_files(at_contract, Audience.MANAGER))
def add_edition(upload: NamedDependency[Upload[AtContract]], key: FromPath[str]) -> Response:
    return upload.try_to(
        lambda: keep_and_issue(upload, key),
        lambda at, problems: edition_page(at, key, upload.typed, with_file(upload, problems)),
    )


def keep_and_issue(upload: Upload[AtContract], key: str) -> Response:
    """Raises CannotDo."""
    with upload.reading() as at:
        issuing_again(at, key)
    new = read_all(upload)

    def act(at: AtContract, kept: KeptFile, limits: Limits) -> tuple[bool, Response]:
        is_new = issue_edition(at.session, at.viewer, at.place, key, new, kept, limits)
        return is_new, at.go(ISSUE(at.place.contract_id, key, done="edition"))

    return keep_one(upload, act)


def read_all(upload: Upload[AtContract]) -> NewEdition:
    """What was typed, where a file came with it. Raises CannotDo with all that is wrong."""
    problems = {} if upload.received.accepted else {"file": upload.refusal or NO_FILE}
    try:
        new = read_edition(upload.typed)
    except CannotDo as refused:
        raise CannotDo(refused.problems | problems) from refused
    refuse_problems(problems)
    return new


def with_file(upload: Upload[AtContract], problems: Problems) -> Problems:
    """A file that came with something else that will not do has to be chosen once more."""
    if problems and upload.received.accepted and "file" not in problems:
        return problems | {"file": ONCE_MORE}
    return problems


def issuing_again(at: AtContract, key: str) -> Issuing:
    """Raises NotHere where nothing was issued yet, or where it is signed and not acknowledged."""
    issuing = Issuing(at, key)
    if not issuing.is_issued or issuing.requirement.kind is not Kind.ISSUED:
        raise NotHere
    return issuing


def edition_page(at: AtContract, key: str, typed: Typed, problems: Problems | None = None) -> Response:
    issuing = issuing_again(at, key)
    contract_id = at.place.contract_id
    document = issue_view(issuing.requirement, issuing.issued, CONTRACT(contract_id))
    crumb = {"text": document.title, "href": ISSUE(contract_id, key)}
    return at.page(
        "issued/edition.html",
        problems,
        tab="documents",
        breadcrumbs=contract_crumbs(at.place, documents_crumb(at), crumb),
        document=document,
        number=issuing.newest + 1,
        limit=size(at.settings.upload_limit),
        typed=typed,
    )


ROUTES: list[HTTPRouteHandler] = [ask_for_edition, add_edition]
