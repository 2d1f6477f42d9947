"""The set-up page of a contract: what is there, and what comes next."""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.vocabulary import FROM_THE_LEAD
from portal import clock
from portal.access import Audience
from portal.contracts.presenters import setup as presenter
from portal.contracts.queries.hub import Partners, count_partners, list_partners_page
from portal.invitations.queries.invitations import list_invited
from portal.invitations.queries.members import list_members
from portal.issued.presenters import issued as issued_presenter
from portal.issued.queries.issued import list_issued
from portal.standing.queries.alike import tell_apart
from portal.standing.queries.conditions import conditions_by_engagement, holding_on
from portal.standing.queries.in_force import get_checklist
from portal.visits.presenters.lines import visit_views
from portal.visits.queries.booked import list_visits
from portal.web.addresses import CONTRACT, SET_UP
from portal.web.at import AtContract, of_contract
from portal.web.http import Response
from portal.web.pagination import Paging, paging
from portal.words.wording import counting_areas

PARTNERS_A_PAGE = 20


@get(SET_UP, **of_contract(Audience.MANAGER))
def show_setup(at: NamedDependency[AtContract]) -> Response:
    place, base = at.place, CONTRACT(at.place.contract_id)
    total = count_partners(at.session, place)
    now, own = clock.now(), list_members(at.session, at.viewer, place.lead_id)
    people = list_invited(at.session, place, [place.lead_id, place.commissioner_id])
    visits = list_visits(at.session, place, at.today)
    checklist = get_checklist(at.session, place.contract_id, at.today)
    issued = list_issued(at.session, place)
    documents = [each for each in checklist.requirements if each.kind in FROM_THE_LEAD]
    issues = [issued_presenter.issue(each, issued, base) for each in documents]
    partners, asked = partners_shown(at, total)
    return at.page(
        "contracts/show.html",
        tab="set-up",
        base=base,
        done=presenter.DONE.get(at.asked("done"), ""),
        checklist=checklist.title,
        asked=len(checklist.requirements),
        steps=presenter.steps(place.contract_id, total.engagements, asked, issues, len(visits)),
        people=[
            *(presenter.member(each, place.lead, place.lead_id) for each in own),
            *(presenter.person(line, now) for line in people),
        ],
        visits=visit_views(visits, place.contract_id, at.today),
        issues=issues,
        **partners,
    )


def partners_shown(at: AtContract, total: Partners) -> tuple[dict[str, object], int]:
    """The partners of the page that is asked for, and how many of them somebody was invited for."""
    here = paging(at.asked("page"), total.engagements, PARTNERS_A_PAGE)
    lines = list_partners_page(at.session, at.place, here.start, PARTNERS_A_PAGE)
    conditions = conditions_by_engagement(at.session, [line.engagement_id for line in lines])
    apart = tell_apart(at.session, {line.engagement_id: line.partner for line in lines})
    shown: dict[str, object] = {
        "partners": [
            presenter.partner(
                line,
                holding_on(conditions[line.engagement_id], at.today),
                apart.get(line.engagement_id, ""),
            )
            for line in lines
        ],
        "found": found_words(here, total),
        "pagination": here.links(at.request.url.path),
    }
    return shown, sum(line.has_joined or line.invited > 0 for line in lines)


def found_words(here: Paging, total: Partners) -> str:
    """How much of how much is shown: of areas, where partners work in several."""
    if total.organisations == total.engagements:
        return here.words("partner")
    areas = counting_areas(total.organisations, total.engagements)
    shown = here.words("partner or area", "partners or areas")
    return areas if here.total <= here.at_once else f"{shown} ({areas})"


ROUTES: list[HTTPRouteHandler] = [show_setup]
