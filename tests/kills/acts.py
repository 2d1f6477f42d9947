"""What people do: each act is made ready in the world, then sent to a server."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, cycle

from checklists.drafting import DraftRow
from checklists.library import library
from checklists.vocabulary import Kind
from portal.access import Viewer
from portal.authoring.actions.keep_draft_checklist import start_version, write_row
from portal.submissions.actions.keep_draft import answer_draft
from portal.visits.actions.book_visit import book_visit
from tests.builders import inviting, sending
from tests.builders.days import counts_from
from tests.builders.drafting import FIRE
from tests.builders.typed import typed_day
from tests.builders.world import CHECKLIST, PASSWORD, World

Form = Mapping[str, str | list[str]]

DOCUMENTS = tuple(each.key for each in library()[CHECKLIST].requirements if each.kind is Kind.DOCUMENT)
CSV = b"Day,Hours\n1 May,3\n"


@dataclass(frozen=True, slots=True)
class Act:
    """One press of a button: by whom (None for a stranger), where, and what was typed or brought."""

    who: Viewer | None
    path: str
    form: Form = field(default_factory=dict)
    file: bytes = b""


class Stage:
    """A world in which pairs are made ready, each unlike those before it."""

    def __init__(self, world: World) -> None:
        self.world, self.numbers, self.keys = world, count(1), cycle(DOCUMENTS)
        self.engagement = f"/engagements/{world.engagement_id}"
        self.contract = f"/contracts/{world.contract_id}"
        self.colleague = world.reviewer_and_member
        self.owner = inviting.manager_of(world, world.member, world.partner_id)

    def ready(self, by: Viewer | None = None) -> str:
        """The address of a draft that has all it needs."""
        key = next(self.keys)
        world, viewer = self.world, by or self.world.member
        submission_id = sending.draft(world, key, "", viewer)
        sending.attach(world, submission_id, f"{next(self.numbers)}.pdf", by=viewer)
        with world.database.writing() as session:
            place = world.submission_place(session, submission_id, viewer)
            answer_draft(session, place, sending.answers_to(sending.requirement(key), ""))
        return f"/submissions/{submission_id}"

    def send(self, draft: str, who: Viewer | None = None) -> Act:
        return Act(who or self.world.member, f"{draft}/answers")

    def sent(self) -> str:
        return f"/submissions/{sending.send(self.world, next(self.keys))}"

    def accept(self, sent: str, who: Viewer | None = None) -> Act:
        form = {"outcome": "accept"} | typed_day("from_on", counts_from(self.world.today))
        return Act(who or self.world.reviewer, f"{sent}/review", form)

    def give_back(self, sent: str, who: Viewer | None = None) -> Act:
        form = {"outcome": "return", "reason": "not-signed", "words": "Please sign page 3."}
        return Act(who or self.world.manager, f"{sent}/review", form)

    def waive(self, key: str, who: Viewer | None = None, days: int = 60) -> Act:
        form = {"part": "", "words": "Agreed with the council for now."}
        until = self.world.today + timedelta(days=days)
        path = f"{self.engagement}/requirements/{key}/waive"
        return Act(who or self.world.reviewer, path, form | typed_day("until_on", until))

    def condition(self, holds: bool, who: Viewer) -> Act:
        day = self.world.today + timedelta(days=next(self.numbers) % 300)
        form = {"holds": "yes" if holds else "no", "step": "keep"} | typed_day("from_on", day)
        return Act(who, f"{self.engagement}/conditions/uses-volunteers", form)

    def terms(self, area: str) -> Act:
        days = typed_day("starts_on", self.world.starts_on) | typed_day("ends_on", self.world.ends_on)
        form = {"area": area, "funding": f"{next(self.numbers)},000"} | days
        return Act(self.world.manager, f"{self.engagement}/change", form)

    def partner(self, name: str) -> Act:
        """A partner of that name in one more area; what nobody said of its year end is said now."""
        days = typed_day("starts_on", self.world.starts_on) | typed_day("ends_on", self.world.ends_on)
        form = {"name": name, "area": f"Area {next(self.numbers)}", "legal_form": "charity"} | days
        form |= {"year_end-day": "31", "year_end-month": "March", "uses-volunteers": "yes"}
        return Act(self.world.manager, f"{self.contract}/partners/new", form)

    def organisation(self) -> Act:
        form = {"name": "Tidewater Peers", "trading_names": f"Tide {next(self.numbers)}", "since": "always"}
        form |= {"legal_form": "company", "year_end-day": "31", "year_end-month": "December"}
        return Act(self.owner, f"/organisations/{self.world.partner_id}/change", form)

    def visit(self) -> Act:
        day = self.world.today + timedelta(days=next(self.numbers) % 300)
        return Act(
            self.world.manager, f"{self.contract}/visits/new", {"kind": "audit-visit"} | typed_day("on", day)
        )

    def booked(self) -> str:
        with self.world.database.writing() as session:
            place, day = self.world.contract_place(session), self.world.today + timedelta(days=3)
            visit = book_visit(session, self.world.manager, place, "audit-visit", day)
            session.commit()
        return f"{self.contract}/visits/{visit}/cancel"

    def worker(self) -> str:
        worker = sending.a_worker(self.world, f"Worker {next(self.numbers)}")
        return f"/organisations/{self.world.partner_id}/register/{worker}"

    def joins(self, who: Viewer | None = None) -> Act:
        form = {"name": f"Newcomer {next(self.numbers)}", "job": "Driver", "shown_as": "name"}
        form |= {"engaged_as": "staff", "contract": str(self.world.engagement_id)}
        form |= typed_day("started_on", self.world.today - timedelta(days=9))
        return Act(who or self.world.member, f"/organisations/{self.world.partner_id}/register/new", form)

    def check(self, worker: str, who: Viewer | None = None) -> Act:
        form: dict[str, str | list[str]] = {"level": "enhanced", "lists": ["adults", "children"]}
        form |= {"seen_by": "Pat Partner", "outcome": "clear", "update_service": "yes"}
        form |= {"certificate_number": f"{next(self.numbers):012}"}
        days = typed_day("issued_on", self.world.today - timedelta(days=20))
        return Act(
            who or self.world.member, f"{worker}/check", form | days | typed_day("seen_on", self.world.today)
        )

    def leave(self, worker: str, who: Viewer | None = None) -> Act:
        day = typed_day("left_on", self.world.today - timedelta(days=1))
        return Act(who or self.world.member, f"{worker}/leave", day)

    def invite(self, email: str, name: str) -> Act:
        form = {"organisation": str(self.world.lead_id), "name": name, "email": email, "role": "reviewer"}
        return Act(self.world.manager, f"{self.contract}/people/new", form)

    def incident(self, who: Viewer | None = None) -> Act:
        form = {"words": f"A fall, number {next(self.numbers)}.", "go": "record"}
        day = typed_day("happened_on", self.world.today)
        return Act(who or self.world.member, f"{self.engagement}/incidents/new", form | day)

    def hold(self) -> Act:
        form = {"requirement": "complaints-policy", "reason": f"New trustees, {next(self.numbers)}."}
        until = typed_day("until_on", self.world.today + timedelta(days=20))
        return Act(self.world.manager, f"{self.engagement}/hold", form | until)

    def contacts(self, telephone: str) -> Act:
        first, second = str(self.world.member.person_id), str(self.colleague.person_id)
        form = {"first": first, "first-telephone": telephone, "second": second, "chief-officer": ""}
        return Act(self.world.member, f"{self.engagement}/contacts", form)

    def file(self, draft: str, name: str, content: bytes = CSV, who: Viewer | None = None) -> Act:
        return Act(who or self.world.member, f"{draft}/files", {"name": name}, content)

    def version(self) -> tuple[str, uuid.UUID]:
        """A draft of the next version with one requirement more, and its id."""
        with self.world.database.writing() as session:
            draft_id = start_version(session, self.world.manager, self.world.contract_place(session))
        with self.world.database.writing() as session:
            row = FIRE | {"title": f"Fire drill {next(self.numbers)}"}
            write_row(session, self.world.manager, draft_id, DraftRow(f"fire{next(self.numbers)}", None, row))
        return f"/checklist-drafts/{draft_id}", draft_id

    def sign_in(self, who: Viewer) -> Act:
        return Act(None, "/sign-in", {"email": who.email, "password": PASSWORD})
