"""The lead's list of partners: search, filter, sort, page."""

from litestar import get
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from checklists.vocabulary import Level
from portal.access import Audience
from portal.overview.presenters import partners as presenter
from portal.overview.queries.partners import AT_ONCE, SORTS, WITH, Wanted
from portal.overview.queries.readiness import list_found
from portal.places.contracts import ContractPlace
from portal.web.as_at import as_at_given
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.pagination import page_number, pagination, query_of, shown_words
from portal.web.rendering import page

LONGEST_NAME = 100


@get(
    "/contracts/{contract_id:uuid}/partners",
    guards=[Admits(Audience.REVIEWER, Audience.MANAGER)],
    sync_to_thread=True,
)
def show_partners(
    request: Request,
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    wanted = read_wanted(request)
    found = list_found(session, contract_place, as_at.on, as_at.known, wanted)
    number = wanted.start // AT_ONCE + 1
    when = as_at_given(as_at)
    given = {**when, **filters_of(wanted)}
    path = request.url.path
    return page(
        request,
        "overview/partners.html",
        {
            "place": contract_place,
            "tab": "partners",
            "breadcrumbs": contract_crumbs(contract_place),
            "as_at": as_at,
            "hidden": filters_of(wanted),
            "when": when,
            "clear": path + query_of(when),
            "wanted": wanted,
            "is_narrowed": bool(wanted.name or wanted.level or wanted.having),
            "level_options": presenter.level_options(wanted.level or ""),
            "having_options": presenter.options(presenter.HAVING, wanted.having, "Anything"),
            "headings": presenter.headings(path, given, wanted.sort),
            "found": shown_words(number, found.total, "partner"),
            "lines": [presenter.partner(line, query_of(when)) for line in found.lines],
            "pagination": pagination(path, given, number, found.total),
        },
    )


def read_wanted(request: Request) -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    asked = request.query_params
    level, having, sort = asked.get("level"), asked.get("having", ""), asked.get("sort", "name")
    return Wanted(
        name=asked.get("q", "").strip()[:LONGEST_NAME],
        level=Level(level) if level in set(Level) else None,
        having=having if having in WITH else "",
        sort=sort if sort in SORTS else "name",
        start=(page_number(asked.get("page")) - 1) * AT_ONCE,
    )


def filters_of(wanted: Wanted) -> dict[str, str | None]:
    return {
        "q": wanted.name,
        "level": wanted.level,
        "having": wanted.having,
        "sort": wanted.sort if wanted.sort != "name" else None,
    }


ROUTES = [show_partners]
