"""Invitations to a contract's people: who has none yet, how far each has got, and all of them at once.

A manager comes after the partners are entered, sends the invitations, and looks again later who has come.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal import clock
from portal.access import Audience
from portal.invitations.actions.send_invitations import send_invitations
from portal.invitations.presenters import NEW, UNSENT, asked_words, chosen, invitation, summary
from portal.invitations.queries.invitations import list_invitations
from portal.web.addresses import INVITATIONS
from portal.web.at import AtContract, of_contract
from portal.web.http import Response
from portal.web.pagination import paging
from portal.web.typed import Typed

PEOPLE_A_PAGE = 100


@get(INVITATIONS, **of_contract(Audience.MANAGER))
def show_invitations(at: NamedDependency[AtContract]) -> Response:
    now, lines = clock.now(), list_invitations(at.session, at.place)
    here, asked = paging(at.asked("page"), len(lines), PEOPLE_A_PAGE), at.asked("asked")
    return at.setup_page(
        "invitations/invitations.html",
        lines=[invitation(line, now) for line in here.lines_of(lines)],
        counts=summary(lines, now),
        new=len(chosen(lines, NEW, now)),
        unsent=len(chosen(lines, UNSENT, now)),
        done=asked_words(int(asked)) if asked.isdecimal() and len(asked) < 5 else "",
        found=here.words("person", "people"),
        pagination=here.links(at.request.url.path),
    )


@post(INVITATIONS, **of_contract(Audience.MANAGER))
def send(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    """Their messages wait from now on. A second click finds nobody left to invite."""
    wanted = chosen(list_invitations(at.session, at.place), typed.first("which"), clock.now())
    asked = send_invitations(at.session, at.viewer, at.place, [line.invitation_id for line in wanted])
    return at.go(INVITATIONS(at.place.contract_id, asked=asked or None))


ROUTES: list[HTTPRouteHandler] = [show_invitations, send]
