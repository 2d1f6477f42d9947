"""What partners of a contract told, open first. The council reads what was shared with it, and no more."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.occurrences.presenters.told import (
    chosen,
    closed_words,
    council_row,
    facts,
    filters,
    forwarding_words,
    row_of,
    telling_words,
)
from portal.occurrences.queries.nameless import without_named
from portal.occurrences.queries.occurrences import get_shared, list_closed, list_open, list_shared
from portal.web.addresses import CONTRACT_OCCURRENCES, SHARED_OCCURRENCE
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response

CLOSED_SHOWN = 50


@get(CONTRACT_OCCURRENCES, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_contract(at: NamedDependency[AtContract]) -> Response:
    if Audience.REVIEWER not in at.place.audiences:
        return show_council(at)
    council, today = at.place.commissioner, at.today
    lines = list_open(at.session, at.place)
    found = list_closed(at.session, at.place, CLOSED_SHOWN + 1)
    closed = found[:CLOSED_SHOWN]
    kind, partner = at.asked("kind"), at.asked("partner")
    kinds, partners = filters((*lines, *closed), kind, partner)
    shown = chosen(lines, kinds.chosen, partners.chosen)
    rows = [row_of(each, today, council=council, is_lead=True) for each in shown]
    done = chosen(closed, kinds.chosen, partners.chosen)
    return at.page(
        "occurrences/contract.html",
        tab="occurrences",
        rows=sorted(rows, key=lambda each: not each.is_late),
        closed=[row_of(each, today, council=council, is_lead=True) for each in done],
        only=CLOSED_SHOWN if found != closed else 0,
        late=sum(each.is_late for each in rows),
        kinds=kinds,
        partners=partners,
        is_any=bool(lines or closed),
    )


def show_council(at: AtContract) -> Response:
    lines = list_shared(at.session, at.place)
    return at.page(
        "occurrences/shared_list.html",
        tab="occurrences",
        rows=[council_row(each, at.today, at.place.commissioner) for each in lines],
    )


@get(SHARED_OCCURRENCE, **of_contract(Audience.COMMISSIONER))
def show_shared(at: NamedDependency[AtContract], occurrence_id: FromPath[UUID]) -> Response:
    place = at.place
    line = without_named(at.session, get_shared(at.session, place, occurrence_id))
    way = {"text": "What happened", "href": CONTRACT_OCCURRENCES(place.contract_id)}
    return at.page(
        "occurrences/shared.html",
        tab="occurrences",
        line=line,
        event=line.event,
        facts=facts(line, line.now, of_council=True),
        telling=telling_words(line, at.today),
        forwarding=forwarding_words(line, at.today, place.commissioner),
        closed=closed_words(line),
        breadcrumbs=contract_crumbs(place, way),
    )


ROUTES: list[HTTPRouteHandler] = [show_contract, show_shared]
