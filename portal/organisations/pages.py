"""An organisation: its names, its legal form, and when its financial year ends.

Its manager comes because a page said that the financial year is not known, because the insurance is in
another name, or because something has changed; and wants to see at once what follows. A lead comes to look.
"""

from dataclasses import dataclass

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.contracts.presenters.legal_forms import legal_forms
from portal.organisations.actions.change_organisation import change_organisation
from portal.organisations.actions.lock_organisation import lock_organisation
from portal.organisations.forms import QUESTIONS, read_organisation
from portal.organisations.presenters import accounts_views, as_typed, facts_about
from portal.organisations.queries import OrganisationDetails, get_organisation, list_accounts_due
from portal.places.organisations import OrganisationPlace
from portal.web.addresses import CHANGE_ORGANISATION, HOME, ORGANISATION
from portal.web.at import At, GoTo, at_organisation, family
from portal.web.between import opened, settle
from portal.web.choices import radios
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.typed import Typed


@dataclass(frozen=True, slots=True)
class AtAbout(At[OrganisationPlace]):
    """Somebody who has come to what is known of an organisation."""

    known: OrganisationDetails

    @property
    def address(self) -> str:
        return ORGANISATION(self.place.organisation_id)

    def frame(self) -> dict[str, object]:
        """With the organisation's own navigation for its own people."""
        is_own = Audience.OWN in self.place.audiences
        return {
            "organisation": self.place,
            "tab": "about",
            "layout": "layouts/organisation.html" if is_own else "layouts/base.html",
            "is_own": is_own,
            "breadcrumbs": [{"text": "Home", "href": HOME()}],
        }


def at_about(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtAbout:
    place = at_organisation(request, session, viewer, as_at).place
    return AtAbout(request, session, viewer, as_at, place, get_organisation(session, viewer, place))


SINCE = {
    "always": "It has always been so: what stood here was wrong, or not known",
    "day": "It changed on a day, and before that it was as it stood here",
}

FOR_ITS_OWN_AND_LEADS = family(at_about, Audience.OWN, Audience.MANAGER)


@get(ORGANISATION, **FOR_ITS_OWN_AND_LEADS)
def show_organisation(at: NamedDependency[AtAbout]) -> Response:
    due = list_accounts_due(at.session, at.viewer, at.place, at.today)
    return at.page(
        "organisations/show.html",
        facts=facts_about(at.known, are_asked=bool(due)),
        may_change=at.known.may_change,
        accounts=accounts_views(at.known, due, at.today),
        is_saved=at.is_asked("saved"),
    )


@get(CHANGE_ORGANISATION, **FOR_ITS_OWN_AND_LEADS)
def ask_change(at: NamedDependency[AtAbout]) -> Response:
    return change_page(at, opened(QUESTIONS, as_typed(at.known)))


@post(CHANGE_ORGANISATION, once=True, **FOR_ITS_OWN_AND_LEADS)
def change(at: NamedDependency[AtAbout], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_organisation(at.session, at.place)
        settle(QUESTIONS, typed, as_typed(get_organisation(at.session, at.viewer, at.place)))
        change_organisation(at.session, at.viewer, at.place, read_organisation(typed))
        return at.go(ORGANISATION(at.place.organisation_id, saved="yes"))

    return at.try_to(act, lambda problems: change_page(at, typed, problems))


def change_page(at: AtAbout, typed: Typed, problems: Problems | None = None) -> Response:
    """Whoever may look and not change is led to what there is to look at."""
    if not at.known.may_change:
        raise GoTo(at.address)
    way = [{"text": "Home", "href": HOME()}, {"text": at.known.name, "href": at.address}]
    return at.page(
        "organisations/change.html",
        problems,
        typed=typed,
        legal_forms=legal_forms(typed.first("legal_form")),
        since=radios(SINCE, typed.first("since")),
        breadcrumbs=way,
    )


ROUTES: list[HTTPRouteHandler] = [show_organisation, ask_change, change]
