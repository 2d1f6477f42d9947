"""Begin in mid-contract: carry over what the lead's own tracking sheet says is in order.

A manager comes with the sheet that she has kept until now, and does not want a first day that is all red.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.wanted import SPREADSHEET
from portal import clock
from portal.access import Audience
from portal.contracts.actions.import_tracked import carry_over, lock_all_engagements
from portal.contracts.presenters.tracked import done_words, plan_words, tracked_row
from portal.contracts.queries.tracking import (
    find_places,
    list_not_tracked,
    list_tracked,
    list_tracked_partners,
)
from portal.contracts.sheets.tracked import Planned, plan_tracked, read_tracked, tracked_columns
from portal.importing.actions.keep_sheet import TRACKING, keep_tracking_sheet
from portal.importing.pages import Content, Import, Read
from portal.importing.queries import SheetRead, get_tracking_sheet
from portal.importing.sheets.columns import Column
from portal.importing.sheets.tables import Table
from portal.web.addresses import CARRY_OVER, TRACKING_SHEET
from portal.web.at import AtContract, at_contract, of_contract
from portal.web.fields import Fields, Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files


class CarryingOver(Import[AtContract, Planned]):
    """Acceptances of a tracking sheet come into the contract, each until its last day."""

    asking, reading = CARRY_OVER, TRACKING_SHEET
    templates = ("contracts/carry_over.html", "contracts/carry_over_read.html", "contracts/carried_over.html")
    purpose = TRACKING
    one, many, of_rows, nobody = "row", "rows", "partner", "no partner"

    def place_id(self, at: AtContract) -> UUID:
        return at.place.contract_id

    def page(self, at: AtContract, template: str, problems: Problems | None, **context: object) -> Response:
        return at.setup_page(template, problems, **context)

    def questions(self, at: AtContract, typed: Typed) -> dict[str, object]:
        left = list_not_tracked(at.session, at.place, at.today)
        return {"columns": self.columns(at), "typed": typed, "not_tracked": left}

    def owner_id(self, at: AtContract) -> UUID:
        return at.place.lead_id

    def columns(self, at: AtContract) -> Sequence[Column]:
        return tracked_columns(list_tracked(at.session, at.place, at.today))

    def reader(self, at: AtContract) -> Read:
        tracked = list_tracked(at.session, at.place, at.today)
        partners, today = list_tracked_partners(at.session, at.viewer, at.place), at.today
        return lambda sheets, said: read_tracked(sheets, tracked, partners, today, said)

    def beside(self, at: AtContract, typed: Typed) -> Content:
        """The day by which every document is wanted. Raises CannotDo."""
        fields = Fields(typed)
        by = fields.day("by_on", "The day by which you want every document")
        if by and by < at.today:
            fields.problems["by_on"] = "The day by which you want every document cannot be over."
        fields.check()
        return {"by": by.isoformat() if by else ""}

    def keep(self, at: AtContract, file_name: str, content: Content) -> UUID:
        return keep_tracking_sheet(at.session, at.viewer, at.place, file_name, content)

    def find(self, at: AtContract, sheet_id: UUID) -> SheetRead:
        return get_tracking_sheet(at.session, at.place, sheet_id, clock.now())

    def lock(self, at: AtContract) -> None:
        lock_all_engagements(at.session, at.place)

    def plan(self, at: AtContract, content: Content, table: Table) -> Sequence[Planned]:
        tracked = list_tracked(at.session, at.place, at.today)
        partners = list_tracked_partners(at.session, at.viewer, at.place)
        ids = [each.engagement_id for each in partners]
        places = find_places(at.session, at.place, ids, at.today)
        return plan_tracked(table.right, tracked, partners, places, at.today, by_of(content))

    def is_change(self, planned: Planned) -> bool:
        return planned.is_change

    def plan_words(self, at: AtContract, planned: Sequence[Planned]) -> str:
        return plan_words(planned)

    def rows(self, at: AtContract, planned: Sequence[Planned]) -> dict[str, object]:
        return {"rows": [tracked_row(each) for each in planned]}

    def carry_out(self, at: AtContract, sheet_id: UUID, planned: Sequence[Planned]) -> None:
        carry_over(at.session, at.viewer, at.place, sheet_id, planned)

    def done_words(self, outcome: Mapping[str, int]) -> Sequence[str]:
        return done_words(outcome)


def by_of(content: Content) -> date | None:
    return date.fromisoformat(content["by"]) if content["by"] else None


CARRYING = CarryingOver()
FOR_MANAGERS = of_contract(Audience.MANAGER)


@get(CARRY_OVER, **FOR_MANAGERS)
def ask_for_sheet(at: NamedDependency[AtContract]) -> Response:
    return CARRYING.ask(at)


@post(CARRY_OVER, **takes_files(at_contract, Audience.MANAGER, wanted=SPREADSHEET))
def take_sheet(upload: NamedDependency[Upload[AtContract]]) -> Response:
    return CARRYING.take(upload)


@get(TRACKING_SHEET, **FOR_MANAGERS)
def show_sheet_read(at: NamedDependency[AtContract], sheet_id: FromPath[UUID]) -> Response:
    return CARRYING.show(at, sheet_id)


@post(TRACKING_SHEET, **FOR_MANAGERS)
def confirm_sheet_read(
    at: NamedDependency[AtContract], sheet_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    return CARRYING.confirm(at, sheet_id, typed)


ROUTES: list[HTTPRouteHandler] = [ask_for_sheet, take_sheet, show_sheet_read, confirm_sheet_read]
