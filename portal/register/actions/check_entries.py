"""What is entered about people: tidied, and what cannot be entered, by field."""

import re
from dataclasses import dataclass, replace
from datetime import date

from checklists.vocabulary import DbsLevel, DbsOutcome
from portal.acting.wording import LONGEST, check_length, one_line, too_long
from portal.records import EngagedAs, ShownAs, StatusResult

NOT_YOURS = "Only the organisation itself changes its register."
SHOWN_AS: tuple[str, ...] = tuple(ShownAs)
ENGAGED_AS: tuple[str, ...] = tuple(EngagedAs)
STATUS_RESULTS: tuple[str, ...] = tuple(StatusResult)
NUMBER = re.compile("[0-9]{12}")
"""Of a certificate, as it is printed there."""

LONGEST_REASON = 1000
OF_A_PERSON = {"name": "The name", "staff_code": "The staff code", "eligibility": "Why the check is allowed"}
"""Characters of a reason in a few sentences."""


@dataclass(frozen=True, slots=True)
class WorkerEntry:
    """Somebody: by name, or by staff code, or both. `job` is the role, `eligibility` why the role may be
    checked at the level asked. The last three are words of ShownAs, EngagedAs and a day."""

    name: str
    job: str
    started_on: date
    staff_code: str = ""
    shown_as: str = ShownAs.NAME.value
    engaged_as: str = EngagedAs.STAFF.value
    eligibility: str = ""

    def tidied(self) -> "WorkerEntry":
        return replace(
            self,
            name=one_line(self.name),
            job=one_line(self.job),
            staff_code=one_line(self.staff_code),
            eligibility=one_line(self.eligibility),
        )


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """What a certificate says, as somebody saw it. `outcome` is None where nobody knows it. The risk fields
    belong to a risk decision; `risk_reason` says nothing of what the certificate says."""

    level: str
    adults_list: bool
    childrens_list: bool
    issued_on: date
    seen_by: str
    seen_on: date
    outcome: str | None
    certificate_number: str = ""
    update_service: bool | None = None
    risk_decided_by: str = ""
    risk_decided_on: date | None = None
    risk_reason: str = ""

    def tidied(self) -> "CheckEntry":
        """Without words of a risk decision where there is none."""
        tidy = replace(
            self,
            seen_by=one_line(self.seen_by),
            certificate_number="".join(self.certificate_number.split()),
            risk_decided_by=one_line(self.risk_decided_by),
            risk_reason=one_line(self.risk_reason),
        )
        if self.outcome == DbsOutcome.RISK_DECISION:
            return tidy
        return replace(tidy, risk_decided_by="", risk_decided_on=None, risk_reason="")


@dataclass(frozen=True, slots=True)
class TrainingEntry:
    """A topic (its key) and the day on which somebody completed the training."""

    topic: str
    completed_on: date


def problems_of_worker(entry: WorkerEntry) -> dict[str, str]:
    """By field; of a tidied entry."""
    problems: dict[str, str] = {}
    if not entry.name and not entry.staff_code:
        problems["name"] = "Enter the person’s name or staff code."
    elif entry.shown_as == ShownAs.NAME and not entry.name:
        problems["name"] = "Enter the name, or choose that the lead provider sees the staff code."
    elif entry.shown_as == ShownAs.STAFF_CODE and not entry.staff_code:
        problems["staff_code"] = "Enter the staff code that the lead provider is to see."
    for field, called in OF_A_PERSON.items():
        if len(getattr(entry, field)) > LONGEST:
            problems[field] = too_long(called, LONGEST)
    return problems | check_length("job", entry.job, "Enter what the person does.")


def problems_of_check(entry: CheckEntry, today: date) -> dict[str, str]:
    """By field; of a tidied entry."""
    problems = check_length("seen_by", entry.seen_by, "Enter who has seen the certificate.")
    if entry.level not in set(DbsLevel):
        problems["level"] = "Choose the level of the check."
    if entry.outcome is not None and entry.outcome not in set(DbsOutcome):
        problems["outcome"] = "Choose the outcome of the check."
    if entry.certificate_number and not NUMBER.fullmatch(entry.certificate_number):
        problems["certificate_number"] = "Enter the 12 digits on the certificate, or leave it empty."
    if entry.issued_on > today:
        problems["issued_on"] = "The date of issue cannot be in the future."
    if entry.seen_on > today:
        problems["seen_on"] = "The day on which it was seen cannot be in the future."
    elif entry.seen_on < entry.issued_on:
        problems["seen_on"] = "The certificate cannot have been seen before it was issued."
    if entry.outcome == DbsOutcome.RISK_DECISION:
        problems |= problems_of_risk(entry, today)
    return problems


def problems_of_risk(entry: CheckEntry, today: date) -> dict[str, str]:
    problems = check_length("risk_decided_by", entry.risk_decided_by, "Enter who made the risk decision.")
    if entry.risk_decided_on is None:
        problems["risk_decided_on"] = "Enter the day of the risk decision."
    elif entry.risk_decided_on > today:
        problems["risk_decided_on"] = "The day of the risk decision cannot be in the future."
    elif entry.risk_decided_on < entry.issued_on:
        problems["risk_decided_on"] = "The risk decision cannot have been made before the check was issued."
    if not entry.risk_reason:
        problems["risk_reason"] = "Say why the person may perform the services."
    elif len(entry.risk_reason) > LONGEST_REASON:
        problems["risk_reason"] = too_long("Why the person may perform the services", LONGEST_REASON)
    return problems


def problems_of_training(entry: TrainingEntry, topics: set[str], today: date) -> dict[str, str]:
    """`topics` are the keys that a contract asks for."""
    problems: dict[str, str] = {}
    if entry.topic not in topics:
        problems["topic"] = "Choose what the training was in."
    if entry.completed_on > today:
        problems["completed_on"] = "The day on which it was completed cannot be in the future."
    return problems
