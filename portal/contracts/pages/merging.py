"""Merge a partner that was entered by mistake into one that is known already: the manager chooses which, sees
what goes where, and says why."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.contracts.actions.merge_partner import CHOOSE, merge_partner
from portal.contracts.queries.merging import Keepable, ToMerge, find_to_merge, list_keepable
from portal.contracts.queries.setup import get_engagement_setup
from portal.standing.queries.alike import number_words
from portal.web.addresses import CHANGE_ENGAGEMENT, END_ENGAGEMENT, MERGE_PARTNER, REMOVE_PARTNER
from portal.web.at import AtEngagement, of_engagement
from portal.web.choices import options
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

NOTHING_TO_KEEP = "There is no partner into which it can be merged."


@get(MERGE_PARTNER, **of_engagement(Audience.MANAGER))
def ask_to_merge(at: NamedDependency[AtEngagement]) -> Response:
    typed = Typed({"into": [at.asked("into")]})
    return merging_page(at, typed, {"into": CHOOSE} if is_unknown(at, typed.first("into")) else None)


def is_unknown(at: AtEngagement, into: str) -> bool:
    """Whether the form was sent with nothing chosen, or with what is not offered."""
    if not at.is_asked("into") or at.place.has_joined:
        return False
    return into not in {str(each.organisation_id) for each in list_keepable(at.session, at.place)}


@post(MERGE_PARTNER, once=True, **of_engagement(Audience.MANAGER))
def merge(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        merge_partner(at.session, at.viewer, at.place, typed.first("into"), typed.first("words"))
        return at.in_contract.to_setup("merged")

    return at.try_to(act, lambda problems: merging_page(at, typed, problems))


def merging_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    keepable = () if at.place.has_joined else list_keepable(at.session, at.place)
    if problems and "into" in problems and not keepable:
        problems = {"": NOTHING_TO_KEEP}
    into = typed.first("into")
    merge = preview(at, keepable, into)
    return at.in_contract.setup_page(
        "contracts/merging.html",
        problems,
        engagement=at.place,
        agreed=get_engagement_setup(at.session, at.place) if merge else None,
        choices=options(
            {str(each.organisation_id): partner_words(each) for each in keepable}, into, "Choose one"
        ),
        is_empty=not keepable,
        merge=merge,
        end_href=END_ENGAGEMENT(at.place.engagement_id),
        remove_href=REMOVE_PARTNER(at.place.engagement_id),
        merge_href=MERGE_PARTNER(at.place.engagement_id),
        back=CHANGE_ENGAGEMENT(at.place.engagement_id),
        typed=typed,
    )


def preview(at: AtEngagement, keepable: tuple[Keepable, ...], into: str) -> ToMerge | None:
    """None as long as none of them is chosen."""
    chosen = (each for each in keepable if str(each.organisation_id) == into)
    return next((find_to_merge(at.session, at.place, each) for each in chosen), None)


def partner_words(each: Keepable) -> str:
    """Its name, its numbers where they are known, and where it works under the contract."""
    numbers = number_words(each.charity_number, each.company_number)
    return ", ".join(filter(None, (each.name, numbers, *each.areas)))


ROUTES: list[HTTPRouteHandler] = [ask_to_merge, merge]
