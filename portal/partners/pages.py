"""A partner as its lead looks after it.

A contract manager comes before a call or a visit: whom to ring, what was said last, what was agreed, what
ends soon; and to write to them.
"""

from datetime import date
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.home.presenters.ending import endings_of
from portal.notices.queries.recipients import Recipient
from portal.partners.actions.write_letter import write_letter
from portal.partners.actions.write_note import require_lead, write_note
from portal.partners.forms import read_letter
from portal.partners.presenters import (
    addressee_items,
    contact_views,
    engagement_views,
    letter_views,
    next_visit,
)
from portal.partners.queries.partner import (
    agreed_of,
    get_numbers,
    ids_of,
    list_addressees,
    list_contacts,
    list_engagements,
    slots_today,
)
from portal.partners.queries.written import list_letters, list_notes
from portal.places.contracts import get_engagement_place
from portal.places.mine import MyEngagement
from portal.slots.queries.engagement import VisitLine, list_visits
from portal.web.addresses import ENGAGEMENT, PARTNER_PAGE, WRITE_TO_PARTNER
from portal.web.at import AtEngagement, at_engagement, family
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.typed import Typed

DONE = {
    "note": "The note is kept. Only {lead} sees it.",
    "letter": "It is on its way. Below you see what becomes of it.",
}


def at_partner(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtEngagement:
    """Raises NotAllowed for whoever is of the partner too: what stands here is the lead's own."""
    at = at_engagement(request, session, viewer, as_at)
    require_lead(at.place)
    return at


OF_LEAD = family(at_partner, Audience.REVIEWER, Audience.MANAGER)


@get(PARTNER_PAGE, **OF_LEAD)
def show_partner(at: NamedDependency[AtEngagement]) -> Response:
    return partner_page(at, Typed())


@post(PARTNER_PAGE, makes=True, **OF_LEAD)
def keep_note(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        write_note(at.session, at.viewer, at.place, typed.first("note"))
        return at.go(PARTNER_PAGE(at.place.engagement_id, done="note"))

    return at.try_to(act, lambda problems: partner_page(at, typed, problems))


@get(WRITE_TO_PARTNER, **OF_LEAD)
def ask_for_letter(at: NamedDependency[AtEngagement]) -> Response:
    people = addressees(at)
    return letter_page(at, Typed({"to": [str(each.person_id) for each in people[:1]]}), people)


@post(WRITE_TO_PARTNER, makes=True, **OF_LEAD)
def send_letter(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        said = read_letter(typed, addressees(at))
        write_letter(at.session, at.viewer, at.place, said, ENGAGEMENT(at.place.engagement_id))
        return at.go(PARTNER_PAGE(at.place.engagement_id, done="letter"))

    return at.try_to(act, lambda problems: letter_page(at, typed, addressees(at), problems))


NOBODY = "Nobody of {partner} can be written to at the moment."


def addressees(at: AtEngagement) -> tuple[Recipient, ...]:
    ids = ids_of(list_engagements(at.session, at.place))
    return list_addressees(at.session, at.place, list_contacts(at.session, at.place, ids))


def partner_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    engagements = list_engagements(at.session, at.place)
    lasting = [each for each in engagements if each.starts_on <= at.today <= each.ends_on]
    ids = ids_of(engagements)
    contacts = list_contacts(at.session, at.place, ids)
    people = list_addressees(at.session, at.place, contacts)
    return at.page(
        "partners/partner.html",
        problems,
        typed=typed,
        done=DONE.get(at.asked("done"), "").format(lead=at.place.contract.lead),
        numbers=get_numbers(at.session, at.place),
        engagements=engagement_views(engagements, agreed_of(at.session, ids), at.today),
        contacts=contact_views(contacts, engagements, people),
        has_contacts=bool(contacts),
        may_write=bool(people),
        may_change=Audience.MANAGER in at.place.audiences,
        visit=next_visit(visits_ahead(at, engagements)),
        endings=endings_of(lasting, slots_today(at.session, lasting, at.today), at.today),
        notes=list_notes(at.session, ids),
        letters=letter_views(list_letters(at.session, ids)),
        here=PARTNER_PAGE(at.place.engagement_id),
        write_href=WRITE_TO_PARTNER(at.place.engagement_id),
        breadcrumbs=at.way(),
    )


def visits_ahead(at: AtEngagement, engagements: tuple[MyEngagement, ...]) -> list[tuple[UUID, VisitLine]]:
    """With the contract of each; those of engagements that are over are none."""
    return [(each.contract_id, visit) for each in engagements for visit in visits_of(at, each, at.today)]


def visits_of(at: AtEngagement, engagement: MyEngagement, today: date) -> tuple[VisitLine, ...]:
    if engagement.ends_on < today:
        return ()
    if engagement.engagement_id == at.place.engagement_id:
        return list_visits(at.session, at.place, today)
    wanted = (Audience.REVIEWER, Audience.MANAGER)
    place = get_engagement_place(at.session, at.viewer, engagement.engagement_id, wanted)
    return list_visits(at.session, place, today)


def letter_page(
    at: AtEngagement, typed: Typed, people: tuple[Recipient, ...], problems: Problems | None = None
) -> Response:
    """Where nobody can be written to any more, what was typed still stands there."""
    return at.page(
        "partners/letter.html",
        {"": NOBODY.format(partner=at.place.partner)} if problems and not people else problems,
        typed=typed,
        people=people,
        choices=addressee_items(people, typed),
        here=WRITE_TO_PARTNER(at.place.engagement_id),
        back=PARTNER_PAGE(at.place.engagement_id),
        breadcrumbs=at.way(
            {"text": f"Looking after {at.place.partner}", "href": PARTNER_PAGE(at.place.engagement_id)}
        ),
    )


ROUTES: list[HTTPRouteHandler] = [show_partner, keep_note, ask_for_letter, send_letter]
