"""What somebody was told, and what one wants to be told.

People come from a mail, to end mails that are too many, or to look up what they were told last week.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal import clock
from portal.access import Audience
from portal.notices.actions.choose_pace import choose_paces, read_all, unsubscribe
from portal.notices.presenters.mine import choices, fixed_words, notice_view
from portal.notices.queries.mine import (
    count_mine,
    find_person,
    get_paces,
    list_concerning,
    list_mine,
)
from portal.notices.unsubscribing import person_behind
from portal.web.addresses import NOTICE_CHOICES, NOTICES, READ_NOTICES, UNSUBSCRIBE
from portal.web.at import AtDoor, AtPortal, of_door, of_portal
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import paging
from portal.web.rendering import page
from portal.web.typed import Typed

A_PAGE = 50


@get(NOTICES, **of_portal(Audience.SIGNED_IN))
def show_notices(at: NamedDependency[AtPortal]) -> Response:
    now = clock.now()
    every, new = count_mine(at.session, at.viewer, now)
    here = paging(at.asked("page"), every, A_PAGE)
    lines = list_mine(at.session, at.viewer, now, here.start, A_PAGE)
    return at.page(
        "notices/mine.html",
        notices=[notice_view(line) for line in lines],
        new=new,
        found=here.words("notice", "notices"),
        pagination=here.links(at.request.url.path),
    )


@post(READ_NOTICES, **of_portal(Audience.SIGNED_IN))
def mark_read(at: NamedDependency[AtPortal]) -> Response:
    read_all(at.session, at.viewer.person_id)
    return at.go(NOTICES())


@get(NOTICE_CHOICES, **of_portal(Audience.SIGNED_IN))
def ask_for_choices(at: NamedDependency[AtPortal]) -> Response:
    return choices_page(at)


@post(NOTICE_CHOICES, **of_portal(Audience.SIGNED_IN))
def choose(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        concerning = list_concerning(at.session, at.viewer)
        chosen = {about: typed.first(about.value) for about in concerning}
        choose_paces(at.session, at.viewer.person_id, chosen)
        return at.go(NOTICE_CHOICES(done=1))

    return at.try_to(act, lambda problems: choices_page(at, typed, problems))


def choices_page(at: AtPortal, typed: Typed | None = None, problems: Problems | None = None) -> Response:
    paces = get_paces(at.session, at.viewer.person_id)
    return at.page(
        "notices/choices.html",
        problems,
        choices=choices(list_concerning(at.session, at.viewer), paces, typed),
        fixed=list(fixed_words()),
        email=at.viewer.email,
        is_done=at.is_asked("done"),
    )


@get(UNSUBSCRIBE, **of_door())
def ask_to_unsubscribe(at: NamedDependency[AtDoor], proof: FromPath[str]) -> Response:
    return unsubscribing_page(at, proof, is_done=False)


@post(UNSUBSCRIBE, **of_door(), exclude_from_csrf=True)
def end_mails(at: NamedDependency[AtDoor], proof: FromPath[str]) -> Response:
    """From the page, or by one press in a mail program (RFC 8058), which has no token of a form."""
    person_id = person_behind(at.settings.secret, proof)
    if person_id and find_person(at.session, person_id):
        unsubscribe(at.session, person_id)
    return unsubscribing_page(at, proof, is_done=True)


def unsubscribing_page(at: AtDoor, proof: str, *, is_done: bool) -> Response:
    """An address that was not made here, or of somebody who is not here any more, ends nothing: 410."""
    person_id = person_behind(at.settings.secret, proof)
    email = find_person(at.session, person_id) if person_id else None
    if email is None:
        return page(at.request, "notices/unsubscribe.html", {"email": ""}, 410)
    return at.page("notices/unsubscribe.html", email=email, is_done=is_done, here=UNSUBSCRIBE(proof))


ROUTES: list[HTTPRouteHandler] = [
    show_notices,
    mark_read,
    ask_for_choices,
    choose,
    ask_to_unsubscribe,
    end_mails,
]
