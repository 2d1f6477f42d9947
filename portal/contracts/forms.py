"""What a manager types to set a contract up. A reader gives what it read, or None, and problems by field."""

import uuid
from collections.abc import Collection, Iterable

from checklists.vocabulary import Condition, LegalForm
from portal.contracts.actions.add_partner import NewPartner
from portal.contracts.actions.create_contract import NewContract
from portal.contracts.actions.terms import Terms
from portal.web.fields import Problems, Reading
from portal.web.typed import Typed


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
