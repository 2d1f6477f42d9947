"""The shelf, and sending a document of it for another contract.

Somebody has the same policy for two lead providers and wants to upload it once; or has just renewed it and
wants to be sure that everybody gets the new one.
"""

from collections.abc import Collection
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience, NotHere
from portal.acting.refused import CannotDo
from portal.files.queries import list_unsent
from portal.places.contracts import get_engagement_place
from portal.standing.queries.to_do import list_to_do
from portal.submissions.actions.reuse_submission import reuse_submission
from portal.submissions.pages.frame import OF_SENT, AtSent, asked_number
from portal.submissions.presenters.shelf import Place, document_views, place_value, places_for
from portal.submissions.queries.shelf import Document, find_document, list_shelf, renewals_of
from portal.web.addresses import HOME, SEND_ELSEWHERE, SHELF
from portal.web.at import AtOrganisation, of_organisation
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.wording import counted


@get(SHELF, **of_organisation(Audience.OWN))
def show_shelf(at: NamedDependency[AtOrganisation]) -> Response:
    documents = list_shelf(at.session, at.place, at.today)
    latest = [each.latest.submission_id for each in documents]
    renewed = {each: len(renewals_of(documents, each, at.today)) for each in latest}
    return at.page(
        "submissions/shelf.html",
        tab="shelf",
        documents=document_views(documents, renewed, at.today),
        unsent=list_unsent(at.session, at.viewer, at.place.organisation_id),
        done="The file is deleted." if at.asked("done") == "deleted" else "",
        breadcrumbs=[{"text": "Home", "href": HOME()}],
    )


@get(SEND_ELSEWHERE, **OF_SENT)
def ask_elsewhere(at: NamedDependency[AtSent]) -> Response:
    """Where an older document is still in force is ticked already."""
    renewals = renewals_of(at.shelf, at.submission_id, at.today)
    return elsewhere_page(at, Typed({"to": [place_value(*use.slot) for use in renewals]}))


def elsewhere_page(at: AtSent, typed: Typed, problems: Problems | None = None) -> Response:
    document = get_document(at)
    places = list_places(at, document, typed.getlist("to"))
    (view,) = document_views([document], {}, at.today)
    return at.page(
        "submissions/elsewhere.html",
        problems,
        document=view,
        likely=[each for each in places if each.is_likely],
        others=[each for each in places if not each.is_likely and not each.is_here],
        here=[each for each in places if not each.is_likely and each.is_here],
        renewals=len(renewals_of(at.shelf, at.submission_id, at.today)),
        submission=at.place,
        typed=typed,
        done=done_words(asked_number(at, "sent"), asked_number(at, "drafts")),
        breadcrumbs=[
            {"text": "Home", "href": HOME()},
            {"text": "Documents", "href": SHELF(at.place.engagement.partner_id)},
        ],
    )


def get_document(at: AtSent) -> Document:
    """The document that was sent; raises NotHere for what has no files."""
    document = find_document(at.shelf, at.submission_id)
    if document is None:
        raise NotHere
    return document


def list_places(at: AtSent, document: Document, chosen: Collection[str]) -> tuple[Place, ...]:
    """Slots of the same partner's engagements that have not ended."""
    mine = at.engagements
    return places_for(document, mine, list_to_do(at.session, mine, at.today), chosen)


@post(SEND_ELSEWHERE, **OF_SENT)
def send_elsewhere(at: NamedDependency[AtSent], typed: NamedDependency[Typed]) -> Response:
    """Each place is a transaction of its own: what could be sent is sent, whatever else was refused."""
    get_document(at)
    if at.is_shown_again:
        return elsewhere_page(at, typed)
    chosen = typed.getlist("to")
    sent, drafts, refused = 0, 0, list[str]()
    for value in chosen:
        try:
            made = send_to(at, value)
        except CannotDo as error:  # of this place alone; the others are still to be tried
            at.session.rollback()
            refused += error.problems.values()
            continue
        sent, drafts = sent + made, drafts + (not made)
    if not sent + drafts:
        sentence = " ".join(dict.fromkeys(refused)) if chosen else "Choose where to send it."
        return elsewhere_page(at, typed, {"to": sentence})
    return at.go(SEND_ELSEWHERE(at.submission_id, sent=sent, drafts=drafts))


def send_to(at: AtSent, value: str) -> bool:
    """Whether it was sent and is no draft. Raises NotHere or CannotDo."""
    engagement, key, part = [*value.split("/", 2), "", ""][:3]
    try:
        engagement_id = UUID(engagement)
    except ValueError:
        raise NotHere from None
    target = get_engagement_place(at.session, at.viewer, engagement_id, {Audience.PARTNER})
    return reuse_submission(at.session, at.viewer, at.place, target, key, part, at.today).is_sent


def done_words(sent: int, drafts: int) -> str:
    """What the redirect after sending says happened."""
    said = [f"Sent for {counted(sent, 'requirement')}."] if sent else []
    if drafts:
        said.append(f"{counted(drafts, 'draft')} begun: there is something more to answer before sending.")
    return " ".join(said)


ROUTES: list[HTTPRouteHandler] = [show_shelf, ask_elsewhere, send_elsewhere]
