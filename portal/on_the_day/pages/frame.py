"""Where somebody is on the day: a visit and one of its partners, as the lead's pages show them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.on_the_day.queries.sheets import SheetPlace, get_sheet_place
from portal.places.contracts import ContractPlace
from portal.web.addresses import CALENDAR, ON_THE_DAY, SHEET, VISIT
from portal.web.at import AtContract, at_contract, family, gap, of_contract
from portal.web.crumbs import Crumb, contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.http import Request
from portal.words.labels import VISIT as KINDS
from portal.words.wording import day

FOR_THE_DESK = of_contract(Audience.REVIEWER, Audience.MANAGER)


@dataclass(frozen=True)
class AtSheet(AtContract):
    """Somebody of the lead on the sheet of a visit with one partner."""

    where: SheetPlace

    @property
    def own(self) -> tuple[UUID, UUID, UUID]:
        """What stands in the gaps of its addresses."""
        return self.place.contract_id, self.where.visit.visit_id, self.where.engagement_id

    @property
    def address(self) -> str:
        return SHEET(*self.own)

    def frame(self) -> dict[str, object]:
        where, contract_id = self.where, self.place.contract_id
        return {
            **AtContract.frame(self),
            "tab": "calendar",
            "breadcrumbs": crumbs(self.place, where),
            "visit_title": visit_title(where),
            "partner_title": f"{where.partner}, {where.area}" if where.area else where.partner,
            "sheet_href": self.address,
            "visit_href": VISIT(contract_id, where.visit.visit_id),
            "others_href": ON_THE_DAY(contract_id, where.visit.visit_id),
            "is_to_come": self.today < where.visit.on_date,
        }


def at_sheet(at: AtContract, visit_id: UUID, engagement_id: UUID) -> AtSheet:
    """Raises NotHere where the visit is not with that partner."""
    where = get_sheet_place(at.session, at.place, visit_id, engagement_id)
    return AtSheet(at.request, at.session, at.viewer, at.as_at, at.place, where)


def enter_sheet(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtSheet:
    at = at_contract(request, session, viewer, as_at)
    return at_sheet(at, gap(request, "visit_id"), gap(request, "engagement_id"))


OF_SHEET = family(enter_sheet, Audience.REVIEWER, Audience.MANAGER)


def visit_title(where: SheetPlace) -> str:
    return f"{KINDS[where.visit.kind]} on {day(where.visit.on_date)}"


def crumbs(place: ContractPlace, where: SheetPlace) -> list[Crumb]:
    calendar = {"text": "Calendar", "href": CALENDAR(place.contract_id)}
    visit = {"text": visit_title(where), "href": VISIT(place.contract_id, where.visit.visit_id)}
    return [*contract_crumbs(place, calendar), visit]
