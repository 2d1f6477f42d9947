"""The shelf, and sending a document of it for another contract.

Somebody has the same policy for two lead providers and wants to upload it once; or has just renewed it and
wants to be sure that everybody gets the new one.
"""

from collections.abc import Iterable
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import SubmissionPlace, get_engagement_place
from portal.places.mine import list_my_engagements
from portal.places.organisations import OrganisationPlace
from portal.standing.queries.to_do import list_to_do
from portal.submissions.actions.reuse_submission import reuse_submission
from portal.submissions.presenters.shelf import Place, document_views, place_value, places_for
from portal.submissions.queries.shelf import Document, find_document, list_shelf, list_shelf_of, renewals_of
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.wording import counted

PARTNER = Admits(Audience.PARTNER)


@get("/organisations/{organisation_id:uuid}/shelf", guards=[Admits(Audience.OWN)], sync_to_thread=True)
def show_shelf(
    request: Request,
    session: NamedDependency[Session],
    organisation_place: NamedDependency[OrganisationPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    documents = list_shelf(session, organisation_place)
    latest = [each.latest.submission_id for each in documents]
    renewed = {each: len(renewals_of(documents, each, as_at.today)) for each in latest}
    return page(
        request,
        "submissions/shelf.html",
        {
            "organisation": organisation_place,
            "tab": "shelf",
            "documents": document_views(documents, renewed, as_at.today),
            "breadcrumbs": [{"text": "Home", "href": "/"}],
        },
    )


@get("/submissions/{submission_id:uuid}/elsewhere", guards=[PARTNER], sync_to_thread=True)
def ask_elsewhere(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    """Where an older document is still in force is ticked already."""
    if not submission_place.is_sent:
        return to_answers(submission_place)
    documents = list_shelf_of(session, submission_place)
    renewals = renewals_of(documents, submission_place.submission_id, as_at.today)
    chosen = [place_value(*use.slot) for use in renewals]
    return elsewhere_page(request, session, viewer, submission_place, as_at, Typed({"to": chosen}))


def to_answers(place: SubmissionPlace) -> Response:
    """A draft is sent for its own contract first."""
    return Redirect(f"/submissions/{place.submission_id}/answers", status_code=303)


def elsewhere_page(
    request: Request,
    session: Session,
    viewer: Viewer,
    place: SubmissionPlace,
    as_at: AsAt,
    typed: Typed,
    problems: dict[str, str] | None = None,
) -> Response:
    documents = list_shelf_of(session, place)
    document = get_document(documents, place)
    places = list_places(session, viewer, place, document, as_at, typed.getlist("to"))
    (view,) = document_views([document], {}, as_at.today)
    partner_id = place.engagement.partner_id
    return page(
        request,
        "submissions/elsewhere.html",
        {
            "document": view,
            "likely": [each for each in places if each.is_likely],
            "others": [each for each in places if not each.is_likely],
            "renewals": len(renewals_of(documents, place.submission_id, as_at.today)),
            "submission": place,
            "typed": typed,
            "done": done_words(request),
            "problems": problems or {},
            "breadcrumbs": [
                {"text": "Home", "href": "/"},
                {"text": "Documents", "href": f"/organisations/{partner_id}/shelf"},
            ],
        },
        status=422 if problems else 200,
    )


def get_document(documents: Iterable[Document], place: SubmissionPlace) -> Document:
    """The document that was sent; raises NotHere for what has no files."""
    document = find_document(documents, place.submission_id)
    if document is None:
        raise NotHere
    return document


def list_places(
    session: Session,
    viewer: Viewer,
    place: SubmissionPlace,
    document: Document,
    as_at: AsAt,
    chosen: Iterable[str],
) -> tuple[Place, ...]:
    """Slots of the same partner's engagements that have not ended."""
    mine = [
        each
        for each in list_my_engagements(session, viewer)
        if each.partner == place.engagement.partner and each.ends_on >= as_at.today
    ]
    return places_for(document, mine, list_to_do(session, mine, as_at.today), chosen)


@post("/submissions/{submission_id:uuid}/elsewhere", guards=[PARTNER], sync_to_thread=True)
def send_elsewhere(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
) -> Response:
    """Each place is a transaction of its own: what could be sent is sent, whatever else was refused."""
    if not submission_place.is_sent:
        return to_answers(submission_place)
    get_document(list_shelf_of(session, submission_place), submission_place)
    chosen = typed.getlist("to")
    sent, drafts, refused = 0, 0, list[str]()
    for value in chosen:
        try:
            made = send_to(session, viewer, submission_place, value, as_at)
        except CannotDo as error:
            session.rollback()
            refused += error.problems.values()
            continue
        sent, drafts = sent + made, drafts + (not made)
    problems = {"to": " ".join(dict.fromkeys(refused)) if chosen else "Choose where to send it."}
    if not sent + drafts:
        return elsewhere_page(request, session, viewer, submission_place, as_at, typed, problems)
    address = f"/submissions/{submission_place.submission_id}/elsewhere"
    return Redirect(f"{address}?sent={sent}&drafts={drafts}", status_code=303)


def send_to(session: Session, viewer: Viewer, source: SubmissionPlace, value: str, as_at: AsAt) -> bool:
    """Whether it was sent and is no draft. Raises NotHere or CannotDo."""
    engagement, key, part = [*value.split("/", 2), "", ""][:3]
    try:
        engagement_id = UUID(engagement)
    except ValueError:
        raise NotHere from None
    target = get_engagement_place(session, viewer, engagement_id, {Audience.PARTNER})
    return reuse_submission(session, viewer, source, target, key, part, as_at.today).is_sent


def done_words(request: Request) -> str:
    """What the redirect after sending says happened."""
    counts = [request.query_params.get(name, "") for name in ("sent", "drafts")]
    sent, drafts = (int(each) if each.isdecimal() and len(each) < 4 else 0 for each in counts)
    said = [f"Sent for {counted(sent, 'requirement')}."] if sent else []
    if drafts:
        said.append(f"{counted(drafts, 'draft')} begun: there is something more to answer before sending.")
    return " ".join(said)


ROUTES: list[HTTPRouteHandler] = [show_shelf, ask_elsewhere, send_elsewhere]
