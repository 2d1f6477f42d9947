"""The set-up page of a contract: what is there, and what comes next."""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.vocabulary import Kind
from portal import clock
from portal.access import Audience
from portal.contracts.presenters import setup as presenter
from portal.contracts.queries.hub import count_partners, list_invited, list_partners_page
from portal.issued.presenters import issued as issued_presenter
from portal.issued.queries.issued import list_issued
from portal.places.contracts import ContractPlace
from portal.standing.queries.conditions import conditions_by_engagement, holding_on
from portal.standing.queries.in_force import get_checklist
from portal.visits import presenters as visits_presenter
from portal.visits.queries import list_visits
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.pagination import page_number, pagination, shown_words
from portal.web.rendering import page

AT_ONCE = 20


@get("/contracts/{contract_id:uuid}/set-up", guards=[Admits(Audience.MANAGER)], sync_to_thread=True)
def show_setup(
    request: Request,
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    place, base = contract_place, f"/contracts/{contract_place.contract_id}"
    total = count_partners(session, place)
    number = page_number(request.query_params.get("page"), total, AT_ONCE)
    partners = list_partners_page(session, place, (number - 1) * AT_ONCE, AT_ONCE)
    conditions = conditions_by_engagement(session, [line.engagement_id for line in partners])
    people = list_invited(session, place, place.lead_id, place.commissioner_id)
    visits = list_visits(session, place, as_at.today)
    checklist = get_checklist(session, place.contract_id, as_at.today)
    issued = list_issued(session, place)
    documents = [each for each in checklist.requirements if each.kind is Kind.ISSUED]
    issues = [issued_presenter.issue(each, issued, base) for each in documents]
    invited = sum(line.members for line in partners)
    return page(
        request,
        "contracts/show.html",
        {
            "place": place,
            "tab": "set-up",
            "breadcrumbs": contract_crumbs(place),
            "base": base,
            "done": presenter.DONE.get(request.query_params.get("done", ""), ""),
            "checklist": checklist.title,
            "asked": len(checklist.requirements),
            "steps": presenter.steps(base, total, invited, issues, len(visits)),
            "partners": [
                presenter.partner(line, holding_on(conditions[line.engagement_id], as_at.today))
                for line in partners
            ],
            "found": shown_words(number, total, "partner", AT_ONCE),
            "pagination": pagination(request.url.path, {}, number, total, AT_ONCE),
            "people": [presenter.person(line, clock.now()) for line in people],
            "visits": [visits_presenter.visit(line, place.contract_id) for line in visits],
            "issues": issues,
        },
    )


ROUTES: list[HTTPRouteHandler] = [show_setup]
