"""Invite somebody into the lead's, the commissioner's or a partner's organisation."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.forms import read_invitation
from portal.places.partners import list_uncome
from portal.web.addresses import INVITE_PERSON
from portal.web.at import AtContract, of_contract
from portal.web.choices import options, radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.labels import ROLE, ROLES


@get(INVITE_PERSON, **of_contract(Audience.MANAGER))
def ask_for_person(at: NamedDependency[AtContract]) -> Response:
    typed = Typed({"organisation": [at.asked("organisation")], "role": ["member"]})
    return person_page(at, organisations_of(at), typed)


@post(INVITE_PERSON, makes=True, **of_contract(Audience.MANAGER))
def invite(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    organisations = organisations_of(at)

    def act() -> Response:
        read = read_invitation(typed, organisations, ROLE)
        invite_person(
            at.session,
            at.viewer,
            read.organisation_id,
            email=read.email,
            name=read.name,
            role=read.role,
            place=at.place,
        )
        return at.to_setup("invited")

    return at.try_to(act, lambda problems: person_page(at, organisations, typed, problems))


def organisations_of(at: AtContract) -> dict[str, str]:
    """Those that the lead invites people for, by id: itself, and whom it named as long as nobody has come."""
    place = at.place
    named = list_uncome(at.session, place)
    return {str(place.lead_id): f"{place.lead} (lead provider)"} | {
        str(each.organisation_id): f"{each.name} (commissioner)" if each.commissions else each.name
        for each in named
    }


def person_page(
    at: AtContract, organisations: dict[str, str], typed: Typed, problems: Problems | None = None
) -> Response:
    return at.setup_page(
        "invitations/person.html",
        problems,
        typed=typed,
        organisations=options(organisations, typed.first("organisation"), "Choose an organisation"),
        roles=radios(ROLE, typed.first("role"), ROLES),
    )


ROUTES: list[HTTPRouteHandler] = [ask_for_person, invite]
