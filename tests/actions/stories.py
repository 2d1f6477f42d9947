"""What happens to a partner: to its people, its accounts, what it confirms, and by accident."""

import random
import uuid
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from checklists.vocabulary import LegalForm
from portal import clock
from portal.access import Audience
from portal.assessments.actions.record_incident import record_incident, withdraw_incident
from portal.organisations.actions.change_organisation import About, change_organisation
from portal.places.organisations import get_organisation_place
from portal.records import DbsCheck, Incident, StatusResult
from portal.register.actions.record_check import record_check
from portal.register.actions.record_leaving import record_leaving
from portal.register.actions.record_status_check import record_status_check
from portal.register.actions.withdraw_record import withdraw_record
from portal.review.actions.accept_register import accept_register
from portal.review.queries.register import list_waiting_records
from portal.submissions.actions.say_still_in_force import say_still_in_force
from tests.builders import inviting, sending
from tests.builders.world import World


class PartnersStory:
    """Drawn at random. What cannot be done just then raises NotHere or CannotDo."""

    def __init__(self, world: World, draw: random.Random) -> None:
        self.world, self.draw = world, draw

    def some_check(self) -> tuple[uuid.UUID, uuid.UUID]:
        """Somebody's check that was not taken back, the first one where there is none: person and check."""
        query = sa.select(DbsCheck.worker_id, DbsCheck.id).where(DbsCheck.withdrawn_at.is_(None))
        with self.world.database.reading() as session:
            checks = session.execute(query.order_by(DbsCheck.recorded_at)).all()
        if not checks:
            sending.check(self.world, sending.a_worker(self.world, f"Worker {self.draw.randrange(10**9)}"))
            return self.some_check()
        worker_id, check_id = self.draw.choice(checks)
        return worker_id, check_id

    def asks_update_service(self) -> None:
        worker_id, check_id = self.some_check()
        with self.world.database.writing() as session:
            record_status_check(
                session,
                self.world.member,
                self.world.own_place(session),
                worker_id,
                check_id,
                on_date=clock.today(),
                result=self.draw.choice(list(StatusResult)),
            )

    def takes_back(self) -> None:
        worker_id, check_id = self.some_check()
        with self.world.database.writing() as session:
            withdraw_record(session, self.world.member, self.world.own_place(session), worker_id, check_id)

    def renews(self) -> None:
        """Also of somebody who has left, and then no lead is sent anything."""
        worker_id, _ = self.some_check()
        with self.world.database.writing() as session:
            record_check(
                session, self.world.member, self.world.own_place(session), worker_id, sending.a_check()
            )

    def is_not_clear(self) -> None:
        """A certificate that is no pass, newer or older than what is there, and perhaps of the same day."""
        worker_id, _ = self.some_check()
        issued_on = clock.today() - timedelta(days=self.draw.choice([0, 1, 10, 30, 60, 400]))
        entry = sending.a_check(issued_on=issued_on, outcome=self.draw.choice([None, "undecided"]))
        with self.world.database.writing() as session:
            record_check(session, self.world.member, self.world.own_place(session), worker_id, entry)

    def leaves_or_stays(self) -> None:
        worker_id, _ = self.some_check()
        left_on = self.draw.choice([None, self.world.today, self.world.today + timedelta(days=60)])
        with self.world.database.writing() as session:
            record_leaving(session, self.world.member, self.world.own_place(session), worker_id, left_on)

    def accepts_many(self) -> None:
        viewer = self.world.reviewer
        with self.world.database.writing() as session:
            place = self.world.place(session, viewer)
            records = list_waiting_records(session, viewer, place, "dbs-checks")
            waiting = [each.submission_id for each in records]
            accept_register(session, viewer, place, "dbs-checks", waiting)

    def incident_happens(self) -> None:
        on = self.world.today - timedelta(days=self.draw.randrange(300))
        with self.world.database.writing() as session:
            record_incident(
                session, self.world.member, self.world.place(session), happened_on=on, words="A fall."
            )

    def incident_was_none(self) -> None:
        with self.world.database.writing() as session:
            if incidents := session.scalars(sa.select(Incident.id).order_by(Incident.recorded_at)).all():
                which = self.draw.choice(incidents)
                withdraw_incident(session, self.world.member, self.world.place(session), which, "By mistake.")

    def year_ends_otherwise(self) -> None:
        about = About("Tidewater Peers", (), LegalForm.COMPANY, self.draw.randrange(1, 13), 28)
        pat = inviting.manager_of(self.world, self.world.member, self.world.partner_id)
        with self.world.database.writing() as session:
            place = get_organisation_place(session, pat, self.world.partner_id, (Audience.OWN,))
            change_organisation(session, pat, place, about)

    def is_still_in_force(self) -> None:
        with self.world.database.writing() as session:
            say_still_in_force(
                session,
                self.world.member,
                self.world.place(session),
                "induction",
                name="Pat",
                position="Chair",
            )

    def steps_of_partner(self) -> list[Callable[[], None]]:
        return [
            self.asks_update_service,
            self.takes_back,
            self.renews,
            self.is_not_clear,
            self.leaves_or_stays,
            self.accepts_many,
            self.incident_happens,
            self.incident_was_none,
            self.year_ends_otherwise,
            self.is_still_in_force,
        ]
