"""Who did what when.

A manager comes with a question about something that happened: who accepted that, when was it sent, who has
seen this file. Or wants all of it as a spreadsheet for somebody else.
"""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.spreadsheet_writing import Written, write_workbook
from portal.access import Audience
from portal.history.actions.note_history import note_history
from portal.history.forms.history import Asked, read_asked
from portal.history.presenters.events import HEADINGS, event_view, group_labels, sheet_rows
from portal.history.queries.events import (
    A_PAGE,
    Counted,
    Newest,
    count_events,
    events_of_contract,
    events_of_organisation,
    list_events,
    newest_events,
)
from portal.history.queries.names_left import list_names_left
from portal.history.queries.seen import list_seen
from portal.history.queries.titles import contracts_of, titles_of
from portal.web.addresses import (
    CONTRACT_HISTORY,
    CONTRACT_HISTORY_SHEET,
    FILE_SEEN,
    KEEPING,
    NAMES_LEFT,
    ORGANISATION,
    ORGANISATION_HISTORY,
    ORGANISATION_HISTORY_SHEET,
)
from portal.web.at import AtContract, AtOrganisation, AtPortal, GoTo, of_contract, of_organisation, of_portal
from portal.web.choices import options
from portal.web.downloads import download
from portal.web.http import Response
from portal.web.opening import record_look
from portal.web.pagination import Paging, pagination, paging

OF_MANAGERS = of_contract(Audience.MANAGER)
OF_OWN = of_organisation(Audience.OWN)


@get(CONTRACT_HISTORY, **OF_MANAGERS)
def show_contract(at: NamedDependency[AtContract]) -> Response:
    asked, contract_id = read_asked(at.asked), at.place.contract_id
    those = events_of_contract(at.place)
    counted = count_events(at.session, those, asked.wanted)
    its = paging(at.asked("page"), counted.number, A_PAGE)
    lines = list_events(at.session, those, asked.wanted, its.start)
    titles = titles_of(at.session, [contract_id])
    return at.page(
        "history/contract.html",
        tab="history",
        sheet=CONTRACT_HISTORY_SHEET(contract_id, **asked.given),
        keeping=KEEPING(contract_id),
        lines=[event_view(line, titles, with_contract=False) for line in lines],
        **shown(CONTRACT_HISTORY(contract_id), asked, its, counted, titles),
    )


@get(CONTRACT_HISTORY_SHEET, **OF_MANAGERS)
def give_contract(at: NamedDependency[AtContract]) -> Response:
    asked, contract_id = read_asked(at.asked), at.place.contract_id
    found = newest_events(at.session, events_of_contract(at.place), asked.wanted)
    content = sheet(found, titles_of(at.session, [contract_id]))
    record_look(at, lambda session: note_history(session, at.viewer, asked.given, contract_id=contract_id))
    return download(content, "xlsx", f"history-{at.place.reference}-{at.today.isoformat()}")


@get(ORGANISATION_HISTORY, **OF_OWN)
def show_organisation(at: NamedDependency[AtOrganisation]) -> Response:
    require_manager(at)
    asked, organisation_id = read_asked(at.asked), at.place.organisation_id
    those = events_of_organisation(at.session, at.place)
    counted = count_events(at.session, those, asked.wanted)
    its = paging(at.asked("page"), counted.number, A_PAGE)
    lines = list_events(at.session, those, asked.wanted, its.start)
    contracts = contracts_of(at.session, at.place)
    titles = titles_of(at.session, contracts)
    labels = {str(contract_id): title for contract_id, title in contracts.items()}
    return at.page(
        "history/organisation.html",
        tab="history",
        sheet=ORGANISATION_HISTORY_SHEET(organisation_id, **asked.given),
        names_left=list_names_left(at.session, at.place),
        names_href=NAMES_LEFT(organisation_id),
        lines=[event_view(line, titles, with_contract=True) for line in lines],
        contracts=options(labels, asked.given.get("contract", ""), "All contracts"),
        **shown(ORGANISATION_HISTORY(organisation_id), asked, its, counted, titles),
    )


@get(ORGANISATION_HISTORY_SHEET, **OF_OWN)
def give_organisation(at: NamedDependency[AtOrganisation]) -> Response:
    require_manager(at)
    asked, organisation_id = read_asked(at.asked), at.place.organisation_id
    found = newest_events(at.session, events_of_organisation(at.session, at.place), asked.wanted)
    content = sheet(found, titles_of(at.session, contracts_of(at.session, at.place)))
    record_look(
        at, lambda session: note_history(session, at.viewer, asked.given, organisation_id=organisation_id)
    )
    return download(content, "xlsx", f"history-{at.today.isoformat()}")


def require_manager(at: AtOrganisation) -> None:
    """The organisation's other people are led to what is known of it."""
    if at.place.organisation_id not in at.viewer.with_role("manager"):
        raise GoTo(ORGANISATION(at.place.organisation_id))


def shown(
    path: str, asked: Asked, its: Paging, counted: Counted, titles: dict[str, str]
) -> dict[str, object]:
    given = asked.given
    return {
        "asked": given,
        "clear": path,
        "found": its.words("thing that happened", "things that happened", is_more=counted.is_more),
        "most": counted.number if counted.is_more else 0,
        "kinds": options(group_labels(), given.get("what", ""), "Everything"),
        "requirements": options(titles, given.get("requirement", ""), "All requirements"),
        "pagination": pagination(path, given, its.number, its.total),
    }


def sheet(found: Newest, titles: dict[str, str]) -> bytes:
    rows = sheet_rows(found.lines, titles, is_more=found.is_more)
    return write_workbook([Written("History", HEADINGS, rows)])


@get(FILE_SEEN, **of_portal(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER))
def show_seen(at: NamedDependency[AtPortal], file_id: FromPath[UUID]) -> Response:
    seen = list_seen(at.session, at.viewer, file_id)
    lines = [event_view(line, {}, with_contract=True) for line in seen.lines]
    return at.page("history/seen.html", file=seen, lines=lines)


ROUTES: list[HTTPRouteHandler] = [
    show_contract,
    give_contract,
    show_organisation,
    give_organisation,
    show_seen,
]
