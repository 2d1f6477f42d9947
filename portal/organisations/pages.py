"""An organisation: its names, its legal form, and when its financial year ends.

Its manager comes because a page said that the financial year is not known, because the insurance is in
another name, or because something has changed; and wants to see at once what follows. A lead comes to look.
"""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.pages.partner_new import FORM_HINTS, FORMS
from portal.organisations.actions.change_organisation import change_organisation
from portal.organisations.forms import read_organisation
from portal.organisations.presenters import accounts_views, as_typed, facts_about
from portal.organisations.queries import OrganisationDetails, get_organisation, list_accounts_due
from portal.places.organisations import OrganisationPlace
from portal.web.choices import radios
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed

PATH = "/organisations/{organisation_id:uuid}"
ITS_OWN_AND_LEADS = [Admits(Audience.OWN, Audience.MANAGER)]


@get(PATH, guards=ITS_OWN_AND_LEADS, sync_to_thread=True)
def show_organisation(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    organisation_place: NamedDependency[OrganisationPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    known = get_organisation(session, viewer, organisation_place)
    due = list_accounts_due(session, viewer, organisation_place, as_at.today)
    context = {
        "facts": facts_about(known),
        "may_change": known.may_change,
        "accounts": accounts_views(known, due, as_at.today),
        "is_saved": "saved" in request.query_params,
    }
    return organisation_page(request, "organisations/show.html", organisation_place, known, context)


@get(f"{PATH}/change", guards=ITS_OWN_AND_LEADS, sync_to_thread=True)
def ask_change(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    organisation_place: NamedDependency[OrganisationPlace],
) -> Response:
    known = get_organisation(session, viewer, organisation_place)
    if not known.may_change:
        return Redirect(address(organisation_place), status_code=303)
    return form_page(request, organisation_place, known, as_typed(known), {})


@post(f"{PATH}/change", guards=ITS_OWN_AND_LEADS, sync_to_thread=True)
def change(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    organisation_place: NamedDependency[OrganisationPlace],
    typed: NamedDependency[Typed],
) -> Response:
    about, problems = read_organisation(typed)
    if about:
        try:
            change_organisation(session, viewer, organisation_place, about)
            return Redirect(f"{address(organisation_place)}?saved=yes", status_code=303)
        except CannotDo as refused:
            session.rollback()
            problems = refused.problems
    known = get_organisation(session, viewer, organisation_place)
    if not known.may_change:
        return Redirect(address(organisation_place), status_code=303)
    return form_page(request, organisation_place, known, typed, problems)


def form_page(
    request: Request,
    place: OrganisationPlace,
    known: OrganisationDetails,
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    context = {
        "typed": typed,
        "problems": problems,
        "legal_forms": radios(FORMS, typed.first("legal_form"), FORM_HINTS),
    }
    return organisation_page(request, "organisations/change.html", place, known, context)


def organisation_page(
    request: Request,
    template: str,
    place: OrganisationPlace,
    known: OrganisationDetails,
    context: dict[str, Any],
) -> Response:
    """With the organisation's own navigation for its own people."""
    is_own = Audience.OWN in place.audiences
    way = [{"text": "Home", "href": "/"}]
    if template.endswith("change.html"):
        way.append({"text": known.name, "href": address(place)})
    shared = {
        "organisation": place,
        "tab": "about",
        "layout": "layouts/organisation.html" if is_own else "layouts/base.html",
        "is_own": is_own,
        "breadcrumbs": way,
        "problems": {},
    }
    return page(request, template, {**shared, **context}, status=422 if context.get("problems") else 200)


def address(place: OrganisationPlace) -> str:
    return f"/organisations/{place.organisation_id}"


ROUTES: list[HTTPRouteHandler] = [show_organisation, ask_change, change]
