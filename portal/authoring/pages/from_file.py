"""Start the next version of a contract's checklist from a file.

A manager comes with the table that the council has sent for the new year, and does not want to find by eye
which of forty rows are other than before. Nothing of the file is kept.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from evidence.wanted import TABLES
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_from_file import start_version_from_file
from portal.authoring.pages.word import read_checklist
from portal.authoring.queries.drafts import find_open_draft
from portal.web.addresses import CONTRACT_CHECKLIST, DRAFT_CHECKLIST, VERSION_FROM_FILE
from portal.web.at import AtContract, at_contract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.uploads import Upload, takes_files
from portal.words.wording import size


@get(VERSION_FROM_FILE, **of_contract(Audience.MANAGER))
def ask_for_file(at: NamedDependency[AtContract]) -> Response:
    return file_page(at)


@post(VERSION_FROM_FILE, **takes_files(at_contract, Audience.MANAGER, wanted=TABLES))
def take_file(upload: NamedDependency[Upload[AtContract]]) -> Response:
    return upload.try_to(lambda: begin(upload), file_page)


def begin(upload: Upload[AtContract]) -> Response:
    """The file is read before anything is written."""
    if not upload.received.accepted:
        raise CannotDo({"file": upload.refusal or "Choose the file."})
    file = upload.received.accepted[0]
    read = read_checklist(file, upload.as_at.today)

    def act(at: AtContract) -> Response:
        draft_id = start_version_from_file(
            at.session, at.viewer, at.place, read.rows, read.sources, file.name
        )
        return at.go(DRAFT_CHECKLIST(draft_id))

    return upload.write(act)


def file_page(at: AtContract, problems: Problems | None = None) -> Response:
    draft_id = find_open_draft(at.session, at.place)
    checklist = {"text": "Checklist", "href": CONTRACT_CHECKLIST(at.place.contract_id)}
    return at.page(
        "authoring/from_file.html",
        problems,
        tab="set-up",
        draft_href=DRAFT_CHECKLIST(draft_id) if draft_id else "",
        limit=size(at.settings.upload_limit),
        breadcrumbs=contract_crumbs(at.place, checklist),
    )


ROUTES: list[HTTPRouteHandler] = [ask_for_file, take_file]
