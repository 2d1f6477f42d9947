"""Where somebody who has left may still be named.

A manager comes because the portal has forgotten somebody and is not sure of what is left: the same name may
be another's, and a first name alone may be anybody's.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.history.actions.settle_name import settle_name
from portal.history.pages.history import require_manager
from portal.history.presenters.names import left_view
from portal.history.queries.names_left import get_name_left, list_names_left
from portal.web.addresses import NAME_LEFT, NAMES_LEFT
from portal.web.at import AtOrganisation, of_organisation
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

OF_OWN = of_organisation(Audience.OWN)


@get(NAMES_LEFT, **OF_OWN)
def show_names(at: NamedDependency[AtOrganisation]) -> Response:
    require_manager(at)
    return names_page(at)


@post(NAME_LEFT, **OF_OWN)
def settle(
    at: NamedDependency[AtOrganisation], left_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    require_manager(at)
    field = f"words-{left_id}"
    get_name_left(at.session, at.place, left_id)

    def act() -> Response:
        settle_name(at.session, at.viewer, at.place, left_id, typed.first(field))
        return at.go(NAMES_LEFT(at.place.organisation_id, done="yes"))

    def otherwise(problems: Problems) -> Response:
        """There may be many on the page: what stands in the way is said at this one."""
        named = {field if each == "words" else each: words for each, words in problems.items()}
        return names_page(at, named, typed)

    return at.try_to(act, otherwise)


def names_page(at: AtOrganisation, problems: Problems | None = None, typed: Typed | None = None) -> Response:
    left = list_names_left(at.session, at.place)
    views = [left_view(at.place.organisation_id, each) for each in left.places]
    return at.page(
        "history/names.html",
        problems,
        tab="history",
        left=views,
        is_more=left.is_more,
        typed=typed or Typed({}),
        is_done=bool(at.asked("done")),
    )


ROUTES: list[HTTPRouteHandler] = [show_names, settle]
