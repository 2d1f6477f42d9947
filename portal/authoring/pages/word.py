"""Start a checklist from the contract's own document.

A manager comes with the contract in Word and hopes not to type twenty-six requirements. Nothing of the file
is kept: what was read from it becomes a draft, which counts nowhere until it is corrected and kept.
"""

from uuid import UUID

from anyio import to_thread
from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect

from evidence.accept import Accepted
from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.authoring.actions.drafts import start_own
from portal.authoring.forms.proposal import drafted
from portal.authoring.pages.frame import MANAGING, base_of, library_crumbs
from portal.authoring.proposing import NotProposed, propose_from_file
from portal.database import Database
from portal.settings import Settings
from portal.web.choices import leads_of, radios
from portal.web.csrf import token_checker
from portal.web.http import Request, Response
from portal.web.receiving import Received, receive_upload
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.wording import size

PATH = "/checklists/from-word"


@get(PATH, guards=MANAGING, sync_to_thread=True)
def ask_for_word(
    request: Request, viewer: NamedDependency[Viewer], settings: NamedDependency[Settings]
) -> Response:
    typed = Typed({"lead": [next(iter(leads_of(viewer)))]})
    return word_page(request, viewer, settings, typed, {})


@post(PATH, guards=MANAGING, exclude_from_csrf=True, request_max_body_size=None)
async def take_word(
    request: Request,
    viewer: NamedDependency[Viewer],
    database: NamedDependency[Database],
    settings: NamedDependency[Settings],
) -> Response:
    received = await receive_upload(
        request,
        folder=settings.incoming,
        limit=settings.upload_limit,
        most_files=1,
        check_token=token_checker(request),
    )
    return await to_thread.run_sync(propose, request, viewer, database, settings, received)


def propose(
    request: Request,
    viewer: Viewer,
    database: Database,
    settings: Settings,
    received: Received,
) -> Response:
    """The file is read and taken away before anything is written."""
    typed = Typed({name: [value] for name, value in received.fields.items()})
    lead = typed.first("lead")
    problems = {} if lead in leads_of(viewer) else {"lead": "Choose the organisation that it is for."}
    try:
        if not received.accepted:
            refused = received.refused[0][1].sentence if received.refused else "Choose the document."
            raise CannotDo(problems | {"file": refused})
        if problems:
            raise CannotDo(problems)
        draft_id = read_and_start(database, viewer, UUID(lead), received.accepted[0])
    except CannotDo as refusal:
        return word_page(request, viewer, settings, typed, refusal.problems)
    except NotProposed as refusal:
        return word_page(request, viewer, settings, typed, {"file": str(refusal)})
    finally:
        received.discard()
    return Redirect(base_of(draft_id), status_code=303)


def read_and_start(database: Database, viewer: Viewer, lead_id: UUID, file: Accepted) -> UUID:
    """Raises NotProposed with a sentence where there is no checklist in the file."""
    proposal = propose_from_file(file.path, file.media_type, file.name, in_force_from=clock.today())
    read = drafted(proposal.as_data())
    with database.writing() as session:
        return start_own(
            session, viewer, lead_id, read.title, read.rows, sources=read.sources, file_name=file.name
        )


def word_page(
    request: Request,
    viewer: Viewer,
    settings: Settings,
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    context = {
        "problems": problems,
        "leads": radios(leads_of(viewer), typed.first("lead")),
        "lead": typed.first("lead"),
        "limit": size(settings.upload_limit),
        "breadcrumbs": library_crumbs(),
    }
    return page(request, "authoring/word.html", context, 422 if problems else 200)


ROUTES: list[HTTPRouteHandler] = [ask_for_word, take_word]
