"""The lead's list of partners: search, filter, sort, page."""

import uuid
from collections import Counter
from collections.abc import Iterable

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.vocabulary import Level
from portal.access import Audience
from portal.findings.queries.counted import overdue_by_engagement
from portal.overview.pages.readiness import found_words
from portal.overview.presenters import partners as presenter
from portal.overview.presenters.here import here_view
from portal.overview.queries.here import find_here
from portal.overview.queries.overview import must_keys
from portal.overview.queries.partners import (
    A_PAGE,
    REQUIRED,
    SORTS,
    WITH,
    PartnerLine,
    Wanted,
    list_partners,
)
from portal.standing.queries.alike import tell_apart
from portal.standing.queries.called import former_names
from portal.standing.queries.in_force import get_checklist, keys_ahead
from portal.standing.queries.own_sent import count_own
from portal.web.addresses import PARTNERS
from portal.web.as_at import as_at_given
from portal.web.at import AtContract, of_contract
from portal.web.http import Response
from portal.web.pagination import page_number, pagination

LONGEST_NAME = 100


@get(PARTNERS, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_partners(at: NamedDependency[AtContract]) -> Response:
    as_at, wanted = at.as_at, read_wanted(at)
    found_here = find_here(at.session, at.place, as_at.when)
    found = list_partners(at.session, at.place, as_at.when, wanted, found_here.counted.engagements)
    former = names_found(at, wanted, found.lines)
    apart = tell_apart(at.session, {line.engagement_id: line.partner for line in found.lines})
    own = own_here(at, found.lines)
    overdue = overdue_by_engagement(at.session, at.place, at.today) if as_at.is_now else {}
    number = wanted.start // A_PAGE + 1
    when, filters = as_at_given(as_at), filters_of(wanted)
    path, given = PARTNERS(at.place.contract_id), {**when, **filters}
    here = here_view(found_here, at.place, found.total, as_at.on, when)
    is_narrowed = bool(wanted.name or wanted.level or wanted.having)
    return at.page(
        "overview/partners.html",
        tab="partners",
        as_at=as_at,
        hidden=filters,
        when=when,
        clear=PARTNERS(at.place.contract_id, **when),
        wanted=wanted,
        is_narrowed=is_narrowed,
        here=here,
        level_options=presenter.level_options(wanted.level or ""),
        having_options=presenter.having_options(wanted.having),
        headings=presenter.headings(path, given, wanted.sort),
        found=found_words(number, found.total, "" if is_narrowed else here.areas),
        lines=[
            presenter.partner(
                line,
                when,
                former.get(line.engagement_id, ""),
                overdue.get(line.engagement_id, 0),
                apart.get(line.engagement_id, ""),
                own[line.engagement_id],
            )
            for line in found.lines
        ],
        pagination=pagination(path, given, number, found.total),
    )


def own_here(at: AtContract, lines: Iterable[PartnerLine]) -> Counter[uuid.UUID]:
    """Of these partners, how much stands in the way on which a colleague of the viewer decides, as it is
    today."""
    ids = [line.engagement_id for line in lines if line.blockers_with_lead]
    if not ids or at.as_at.when.evening:
        return Counter()
    return count_own(at.session, at.viewer, ids, at.as_at.when)


def names_found(at: AtContract, wanted: Wanted, lines: Iterable[PartnerLine]) -> dict[uuid.UUID, str]:
    """Why a partner was found that is not called so now; on a past evening its name says so itself."""
    if not wanted.name or at.as_at.known:
        return {}
    return former_names(at.session, [line.engagement_id for line in lines], wanted.name)


def read_wanted(at: AtContract) -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    level, having, sort = at.asked("level"), at.asked("having"), at.asked("sort")
    return Wanted(
        name=at.asked("q").strip()[:LONGEST_NAME],
        level=Level(level) if level in set(Level) else None,
        having=having if having in WITH else "",
        sort=sort if sort in SORTS else "name",
        start=(page_number(at.asked("page")) - 1) * A_PAGE,
        waits=keys_ahead(at.session, at.place.contract_id, at.as_at.looked_on, at.as_at.known),
        musts=required_here(at) if having.startswith(REQUIRED) else frozenset(),
    )


def required_here(at: AtContract) -> frozenset[str]:
    return must_keys(get_checklist(at.session, at.place.contract_id, at.as_at.on, at.as_at.known))


def filters_of(wanted: Wanted) -> dict[str, str | None]:
    return {
        "q": wanted.name,
        "level": wanted.level,
        "having": wanted.having,
        "sort": wanted.sort if wanted.sort != "name" else None,
    }


ROUTES: list[HTTPRouteHandler] = [show_partners]
