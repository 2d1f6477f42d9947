"""What happens in a year to evidence and to what is agreed, drawn at random, done by the portal's own
actions, and written into the diary."""

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome
from portal import clock
from portal.access import Viewer
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement, undo_ending
from portal.notices.actions.hold_reminders import SaidHold, end_hold, hold_reminders
from portal.places.contracts import EngagementPlace
from portal.records import Ending, Hold
from portal.review.actions.decide import Verdict
from tests.actions.year_diary import FROM_LEAD, Deal, Thing
from tests.actions.year_world import CHECKS, Year, accept, check, send
from tests.builders import sending

ONE = timedelta(days=1)
Found = tuple[Deal, str, str, Thing]


class TermsStory:
    """Each act does nothing where there is nothing that it could be about."""

    def __init__(self, year: Year, seed: int) -> None:
        self.year, self.draw, self.hired = year, random.Random(seed), 0
        self.soon = 10
        self.meant: dict[str, date] = {}
        self.booked: dict[str, Deal] = {}

    def days(self, least: int, most: int) -> timedelta:
        return timedelta(days=self.draw.randint(least, most))

    def current(self) -> list[Deal]:
        today = clock.today()
        return [each for each in self.year.diary.deals.values() if each.starts_on <= today <= each.ends_on]

    def some_deal(self) -> Deal:
        return self.draw.choice(self.current())

    def some_thing(self, is_wanted: Callable[[str, Thing], bool]) -> Iterator[Found]:
        found = [
            (deal, key, part, thing)
            for deal in self.current()
            for (key, part), thing in deal.things.items()
            if is_wanted(key, thing) and thing.asked_from <= clock.today() <= thing.asked_until
        ]
        if found:
            yield self.draw.choice(found)

    def place(self, session: Session, deal: Deal, by: Viewer) -> EngagementPlace:
        return self.year.world.place(session, by, uuid.UUID(deal.name))

    def sends(self) -> None:
        """What ends soon or is wanting, sooner than the rest."""
        today = clock.today()
        urgent = self.draw.random() < 0.9

        def is_wanted(key: str, thing: Thing) -> bool:
            free = key not in {CHECKS, FROM_LEAD} and thing.stage != "checking"
            return free and (not urgent or thing.is_wanting(today + self.soon * ONE))

        for deal, key, part, _ in self.some_thing(is_wanted):
            send(self.year, deal, key, part, today - self.days(0, 5), today + self.days(60, 365))

    def checks(self) -> None:
        today = clock.today()

        def is_wanted(key: str, thing: Thing) -> bool:
            return key == CHECKS and thing.stage != "checking" and thing.is_wanting(today + 60 * ONE)

        for deal, _, worker, _ in self.some_thing(is_wanted):
            check(self.year, deal, worker, today - self.days(0, 9))

    def decides(self) -> None:
        for deal, _, _, thing in self.some_thing(lambda _, thing: thing.stage == "checking"):
            if self.draw.random() < 0.75:
                accept(self.year, deal, thing)
            else:
                sending.give_back(self.year.world, uuid.UUID(thing.submission), self.year.reviewer_of(deal))
                thing.stage = "returned"

    def corrects(self) -> None:
        """What was accepted last is returned after all."""
        accepted = self.year.accepted
        wanted = self.some_thing(
            lambda key, thing: key != CHECKS and not thing.stage and thing.submission in accepted
        )
        for deal, _, _, thing in wanted:
            words = Verdict(Outcome.RETURN, reason="other", words="On second thoughts.")
            decision = accepted.pop(thing.submission)
            submission = uuid.UUID(thing.submission)
            sending.decide(self.year.world, submission, words, self.year.reviewer_of(deal), decision)
            thing.in_order.remove(thing.offered)
            thing.stage, thing.walked = "returned", date.min

    def waives(self) -> None:
        today = clock.today()
        for deal, key, part, thing in self.some_thing(lambda key, _: key != FROM_LEAD):
            until = min(today + self.days(9, 70), deal.ends_on)
            by = self.year.reviewer_of(deal)
            sending.waive(self.year.world, key, until, part, by, uuid.UUID(deal.name))
            thing.in_order.append((today, until))
            thing.stage, thing.walked = thing.stage if thing.stage == "checking" else "", date.min

    def holds(self) -> None:
        deal, today = self.some_deal(), clock.today()
        key = (
            self.draw.choice(["", *dict.fromkeys(key for key, _ in deal.things)])
            if self.draw.random() < 0.5
            else ""
        )
        if any(held == key and until >= today for held, until in deal.held):
            return
        until = min(today + self.days(5, 45), deal.ends_on)
        with self.year.database.writing() as session:
            by = self.year.reviewer_of(deal)
            hold_reminders(session, by, self.place(session, deal, by), SaidHold(key, until, "They moved."))
        deal.held.append((key, until))

    def goes_on(self) -> None:
        for deal in [each for each in self.current() if each.held][:1]:
            with self.year.database.writing() as session:
                by = self.year.reviewer_of(deal)
                place = self.place(session, deal, by)
                its = sa.select(Hold.id).where(Hold.engagement_id == place.engagement_id)
                for hold_id in session.scalars(its).all():
                    end_hold(session, by, place, hold_id)
            deal.held.clear()

    def changes_days(self) -> None:
        """It is extended, or made shorter."""
        deal = self.some_deal()
        if deal.name in self.meant:
            return
        until = min(max(deal.ends_on + self.days(-400, 200), clock.today()), self.year.world.ends_on)
        with self.year.database.writing() as session:
            by = self.year.manager_of(deal)
            place = self.place(session, deal, by)
            change_engagement(session, by, place, Terms(place.area, deal.starts_on, until, 48_000))
        self.moved_end(deal, until)

    def ends(self) -> None:
        deal, last_on = self.some_deal(), clock.today() + self.days(0, 20)
        if deal.name in self.meant or last_on >= deal.ends_on:
            return
        with self.year.database.writing() as session:
            by = self.year.manager_of(deal)
            said = SaidEnd(last_on, next(iter(Ending)).value, "They have closed.")
            end_engagement(session, by, self.place(session, deal, by), said)
        self.meant[deal.name] = deal.ends_on
        self.moved_end(deal, last_on)

    def undoes(self) -> None:
        for name in list(self.meant)[:1]:
            deal = self.year.diary.deals[name]
            with self.year.database.writing() as session:
                by = self.year.manager_of(deal)
                undo_ending(session, by, self.place(session, deal, by), "They go on after all.")
            self.moved_end(deal, self.meant.pop(name))

    def moved_end(self, deal: Deal, until: date) -> None:
        deal.ends_on = until
        for thing in deal.things.values():
            thing.walked = date.min
