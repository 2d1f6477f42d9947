"""Where somebody is on the day: a visit and one of its partners, as the lead's pages show them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.access import Audience
from portal.on_the_day.queries.sheets import SheetPlace, get_sheet_place
from portal.places.contracts import ContractPlace
from portal.web.addresses import CALENDAR, ON_THE_DAY, SHEET, VISIT
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import Crumb, contract_crumbs
from portal.words.labels import VISIT as KINDS
from portal.words.wording import day

FOR_THE_DESK = of_contract(Audience.REVIEWER, Audience.MANAGER)


@dataclass(frozen=True, slots=True)
class AtSheet:
    """Somebody of the lead on the sheet of a visit with one partner."""

    at: AtContract
    where: SheetPlace

    @property
    def address(self) -> str:
        return SHEET(self.at.place.contract_id, self.where.visit.visit_id, self.where.engagement_id)

    @property
    def place(self) -> ContractPlace:
        return self.at.place

    def frame(self) -> dict[str, Any]:
        where, contract_id = self.where, self.at.place.contract_id
        return {
            "tab": "calendar",
            "breadcrumbs": crumbs(self.at.place, where),
            "visit_title": visit_title(where),
            "partner_title": f"{where.partner}, {where.area}" if where.area else where.partner,
            "sheet_href": self.address,
            "visit_href": VISIT(contract_id, where.visit.visit_id),
            "others_href": ON_THE_DAY(contract_id, where.visit.visit_id),
            "is_to_come": self.at.today < where.visit.on_date,
        }


def at_sheet(at: AtContract, visit_id: UUID, engagement_id: UUID) -> AtSheet:
    """Raises NotHere where the visit is not with that partner."""
    return AtSheet(at, get_sheet_place(at.session, at.place, visit_id, engagement_id))


def visit_title(where: SheetPlace) -> str:
    return f"{KINDS[where.visit.kind]} on {day(where.visit.on_date)}"


def crumbs(place: ContractPlace, where: SheetPlace) -> list[Crumb]:
    calendar = {"text": "Calendar", "href": CALENDAR(place.contract_id)}
    visit = {"text": visit_title(where), "href": VISIT(place.contract_id, where.visit.visit_id)}
    return [*contract_crumbs(place, calendar), visit]
