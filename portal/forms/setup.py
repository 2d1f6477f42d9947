"""What a manager types to set a contract up. A reader gives what it read, or None, and problems by field."""

import re
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from checklists.vocabulary import Condition, LegalForm
from portal.actions.add_partner import NewPartner
from portal.actions.create_contract import NewContract
from portal.actions.engagement_terms import Terms
from portal.forms.dates import NoDay, read_day, read_month, whole_number
from portal.forms.typed import Typed

Problems = dict[str, str]


@dataclass
class Reading:
    """Reads field by field and notes what is wrong, in the order of the page."""

    typed: Typed
    problems: Problems = field(default_factory=dict)

    def words(self, name: str, otherwise: str) -> str:
        text = self.typed.first(name)
        if not text:
            self.problems[name] = otherwise
        return text

    def choice(self, name: str, among: Collection[str], otherwise: str) -> str:
        text = self.typed.first(name)
        if text not in among:
            self.problems[name] = otherwise
        return text

    def day(self, name: str, called: str, otherwise: str = "") -> date | None:
        """None where it is wrong, or empty; empty is a problem where there is a sentence for it."""
        try:
            found = read_day(self.typed, name, called)
        except NoDay as problem:
            self.problems[name] = str(problem)
            return None
        if found is None and otherwise:
            self.problems[name] = otherwise
        return found

    def pounds(self, name: str) -> int | None:
        """Whole pounds; people write the sign, commas and spaces too."""
        text = re.sub(r"[£,\s]", "", self.typed.first(name)).removesuffix(".00")
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or len(text) > 12:
            self.problems[name] = "Enter whole pounds, such as 48,000."
            return None
        return int(text)

    def year_end(self) -> tuple[int | None, int | None]:
        """Month and day on which a financial year ends."""
        day, month = self.typed.first("year_end-day"), self.typed.first("year_end-month")
        if not day and not month:
            return None, None
        try:
            return read_month(month, "The end of the financial year"), whole_number(day)
        except ValueError:
            self.problems["year_end"] = (
                "Enter the day and the month on which the financial year ends, such as 31 March."
            )
            return None, None


def read_contract(typed: Typed, leads: Collection[uuid.UUID], checklists: Collection[str]) -> tuple[
    tuple[uuid.UUID, NewContract] | None, Problems
]:  # fmt: skip
    """The lead and the contract."""
    reading = Reading(typed)
    lead = reading.choice(
        "lead", {str(each) for each in leads}, "Choose the organisation that leads the contract."
    )
    title = reading.words("title", "Enter what the contract is called.")
    commissioner = reading.words("commissioner", "Enter the name of the commissioner.")
    starts_on = reading.day("starts_on", "The first day", "Enter the contract’s first day.")
    ends_on = reading.day("ends_on", "The last day", "Enter the contract’s last day.")
    checklist = reading.choice("checklist", checklists, "Choose a checklist.")
    if starts_on is None or ends_on is None or reading.problems:
        return None, reading.problems
    return (uuid.UUID(lead), NewContract(title, commissioner, checklist, starts_on, ends_on)), {}


def read_terms(reading: Reading) -> Terms | None:
    area = reading.words("area", "Enter where the partner works, such as a town or a district.")
    starts_on = reading.day("starts_on", "The first day", "Enter the day on which the partner starts.")
    ends_on = reading.day("ends_on", "The last day", "Enter the partner’s last day.")
    funding = reading.pounds("funding")
    if starts_on is None or ends_on is None or reading.problems:
        return None
    return Terms(area, starts_on, ends_on, funding)


def read_conditions(reading: Reading, asked: Iterable[Condition]) -> list[Condition]:
    """Those of the conditions that hold; about each something must be said."""
    said = {each: reading.choice(each.value, ("yes", "no"), "Say yes or no.") for each in asked}
    return [condition for condition, answer in said.items() if answer == "yes"]


def read_partner(
    typed: Typed, conditions: Iterable[Condition]
) -> tuple[tuple[NewPartner, Terms, list[Condition]] | None, Problems]:
    """The partner, its terms, and which of the conditions hold from its first day on."""
    reading = Reading(typed)
    name = reading.words("name", "Enter the partner’s name.")
    legal_form = typed.first("legal_form")
    month, day = reading.year_end()
    first_year_end_on = reading.day("first_year_end_on", "The end of the first year")
    terms = read_terms(reading)
    holding = read_conditions(reading, conditions)
    if terms is None or reading.problems:
        return None, reading.problems
    form = LegalForm(legal_form) if legal_form in set(LegalForm) else None
    return (NewPartner(name, form, month, day, first_year_end_on), terms, holding), {}


def read_change(typed: Typed) -> tuple[Terms | None, Problems]:
    reading = Reading(typed)
    return read_terms(reading), reading.problems


@dataclass(frozen=True, slots=True)
class Invitation:
    organisation_id: uuid.UUID
    name: str
    email: str
    role: str


def read_invitation(
    typed: Typed, organisations: Collection[uuid.UUID], roles: Collection[str]
) -> tuple[Invitation | None, Problems]:
    reading = Reading(typed)
    known = {str(each) for each in organisations}
    organisation = reading.choice("organisation", known, "Choose the organisation that the person acts for.")
    name = reading.words("name", "Enter the person’s name.")
    email = reading.words("email", "Enter the person’s e-mail address.")
    role = reading.choice("role", roles, "Choose what the person does.")
    if reading.problems:
        return None, reading.problems
    return Invitation(uuid.UUID(organisation), name, email, role), {}


@dataclass(frozen=True, slots=True)
class Booking:
    """Without an engagement it is about the whole contract."""

    kind: str
    on: date
    engagement_id: uuid.UUID | None


def read_visit(
    typed: Typed, kinds: Collection[str], engagements: Collection[uuid.UUID]
) -> tuple[Booking | None, Problems]:
    reading = Reading(typed)
    kind = reading.choice("kind", kinds, "Choose what it is.")
    among = {"", *(str(each) for each in engagements)}
    engagement = reading.choice("engagement", among, "Choose a partner, or the whole contract.")
    on = reading.day("on", "The day", "Enter the day.")
    if on is None or reading.problems:
        return None, reading.problems
    return Booking(kind, on, uuid.UUID(engagement) if engagement else None), {}
