"""What happens in a year to people, visits and what the lead issues."""

import uuid
from collections.abc import Callable
from datetime import date

import sqlalchemy as sa

from portal import clock
from portal.files.actions.keep_file import KeptFile
from portal.issued.actions.acknowledge_issued import acknowledge_issued
from portal.issued.actions.issue_document import issue_document
from portal.notices.actions.name_contacts import name_contacts
from portal.notices.queries.contacts import PLACES, NamedContact
from portal.records import Membership
from portal.register.actions.note_renewal import note_renewal
from portal.register.actions.record_leaving import record_leaving
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from tests.actions.year_diary import FROM_LEAD
from tests.actions.year_terms import TermsStory
from tests.actions.year_world import CHECKS, hire, place_of


class YearStory(TermsStory):
    """All that happens."""

    def happen(self, times: int) -> None:
        for _ in range(times):
            self.draw.choice(self.acts())()

    def acts(self) -> list[Callable[[], None]]:
        return [
            *[self.sends] * 9,
            *[self.decides] * 10,
            *[self.checks] * 5,
            self.waives,
            self.holds,
            self.goes_on,
            self.changes_days,
            self.ends,
            self.undoes,
            self.hires,
            self.leaves,
            self.applies,
            self.quits,
            self.names,
            self.books,
            self.cancels,
            self.corrects,
            self.acknowledges,
        ]

    def hires(self) -> None:
        deal, today = self.some_deal(), clock.today()
        from_on = min(today + self.days(-3, 40), deal.ends_on)
        self.hired += 1
        issued_on = today - self.days(0, 1000) if self.draw.random() < 0.8 else None
        hire(self.year, deal, from_on, f"New Worker {self.hired}", issued_on)

    def leaves(self) -> None:
        """Somebody of a register on which there is somebody else."""
        today, deal = clock.today(), self.some_deal()
        there = [
            (worker, thing)
            for (key, worker), thing in deal.things.items()
            if key == CHECKS and thing.asked_from <= today <= thing.asked_until
        ]
        if len(there) < 2:
            return
        worker, thing = self.draw.choice(there[1:])
        by = self.year.partner_of(deal)
        with self.year.database.writing() as session:
            record_leaving(session, by, place_of(session, deal, by), uuid.UUID(worker), today)
        thing.asked_until, thing.walked = today, date.min

    def applies(self) -> None:
        for deal, _, worker, thing in self.some_thing(
            lambda key, thing: key == CHECKS and thing.asked_until == date.max
        ):
            by = self.year.partner_of(deal)
            with self.year.database.writing() as session:
                place = place_of(session, deal, by)
                note_renewal(session, by, place, uuid.UUID(worker), clock.today())
            thing.applied = True

    def quits(self) -> None:
        """A member leaves a partner in which there is somebody else."""
        deal = self.some_deal()
        staff = self.year.diary.people[deal.partner]
        if len(staff) < 2:
            return
        who = self.draw.choice(sorted(staff, key=lambda each: self.year.viewers[each].email))
        with self.year.database.writing() as session:
            session.execute(
                sa.delete(Membership).where(
                    Membership.person_id == uuid.UUID(who),
                    Membership.organisation_id == uuid.UUID(deal.partner),
                )
            )
            session.commit()
        del staff[who]
        self.year.left[who, deal.partner] = clock.today()

    def names(self) -> None:
        """Of the partner's people as many as there are get a place."""
        deal = self.some_deal()
        staff = sorted(self.year.diary.people[deal.partner], key=lambda each: self.year.viewers[each].email)
        self.draw.shuffle(staff)
        if not staff:
            return
        named = dict(zip(PLACES, staff, strict=False))
        said = {each: NamedContact(self.person(named.get(each)), "") for each in PLACES}
        with self.year.database.writing() as session:
            by = self.year.viewers[staff[0]]
            name_contacts(session, by, self.place(session, deal, by), said)
        deal.contacts = named

    def person(self, name: str | None) -> uuid.UUID | None:
        return uuid.UUID(name) if name else None

    def books(self) -> None:
        deal, on = self.some_deal(), clock.today() + self.days(2, 45)
        whole = self.draw.random() < 0.1
        with self.year.database.writing() as session:
            by = self.year.reviewer_of(deal)
            place = self.place(session, deal, by)
            about = [] if whole else [place.engagement_id]
            visit = book_visit(session, by, place.contract, "audit-visit", on, about)
        self.year.diary.visits[str(visit)] = (deal.contract if whole else deal.name, on)
        self.booked[str(visit)] = deal

    def cancels(self) -> None:
        ahead = [name for name, (_, on) in self.year.diary.visits.items() if on >= clock.today()]
        if ahead:
            name = self.draw.choice(ahead)
            deal = self.booked[name]
            with self.year.database.writing() as session:
                by = self.year.reviewer_of(deal)
                contract = self.place(session, deal, by).contract
                cancel_visit(session, by, contract, uuid.UUID(name), "The hall is closed.")
            del self.year.diary.visits[name]

    def issues(self) -> None:
        """Once: in the first contract."""
        deals = list(self.year.diary.deals.values())
        kept = KeptFile("2026/01/issued", "Principles.pdf", "application/pdf", 5, "0" * 64)
        with self.year.database.writing() as session:
            by = self.year.manager_of(deals[0])
            issue_document(session, by, self.place(session, deals[0], by).contract, FROM_LEAD, kept)
        for deal in deals:
            deal.is_issued = deal.is_issued or deal.contract == deals[0].contract

    def acknowledges(self) -> None:
        def is_open(deal_issued: bool, in_order: list[tuple[date, date]]) -> bool:
            return deal_issued and not in_order

        today = clock.today()
        found = [
            deal for deal in self.current() if is_open(deal.is_issued, deal.things[FROM_LEAD, ""].in_order)
        ]
        if found:
            deal = self.draw.choice(found)
            by = self.year.partner_of(deal)
            with self.year.database.writing() as session:
                place = self.place(session, deal, by)
                acknowledge_issued(session, by, place, FROM_LEAD, name="Pat", position="Chair")
            thing = deal.things[FROM_LEAD, ""]
            thing.in_order.append((today, date.max))
            thing.walked = date.min
