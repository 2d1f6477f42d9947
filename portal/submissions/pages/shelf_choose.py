"""Take a document from the shelf for a slot. Somebody is asked for what another lead provider has already."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience, NotHere
from portal.acting.refused import CannotDo
from portal.places.contracts import get_submission_place
from portal.places.organisations import get_organisation_place
from portal.standing.queries.parts import check_part
from portal.submissions.actions.reuse_submission import reuse_submission
from portal.submissions.pages.slot import OF_SLOT, AtSlot
from portal.submissions.presenters.shelf import documents_for
from portal.submissions.queries.shelf import Document, list_shelf
from portal.web.addresses import CHOOSE_FROM_SHELF, DRAFT_ANSWERS
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.parts import part_words


@get(CHOOSE_FROM_SHELF, **OF_SLOT)
def ask_document(at: NamedDependency[AtSlot]) -> Response:
    return choose_page(at, at.asked("part"))


def choose_page(at: AtSlot, part: str, problems: Problems | None = None, chosen: str = "") -> Response:
    check_part(at.session, at.place, at.requirement, part)
    found = documents_for(list_own_shelf(at), at.requirement, part, at.place.engagement_id, at.today)
    return at.page(
        "submissions/choose.html",
        problems,
        documents=found,
        what=part_words(at.requirement, part),
        part=part,
        chosen=chosen,
    )


def list_own_shelf(at: AtSlot) -> tuple[Document, ...]:
    own = get_organisation_place(at.session, at.viewer, at.place.partner_id, {Audience.OWN})
    return list_shelf(at.session, own, at.today)


@post(CHOOSE_FROM_SHELF, **OF_SLOT)
def take_document(at: NamedDependency[AtSlot], typed: NamedDependency[Typed]) -> Response:
    """A draft with the document and its dates, to be looked over and sent."""
    part = typed.first("part")

    def act() -> Response:
        source_id = read_id(typed.first("document"))
        source = get_submission_place(at.session, at.viewer, source_id, {Audience.PARTNER})
        made = reuse_submission(at.session, at.viewer, source, at.place, at.key, part, at.today, send=False)
        return at.go(DRAFT_ANSWERS(made.submission_id))

    def otherwise(problems: Problems) -> Response:
        about_all = {"document": " ".join(problems.values())} if problems else None
        return choose_page(at, part, about_all, typed.first("document"))

    return at.try_to(act, otherwise)


def read_id(text: str) -> UUID:
    """Raises CannotDo where nothing was chosen, NotHere for what is no id."""
    if not text:
        raise CannotDo({"document": "Choose a document."})
    try:
        return UUID(text)
    except ValueError:
        raise NotHere from None


ROUTES: list[HTTPRouteHandler] = [ask_document, take_document]
