"""What the demonstration's observation looked at: with one partner partly, with another signed off."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, Belonging, Viewer
from portal.demo.contract import OF_ONE
from portal.demo.setting import Setting
from portal.on_the_day.actions.sign_sheet import sign_sheet
from portal.on_the_day.actions.take_sample import take_by_choice, take_sample
from portal.on_the_day.actions.write_row import write_note, write_row
from portal.on_the_day.queries.pool import STRATA, find_pool
from portal.on_the_day.queries.sheets import SheetPlace, find_sheet, get_sheet_place
from portal.places.contracts import ContractPlace, get_contract_place
from portal.records import Engagement, Membership, Person, Visit, VisitKind

SIZES = {"in-order": 4, "not-in-order": 1, "staff": 2, "volunteers": 1}
SAID = (
    ("seen", ""),
    ("query", "The copy in the office is last year’s. Which one is in force?"),
    ("not-seen", "The cupboard was locked, and Nell Penhaligon has the key."),
)
OBSERVED = "A group of nine in the back room. Everybody had a name badge; the fire door was propped open."
GOOD = "The rota hangs where those who come can read it, with a photograph of each volunteer."


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who made the visit, and where."""

    session: Session
    viewer: Viewer
    place: ContractPlace
    where: SheetPlace

    def draw(self, seed: str) -> None:
        take_sample(self.session, self.viewer, self.place, self.where, SIZES, seed)
        pool = find_pool(self.session, self.place, self.where).keys
        on_it = {each.requirement_key for each in find_sheet(self.session, self.where).rows}
        left = [key for stratum in STRATA[:2] for key in pool[stratum] if key not in on_it]
        for key in left[:1]:
            take_by_choice(self.session, self.viewer, self.place, self.where, key)

    def look(self, *, at_all: bool) -> None:
        """At the first three rows, or at all of them."""
        for place, row in enumerate(find_sheet(self.session, self.where).rows):
            if at_all or place < len(SAID):
                result, note = SAID[place] if place < len(SAID) else SAID[0]
                write_row(self.session, self.viewer, self.place, self.where, row.row_id, result, note)
        for about, words in (("observation", OBSERVED), ("good-practice", GOOD)):
            write_note(self.session, self.viewer, self.place, self.where, about, words)


def add_looked_at(session: Session, setting: Setting, partly: uuid.UUID) -> None:
    """Each act commits. Signed off is that of a partner with somebody who signs in."""
    manager, signed = setting.manager, find_signed(session, setting)
    belongs = Belonging(manager.organisation_id, setting.lead, "manager")
    viewer = Viewer(manager.person_id, manager.name, "", (belongs,))
    place = get_contract_place(session, viewer, setting.contract_id, (Audience.MANAGER,))
    visit_id = session.scalars(
        sa.select(Visit.id).where(
            Visit.contract_id == setting.contract_id, Visit.kind == VisitKind.OBSERVATION.value
        )
    ).one()
    for engagement_id in dict.fromkeys(each for each in (partly, signed) if each):
        where = get_sheet_place(session, place, visit_id, engagement_id)
        visitor = Visitor(session, viewer, place, where)
        visitor.draw("11 23 29 31 42 49")
        visitor.look(at_all=engagement_id == signed)
        if engagement_id == signed:
            sign_sheet(session, viewer, place, where)


def find_signed(session: Session, setting: Setting) -> uuid.UUID | None:
    """The engagement of the partner whose member signs in; None in a smaller demonstration."""
    return session.scalar(
        sa.select(Engagement.id)
        .join(Membership, Membership.organisation_id == Engagement.partner_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == OF_ONE.email, Engagement.contract_id == setting.contract_id)
    )
