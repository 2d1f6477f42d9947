"""What a partner and its reviewer do in the demonstration, a verb each, on days that have passed."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from checklists import facts
from checklists.calendar import Span
from checklists.requirement import Requirement
from checklists.vocabulary import Outcome
from portal.clock import local_day
from portal.demo.papers import Paper
from portal.demo.rows import Rows
from portal.demo.setting import Setting, Someone, office_hours
from portal.demo.shelf import Shelf
from portal.details import with_signed
from portal.records import Assignment, AssignmentDays, DbsCheck, Decision, Submission, SubmissionFile, Worker

ANSWERS = ("from_on", "until_on", "amount", "basis", "statement", "signed_name", "signed_position")
VERDICT = ("from_on", "until_on", "amount", "basis")


NOTHING_SAID: dict[str, object] = {
    "staff_code": "",
    "shown_as": "name",
    "engaged_as": "staff",
    "renewal_applied_on": None,
    "eligibility": "Works face to face with adults at risk, often alone, and with young people of 16 and 17",
}
"""What is entered of a person unless it is said otherwise."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission, with what a decision repeats of it. `at` is when it was sent, or made if a draft."""

    submission_id: uuid.UUID
    key: str
    part: str
    at: datetime
    answers: dict[str, object]


@dataclass
class Desk:
    """One engagement: `sender` acts for the partner, as its `position`; without a shelf no files are made."""

    rows: Rows
    setting: Setting
    engagement_id: uuid.UUID
    span: Span
    organisation: str
    sender: Someone
    position: str
    uses_volunteers: bool
    financial_year: facts.FinancialYear
    shelf: Shelf | None
    versions: dict[str, int] = field(default_factory=dict)

    def send(
        self,
        asked: Requirement,
        on: date,
        part: str = "",
        paper: Callable[[], Paper] | None = None,
        in_word: bool = False,
        check: dict[str, object] | None = None,
        draft: bool = False,
        event: str = "evidence-sent",
        record: dict[str, uuid.UUID] | None = None,
        **answers: object,
    ) -> Sent:
        """A submission of that day with its answers, sent unless it stays a draft. `record` names what is on
        somebody's record already, by `check_id` or `training_id`."""
        made_at = self.moment(on)
        sent_at = made_at + timedelta(minutes=3 + self.rows.random.randrange(20))
        sent = Sent(self.rows.new_id(), asked.key, part, made_at if draft else sent_at, answers)
        reference = self.rows.new_reference("S")
        person = self.sender.person_id
        self.rows.add(
            Submission,
            id=sent.submission_id,
            reference=reference,
            engagement_id=self.engagement_id,
            requirement_key=asked.key,
            part_key=part,
            made_by=person,
            made_at=made_at,
            sent_by=None if draft else person,
            sent_at=None if draft else sent_at,
            **self.record_of(part, made_at, answers, check, record or {}),
            **{name: answers.get(name) for name in ANSWERS},
            details=answers.get("details", {}),
        )
        if paper and self.shelf:
            self.attach(self.shelf, sent, paper(), in_word, made_at + timedelta(minutes=1))
        if not draft:
            said = {"submission": str(sent.submission_id), "reference": reference, "part": part}
            self.event(sent_at, event, person, asked.key, said)
        return sent

    def record_of(
        self,
        part: str,
        at: datetime,
        answers: dict[str, Any],
        check: dict[str, Any] | None,
        record: dict[str, uuid.UUID],
    ) -> dict[str, uuid.UUID | None]:
        """What a submission refers to; a check that is on nobody's record yet is entered."""
        made = {"check_id": self.check_of(part, at, answers["from_on"], check)} if check else {}
        return {"check_id": None, "training_id": None} | made | record

    def check_of(self, worker: str, at: datetime, issued_on: date, check: dict[str, Any]) -> uuid.UUID:
        """The check on somebody's record."""
        check_id = self.rows.new_id()
        nothing = {"risk_decided_by": "", "risk_decided_on": None, "risk_reason": "", "update_service": None}
        number = f"{self.rows.random.randrange(10**11, 10**12):012}"
        row: dict[str, object] = nothing | {"certificate_number": number} | check
        self.rows.add(
            DbsCheck,
            id=check_id,
            worker_id=uuid.UUID(worker),
            issued_on=issued_on,
            recorded_by=self.sender.person_id,
            recorded_at=at,
            **row,
        )
        return check_id

    def attach(self, shelf: Shelf, sent: Sent, paper: Paper, in_word: bool, at: datetime) -> None:
        person = self.sender.person_id
        name = f"{paper.title} {at.year}".replace(":", " -")
        said = shelf.keep(self.rows, paper, name, in_word, self.sender.organisation_id, person, at)
        file_id = uuid.UUID(str(said["file"]))
        self.rows.add(SubmissionFile, submission_id=sent.submission_id, file_id=file_id, place=1)
        self.event(at, "file-uploaded", person, sent.key, said)

    def accept(self, sent: Sent, **verdict: object) -> uuid.UUID:
        """Some days later; with what was sent, except where `verdict` differs."""
        return self.decide(sent, Outcome.ACCEPT, "evidence-accepted", as_sent(sent) | verdict)

    def give_back(self, sent: Sent, reason: str, words: str) -> uuid.UUID:
        return self.decide(sent, Outcome.RETURN, "evidence-returned", {"reason": reason, "words": words})

    def correct(self, sent: Sent, decision_id: uuid.UUID, after: int, **verdict: object) -> None:
        """Accepted again `after` days later, with other facts."""
        said = as_sent(sent) | verdict | {"corrects_id": decision_id}
        self.decide(sent, Outcome.ACCEPT, "decision-corrected", said, after)

    def decide(
        self, sent: Sent, outcome: Outcome, event: str, verdict: dict[str, object], after: int | None = None
    ) -> uuid.UUID:
        days = after or self.rows.random.randint(1, 6)
        earliest = sent.at + timedelta(minutes=40)
        at = max(earliest, self.moment(local_day(sent.at) + timedelta(days=days)))
        reviewer = self.rows.random.choice(self.setting.reviewers)
        return self.append(
            sent.key, sent.part, outcome, event, verdict, at, reviewer.person_id, sent.submission_id
        )

    def acknowledge(self, asked: Requirement, on: date) -> None:
        """What the lead has issued: accepted by rule, at once and by nobody."""
        sent = self.state(asked, on, event="document-acknowledged")
        signed = {"details": with_signed({}, asked.statement)}
        self.append(asked.key, "", Outcome.ACCEPT, None, signed, sent.at, None, sent.submission_id)

    def waive(self, key: str, from_on: date, until_on: date, words: str, part: str = "") -> None:
        verdict = {"from_on": from_on, "until_on": until_on, "words": words}
        manager = self.setting.manager.person_id
        self.append(
            key, part, Outcome.WAIVE, "requirement-waived", verdict, self.moment(from_on), manager, None
        )

    def state(self, asked: Requirement, on: date, **more: Any) -> Sent:
        """The requirement's statement, signed by the sender."""
        signed: dict[str, Any] = {
            "statement": asked.statement,
            "signed_name": self.sender.name,
            "signed_position": self.position,
        }
        return self.send(asked, on, **(signed if asked.statement else {}), **more)

    def append(
        self,
        key: str,
        part: str,
        outcome: Outcome,
        event: str | None,
        verdict: dict[str, Any],
        at: datetime,
        person_id: uuid.UUID | None,
        submission_id: uuid.UUID | None,
    ) -> uuid.UUID:
        decision_id = self.rows.new_id()
        nothing: dict[str, Any] = {
            **dict.fromkeys(VERDICT),
            "details": {},
            "reason": "",
            "words": "",
            "corrects_id": None,
        }
        row: dict[str, Any] = nothing | verdict
        self.rows.add(
            Decision,
            id=decision_id,
            engagement_id=self.engagement_id,
            requirement_key=key,
            part_key=part,
            submission_id=submission_id,
            outcome=outcome.value,
            made_by=person_id,
            made_at=at,
            made_on=local_day(at),
            **row,
        )
        said = {
            "decision": str(decision_id),
            "part": part,
            "outcome": outcome.value,
            "until": row["until_on"].isoformat() if row["until_on"] else None,
            "reason": row["reason"],
            "submission": str(submission_id) if submission_id else None,
        }
        if event:
            self.event(at, event, person_id, key, said)
        return decision_id

    def hire(self, name: str, job: str, from_on: date, until_on: date | None = None, **more: Any) -> str:
        """Somebody on the register; the key of their part."""
        worker_id, at = self.rows.new_id(), self.moment(from_on)
        self.rows.add(
            Worker,
            id=worker_id,
            organisation_id=self.sender.organisation_id,
            name=name,
            job=job,
            started_on=from_on,
            left_on=until_on,
            created_at=at,
            **(NOTHING_SAID | more),
        )
        self.assign(worker_id, from_on, until_on)
        said = {"worker": str(worker_id), "from": from_on.isoformat(), "until": None}
        self.event(at, "person-added-to-register", self.sender.person_id, None, said)
        if until_on:
            said = said | {"until": until_on.isoformat()}
            self.event(self.moment(until_on), "person-on-register-changed", self.sender.person_id, None, said)
        return str(worker_id)

    def assign(self, worker_id: uuid.UUID, from_on: date, until_on: date | None = None) -> None:
        """Somebody performs services under the engagement; the last day is said when it has come."""
        place = {"worker_id": worker_id, "engagement_id": self.engagement_id, "from_on": from_on}
        self.rows.add(Assignment, **place, until_on=until_on)
        for moment, last in ((from_on, None), *([(until_on, until_on)] if until_on else [])):
            said = {"until_on": last, "recorded_at": self.moment(moment)}
            self.rows.add(AssignmentDays, id=self.rows.new_id(), **place, **said)

    def event(self, at: datetime, name: str, person_id: uuid.UUID | None, key: str | None, said: Any) -> None:
        self.rows.event(
            at,
            name,
            person_id,
            contract_id=self.setting.contract_id,
            engagement_id=self.engagement_id,
            requirement_key=key,
            data=said,
        )

    def moment(self, on: date) -> datetime:
        """A working moment of that day, never later than yesterday."""
        return office_hours(min(on, self.setting.today - timedelta(days=1)), self.rows.random)

    def next_version(self, key: str) -> int:
        self.versions[key] = self.versions.get(key, 0) + 1
        return self.versions[key]


def as_sent(sent: Sent) -> dict[str, object]:
    """What a decision repeats of it."""
    said = {name: sent.answers.get(name) for name in VERDICT}
    details = sent.answers.get("details")
    kept = details if isinstance(details, dict) else {}
    return said | {"details": with_signed(kept, sent.answers.get("statement"))}
