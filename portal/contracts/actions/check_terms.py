"""What is agreed with a partner about its part in a contract, and what cannot be agreed."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.names import folded
from portal.acting.wording import check_length, one_line
from portal.contracts.sheets.columns import MOST_FUNDING
from portal.places.contracts import ContractPlace
from portal.records import Engagement


@dataclass(frozen=True, slots=True)
class Terms:
    """`funding` is whole pounds a year, None where it is not said."""

    area: str
    starts_on: date
    ends_on: date
    funding: int | None = None

    def tidied(self) -> "Terms":
        return replace(self, area=one_line(self.area))


def problems_of_terms(place: ContractPlace, terms: Terms) -> dict[str, str]:
    """By field."""
    problems = check_length(
        "area", terms.area, "Enter where the partner works, such as a town or a district."
    )
    if not place.starts_on <= terms.starts_on <= place.ends_on:
        problems["starts_on"] = "The first day must be one of the contract's."
    if terms.ends_on < terms.starts_on:
        problems["ends_on"] = "The last day cannot be before the first."
    elif terms.ends_on > place.ends_on:
        problems["ends_on"] = "The last day must be one of the contract's."
    if terms.funding is not None and not 0 <= terms.funding <= MOST_FUNDING:
        problems["funding"] = f"Enter whole pounds, up to £{MOST_FUNDING:,}."
    return problems


def is_taken(session: Session, contract_id: uuid.UUID, partner_id: uuid.UUID, area: str) -> bool:
    """Whether the partner has an engagement in that area of the contract, however it is typed."""
    query = sa.select(Engagement.area).where(
        Engagement.contract_id == contract_id, Engagement.partner_id == partner_id
    )
    return folded(area) in map(folded, session.scalars(query))
