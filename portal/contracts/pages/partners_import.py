"""Bring delivery partners in from a spreadsheet, with what is agreed with each and who acts for it.

A manager comes with the list that a new contract begins with, and does not want to type it again.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.calendar import Span
from evidence.wanted import SPREADSHEET
from portal import clock
from portal.access import Audience
from portal.contracts.actions.import_partners import import_partners, lock_known_partners
from portal.contracts.presenters.partners_import import done_words, odd_words, partner_row, plan_words
from portal.contracts.queries.named import list_known_partners
from portal.contracts.sheets.columns import partner_columns
from portal.contracts.sheets.partners import Parties, Planned, plan_partners, read_partners
from portal.importing.actions.keep_sheet import PARTNERS as PURPOSE
from portal.importing.actions.keep_sheet import keep_partners_sheet
from portal.importing.pages import Content, Import, Read
from portal.importing.queries import SheetRead, get_partners_sheet
from portal.importing.sheets.columns import Column
from portal.importing.sheets.tables import Table
from portal.importing.sheets.template import template as empty_workbook
from portal.standing.queries.conditions import list_used_conditions
from portal.web.addresses import IMPORT_PARTNERS, IMPORTED_PARTNERS, PARTNERS_TEMPLATE
from portal.web.at import AtContract, at_contract, of_contract
from portal.web.downloads import download
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files


class PartnersImport(Import[AtContract, Planned]):
    """Partners of a file come into the contract, and their contacts into the partners' organisations."""

    asking, reading = IMPORT_PARTNERS, IMPORTED_PARTNERS
    templates = ("contracts/partners.html", "contracts/partners_read.html", "contracts/partners_done.html")
    purpose = PURPOSE
    one, many, of_rows, nobody = "row", "rows", "partner", "no partner"

    def place_id(self, at: AtContract) -> UUID:
        return at.place.contract_id

    def page(self, at: AtContract, template: str, problems: Problems | None, **context: object) -> Response:
        return at.setup_page(template, problems, **context)

    def questions(self, at: AtContract, typed: Typed) -> dict[str, object]:
        return {"columns": self.columns(at)}

    def owner_id(self, at: AtContract) -> UUID:
        return at.place.lead_id

    def columns(self, at: AtContract) -> Sequence[Column]:
        return partner_columns(list_used_conditions(at.session, at.place))

    def reader(self, at: AtContract) -> Read:
        used, place, today = list_used_conditions(at.session, at.place), at.place, at.today
        parties = Parties(place.starts_on, place.ends_on, place.lead, place.commissioner)
        known = list_known_partners(at.session, at.place)
        return lambda sheets, said: read_partners(sheets, used, parties, today, said, known)

    def keep(self, at: AtContract, file_name: str, content: Content) -> UUID:
        return keep_partners_sheet(at.session, at.viewer, at.place, file_name, content)

    def find(self, at: AtContract, sheet_id: UUID) -> SheetRead:
        return get_partners_sheet(at.session, at.place, sheet_id, clock.now())

    def lock(self, at: AtContract) -> None:
        lock_known_partners(at.session, at.place)

    def plan(self, at: AtContract, content: Content, table: Table) -> Sequence[Planned]:
        return plan_partners(table.right, list_known_partners(at.session, at.place))

    def is_change(self, planned: Planned) -> bool:
        return planned.is_change

    def plan_words(self, at: AtContract, planned: Sequence[Planned]) -> str:
        return " ".join(filter(None, (plan_words(planned), odd_words(planned, days_of(at), at.today))))

    def rows(self, at: AtContract, planned: Sequence[Planned]) -> dict[str, object]:
        return {"rows": [partner_row(each, days_of(at), at.today) for each in planned]}

    def carry_out(self, at: AtContract, sheet_id: UUID, planned: Sequence[Planned]) -> None:
        import_partners(at.session, at.viewer, at.place, sheet_id, planned)

    def done_words(self, outcome: Mapping[str, int]) -> Sequence[str]:
        return done_words(outcome)


def days_of(at: AtContract) -> Span:
    return Span(at.place.starts_on, at.place.ends_on)


PARTNERS = PartnersImport()
FOR_MANAGERS = of_contract(Audience.MANAGER)


@get(PARTNERS_TEMPLATE, **FOR_MANAGERS)
def give_partners_template(at: NamedDependency[AtContract]) -> Response:
    columns = partner_columns(list_used_conditions(at.session, at.place))
    return download(empty_workbook(columns, "Partners"), "xlsx", "partners-template")


@get(IMPORT_PARTNERS, **FOR_MANAGERS)
def ask_for_partners(at: NamedDependency[AtContract]) -> Response:
    return PARTNERS.ask(at)


@post(IMPORT_PARTNERS, **takes_files(at_contract, Audience.MANAGER, wanted=SPREADSHEET))
def take_partners(upload: NamedDependency[Upload[AtContract]]) -> Response:
    return PARTNERS.take(upload)


@get(IMPORTED_PARTNERS, **FOR_MANAGERS)
def show_partners_read(at: NamedDependency[AtContract], sheet_id: FromPath[UUID]) -> Response:
    return PARTNERS.show(at, sheet_id)


@post(IMPORTED_PARTNERS, **FOR_MANAGERS)
def confirm_partners_read(
    at: NamedDependency[AtContract], sheet_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    return PARTNERS.confirm(at, sheet_id, typed)


ROUTES: list[HTTPRouteHandler] = [
    give_partners_template,
    ask_for_partners,
    take_partners,
    show_partners_read,
    confirm_partners_read,
]
