"""Invite somebody into the lead's, the commissioner's or a partner's organisation."""

import uuid
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.forms import read_invitation
from portal.mail import open_post
from portal.places.contracts import ContractPlace
from portal.places.partners import list_partner_choices
from portal.settings import Settings
from portal.web.choices import options, radios
from portal.web.guards import Admits
from portal.web.setup_frame import form_page, to_setup
from portal.web.typed import Typed
from portal.words.labels import ROLE, ROLES

PATH = "/contracts/{contract_id:uuid}/people/new"
MANAGER = [Admits(Audience.MANAGER)]


@get(PATH, guards=MANAGER, sync_to_thread=True)
def ask_for_person(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
) -> Response[str]:
    typed = Typed({"organisation": [request.query_params.get("organisation", "")], "role": ["member"]})
    return person_page(request, contract_place, choices(session, contract_place), typed, {})


@post(PATH, guards=MANAGER, sync_to_thread=True)
def invite(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    settings: NamedDependency[Settings],
    typed: NamedDependency[Typed],
) -> Response[Any]:
    organisations = choices(session, contract_place)
    read, problems = read_invitation(typed, [uuid.UUID(each) for each in organisations], ROLE)
    if read is None:
        return person_page(request, contract_place, organisations, typed, problems)
    try:
        invite_person(
            session,
            open_post(settings),
            viewer,
            read.organisation_id,
            email=read.email,
            name=read.name,
            role=read.role,
        )
    except CannotDo as refused:
        return person_page(request, contract_place, organisations, typed, refused.problems)
    return to_setup(contract_place, "invited")


def choices(session: Session, place: ContractPlace) -> dict[str, str]:
    """The organisations that have a part in the contract, by id: the two parties first."""
    parties = {str(place.lead_id): f"{place.lead} (lead provider)"}
    parties[str(place.commissioner_id)] = f"{place.commissioner} (commissioner)"
    return parties | {str(each.partner_id): each.partner for each in list_partner_choices(session, place)}


def person_page(
    request: Request[Any, Any, Any],
    place: ContractPlace,
    organisations: dict[str, str],
    typed: Typed,
    problems: dict[str, str],
) -> Response[str]:
    context = {
        "typed": typed,
        "organisations": options(organisations, typed.first("organisation"), "Choose an organisation"),
        "roles": radios(ROLE, typed.first("role"), ROLES),
    }
    return form_page(request, "invitations/person.html", place, problems, context)


ROUTES: list[HTTPRouteHandler] = [ask_for_person, invite]
