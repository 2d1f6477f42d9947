"""Bring delivery partners in from a spreadsheet, with what is agreed with each and who acts for it.

A manager comes with the list that a new contract begins with, and does not want to type it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from anyio import to_thread
from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.vocabulary import Condition
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.sheets.columns import partner_columns
from portal.contracts.sheets.partners import Parties, read_partners
from portal.database import Database
from portal.importing.actions.proposals import keep_partners_read
from portal.importing.pages import read_received, receive_spreadsheet, table_of
from portal.importing.sheets.kept import as_data
from portal.importing.sheets.tables import Table
from portal.importing.sheets.template import template
from portal.places.contracts import ContractPlace, get_contract_place
from portal.settings import Settings
from portal.standing.queries.conditions import list_used_conditions
from portal.web.downloads import download
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.receiving import Received
from portal.web.setup_frame import form_page
from portal.words.wording import size

PATH = "/contracts/{contract_id:uuid}/partners/import"
MANAGER = [Admits(Audience.MANAGER)]


@dataclass(frozen=True, slots=True)
class Asked:
    place: ContractPlace
    used: Sequence[Condition]

    @property
    def parties(self) -> Parties:
        place = self.place
        return Parties(place.starts_on, place.ends_on, place.lead, place.commissioner)


@get("/contracts/{contract_id:uuid}/partners/template.xlsx", guards=MANAGER, sync_to_thread=True)
def give_partners_template(
    session: NamedDependency[Session], contract_place: NamedDependency[ContractPlace]
) -> Response:
    columns = partner_columns(list_used_conditions(session, contract_place))
    return download(template(columns, "Partners"), "xlsx", "partners-template")


@get(PATH, guards=MANAGER, sync_to_thread=True)
def ask_for_partners(
    request: Request,
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
    settings: NamedDependency[Settings],
) -> Response:
    asked = Asked(contract_place, list_used_conditions(session, contract_place))
    return import_page(request, settings, asked, {})


@post(PATH, guards=MANAGER, exclude_from_csrf=True, request_max_body_size=None)
async def take_partners(
    request: Request,
    viewer: NamedDependency[Viewer],
    database: NamedDependency[Database],
    settings: NamedDependency[Settings],
    contract_id: FromPath[UUID],
) -> Response:
    """Nothing is saved but what was read, until it is confirmed."""
    asked = await to_thread.run_sync(look_up, database, viewer, contract_id)
    received = await receive_spreadsheet(request, settings)
    return await to_thread.run_sync(keep_what_was_read, request, settings, database, viewer, asked, received)


def look_up(database: Database, viewer: Viewer, contract_id: UUID) -> Asked:
    with database.reading() as session:
        place = get_contract_place(session, viewer, contract_id, [Audience.MANAGER])
        return Asked(place, list_used_conditions(session, place))


def keep_what_was_read(
    request: Request,
    settings: Settings,
    database: Database,
    viewer: Viewer,
    asked: Asked,
    received: Received,
) -> Response:
    try:
        file_name, table = read(asked, received)
    except CannotDo as refused:
        return import_page(request, settings, asked, refused.problems)
    with database.writing() as session:
        proposal_id = keep_partners_read(session, viewer, asked.place, file_name, as_data(table))
    return Redirect(f"{address(asked.place)}/{proposal_id}", status_code=303)


def read(asked: Asked, received: Received) -> tuple[str, Table]:
    """The file's name and what it says. Raises CannotDo."""
    file_name, sheets = read_received(received)
    return file_name, table_of(
        sheets, lambda sheets: read_partners(sheets, asked.used, asked.parties), "no partner"
    )


def import_page(request: Request, settings: Settings, asked: Asked, problems: dict[str, str]) -> Response:
    context = {
        "columns": partner_columns(asked.used),
        "base": address(asked.place),
        "limit": size(settings.upload_limit),
    }
    return form_page(request, "contracts/partners.html", asked.place, problems, context)


def address(place: ContractPlace) -> str:
    return f"/contracts/{place.contract_id}/partners/import"


ROUTES: list[HTTPRouteHandler] = [give_partners_template, ask_for_partners, take_partners]
