"""An assessment that was written in the portal, to read and to take away as a Word document.

A partner wants it for its board, a reviewer to read it whole. The council sees only that it is in order.
"""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from evidence.kinds import DOCX
from portal import clock
from portal.access import Audience, Viewer
from portal.assessments.actions.note_download import note_download
from portal.assessments.pages.frame import PAGE, get_form
from portal.assessments.presenters.assessment import assessment_view
from portal.assessments.presenters.word import as_word, file_name
from portal.database import Database
from portal.places.contracts import SubmissionPlace
from portal.web.crumbs import breadcrumbs, layout_of
from portal.web.downloads import disposition
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.words.slot import Side, reader_of

BOTH_SIDES = Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)


@get(f"{PAGE}/read", guards=[BOTH_SIDES], sync_to_thread=True)
def read(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    form = get_form(session, submission_place)
    place = submission_place.engagement
    reader = reader_of(place)
    slot = {"text": form.requirement.title, "href": form.draft.slot_address}
    return page(
        request,
        "assessments/read.html",
        {
            "form": form,
            "place": place.contract,
            "engagement": place,
            "requirement": form.requirement,
            "answers": form.draft.answers,
            "view": assessment_view(form.requirement, form.written, form.draft.answers),
            "breadcrumbs": [*breadcrumbs(place, reader, inside=True), slot],
            "layout": layout_of(reader),
            "tab": "partners" if reader.side is Side.LEAD else "",
        },
    )


@get(f"{PAGE}/word", guards=[BOTH_SIDES], sync_to_thread=True)
def download(
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    database: NamedDependency[Database],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    """Each download is an event."""
    form = get_form(session, submission_place)
    view = assessment_view(form.requirement, form.written, form.draft.answers)
    content = as_word(view, form.draft.answers, submission_place.engagement.partner, clock.now())
    with database.writing() as writing:
        note_download(writing, viewer, submission_place)
    name = file_name(view, form.draft.answers)
    return Response(content, media_type=DOCX.media_type, headers={"Content-Disposition": disposition(name)})


ROUTES: list[HTTPRouteHandler] = [read, download]
