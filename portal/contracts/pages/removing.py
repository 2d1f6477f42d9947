"""Remove a partner that was added by mistake. A manager sees what goes, or why it has to stay."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.contracts.actions.remove_partner import remove_partner
from portal.contracts.queries.removing import find_to_remove
from portal.web.addresses import CHANGE_ENGAGEMENT, END_ENGAGEMENT, MERGE_PARTNER, REMOVE_PARTNER
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(REMOVE_PARTNER, **of_engagement(Audience.MANAGER))
def ask_to_remove(at: NamedDependency[AtEngagement]) -> Response:
    return removing_page(at, Typed())


@post(REMOVE_PARTNER, once=True, **of_engagement(Audience.MANAGER))
def remove(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        remove_partner(at.session, at.viewer, at.place, typed.first("words"))
        return at.in_contract.to_setup("removed")

    return at.try_to(act, lambda problems: removing_page(at, typed, problems))


def removing_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    return at.in_contract.setup_page(
        "contracts/removing.html",
        problems,
        engagement=at.place,
        found=find_to_remove(at.session, at.place),
        end_href=END_ENGAGEMENT(at.place.engagement_id),
        merge_href=MERGE_PARTNER(at.place.engagement_id),
        back=CHANGE_ENGAGEMENT(at.place.engagement_id),
        typed=typed,
    )


ROUTES: list[HTTPRouteHandler] = [ask_to_remove, remove]
