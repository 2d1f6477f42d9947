"""An assessment that was written in the portal, to read and to take away as a Word document.

A partner wants it for its board, a reviewer to read it whole. The council sees only that it is in order.
"""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from evidence.kinds import DOCX
from portal import clock
from portal.access import NotHere
from portal.assessments.actions.note_download import note_download
from portal.assessments.pages.frame import OF_READING, AtAssessment
from portal.assessments.presenters.assessment import AssessmentView, assessment_view
from portal.assessments.presenters.word import as_word, file_name
from portal.web.assessment_addresses import ASSESSMENT_WORD, READ_ASSESSMENT
from portal.web.at import engagement_frame
from portal.web.crumbs import breadcrumbs
from portal.web.downloads import disposition, kept_apart
from portal.web.http import Response
from portal.web.opening import may_read, record_look
from portal.words.slot import reader_of


@get(READ_ASSESSMENT, **OF_READING)
def read(at: NamedDependency[AtAssessment]) -> Response:
    if not may_read(at):
        raise NotHere
    form, frame = at.form, engagement_frame(at.place.engagement)
    slot = {"text": form.requirement.title, "href": form.draft.slot_address}
    crumbs = breadcrumbs(at.place.engagement, reader_of(at.place.engagement), inside=True)
    frame["breadcrumbs"] = [*crumbs, slot]
    return at.page("assessments/read.html", form=form, answers=form.draft.answers, view=view_of(at), **frame)


def view_of(at: AtAssessment) -> AssessmentView:
    return assessment_view(at.requirement, at.form.written, at.draft.answers)


@get(ASSESSMENT_WORD, **OF_READING)
def download(at: NamedDependency[AtAssessment]) -> Response:
    """Each download is an event; by that of the lead it is opened, as by reading it."""
    if not may_read(at):
        raise NotHere
    view, answers = view_of(at), at.draft.answers
    content = as_word(view, answers, at.place.engagement.partner, clock.now())
    record_look(at, lambda session: note_download(session, at.viewer, at.place))
    headers = {"Content-Disposition": disposition(file_name(view, answers)), **kept_apart()}
    return Response(content, media_type=DOCX.media_type, headers=headers)


ROUTES: list[HTTPRouteHandler] = [read, download]
