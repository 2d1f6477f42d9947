"""Start a checklist from the contract's own document.

A manager comes with the contract in Word and hopes not to type twenty-six requirements. Nothing of the file
is kept: what was read from it becomes a draft, which counts nowhere until it is corrected and kept.
"""

from datetime import date

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from evidence.accept import Accepted
from evidence.wanted import TABLES
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_draft_checklist import start_own
from portal.authoring.forms.draft import read_document
from portal.authoring.forms.proposal import Drafted, drafted
from portal.authoring.pages.frame import library_crumbs
from portal.authoring.proposing import NotProposed, propose_from_file
from portal.web.addresses import CHECKLIST_FROM_WORD, DRAFT_CHECKLIST
from portal.web.at import AtPortal, at_portal, of_portal
from portal.web.choices import leads_of, radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.once import make_once
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.wording import size


@get(CHECKLIST_FROM_WORD, **of_portal(Audience.MANAGING))
def ask_for_word(at: NamedDependency[AtPortal]) -> Response:
    return word_page(at, Typed({"lead": [next(iter(leads_of(at.viewer)))]}))


@post(CHECKLIST_FROM_WORD, once=True, **takes_files(at_portal, Audience.MANAGING, wanted=TABLES))
def take_word(upload: NamedDependency[Upload[AtPortal]]) -> Response:
    return upload.try_to(lambda: propose(upload), lambda at, problems: word_page(at, upload.typed, problems))


def propose(upload: Upload[AtPortal]) -> Response:
    """The file is read before anything is written."""
    accepted = upload.received.accepted
    missing = "" if accepted else upload.refusal or "Choose the document."
    lead_id = read_document(upload.typed, leads_of(upload.viewer), missing)
    file, read = accepted[0], read_checklist(accepted[0], upload.as_at.today)

    def act(at: AtPortal) -> Response:
        draft_id = start_own(
            at.session,
            at.viewer,
            lead_id,
            read.title,
            read.rows,
            sources=read.sources,
            file_name=file.name,
        )
        return at.go(DRAFT_CHECKLIST(draft_id))

    typed = upload.typed | {"file": [file.sha256]}
    return upload.write(lambda at: make_once(at.request, at.session, lambda: act(at), typed))


def read_checklist(file: Accepted, today: date) -> Drafted:
    """Raises CannotDo where there is no checklist in the file."""
    try:
        found = propose_from_file(file.path, file.media_type, file.name, in_force_from=today)
    except NotProposed as absent:
        raise CannotDo({"file": absent.sentence}) from None
    return drafted(found.as_data())


def word_page(at: AtPortal, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page(
        "authoring/word.html",
        problems,
        leads=radios(leads_of(at.viewer), typed.first("lead")),
        lead=typed.first("lead"),
        limit=size(at.settings.upload_limit),
        breadcrumbs=library_crumbs(),
    )


ROUTES: list[HTTPRouteHandler] = [ask_for_word, take_word]
