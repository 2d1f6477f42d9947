"""Words about partners that were read from a file: who they are, and what would be made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, in_words
from checklists.odd_days import odd_term
from portal.contracts.sheets.columns import CONDITIONS
from portal.contracts.sheets.partners import Planned
from portal.words.wording import amid, counted, partners_among, partners_words, pounds, short_day

FORM = {"charity": "Charity", "company": "Company"}
ASKED = "It has another area here and belongs to itself, so its manager is asked before it has this one too."
ELSEWHERE = (
    "It works for you under another contract and belongs to itself, so its manager is asked before it has a "
    "part in this one. Until then this entry stands in for it."
)
NOT_JOINED = "{name} has people of its own here, so its own managers invite {people}."


@dataclass(frozen=True, slots=True)
class PartnerRow:
    number: int
    name: str
    area: str
    dates: str
    about: tuple[str, ...]
    contacts: tuple[str, ...]
    notes: tuple[str, ...]
    odd: tuple[str, ...]
    happens: str
    is_new: bool


def partner_row(planned: Planned, contract: Span, today: date) -> PartnerRow:
    """The contract's days are those of what the file leaves out."""
    values = planned.row.values
    first, last = first_and_last(planned, contract)
    return PartnerRow(
        planned.row.number,
        str(planned.known.name if planned.known else values["name"]),
        str(values["area"]),
        f"{short_day(first)} to {short_day(last)}",
        tuple(about(planned)),
        tuple(f"{row.values['contact']}, {row.values['email']}" for row in planned.contacts),
        tuple(notes(planned)),
        odd_days_of(planned, contract, today),
        happens(planned),
        planned.is_new,
    )


def about(planned: Planned) -> Iterable[str]:
    values = planned.row.values
    yield from (CONDITIONS[each][0] for each in planned.conditions)
    if isinstance(values["funding"], int):
        yield f"{pounds(values['funding'])} a year"
    if values["legal_form"] in FORM:
        yield FORM[str(values["legal_form"])]
    yield from filter(None, (number_words(planned), company_words(planned)))
    if values["year_end"]:
        month, day = map(int, str(values["year_end"]).split("-"))
        yield f"Year ends on {in_words(date(2024, month, day)).rpartition(' ')[0]}"


def number_words(planned: Planned) -> str:
    number = planned.identity.charity_number
    return f"Charity {number}" if number else ""


def company_words(planned: Planned) -> str:
    number = planned.identity.company_number
    return f"Company {number}" if number else ""


def notes(planned: Planned) -> Iterable[str]:
    if planned.problem:
        yield planned.problem
    if planned.is_asked:
        yield ELSEWHERE if planned.is_elsewhere else ASKED
    if planned.not_joined:
        people = " and ".join(str(row.values["contact"]) for row in planned.not_joined)
        yield NOT_JOINED.format(name=planned.known.name if planned.known else "", people=people)


def happens(planned: Planned) -> str:
    if planned.problem:
        return "Left out"
    if not planned.is_new:
        contacts = counted(len(planned.contacts), "contact")
        return f"In the contract already, {contacts} added" if planned.contacts else "In the contract already"
    if planned.is_asked:
        return "New here, once its manager says yes"
    return "New" if planned.known is None else "New here; you have entered it before"


def first_and_last(planned: Planned, contract: Span) -> tuple[date, date]:
    """The days of the engagement, the contract's where the row gives none."""
    starts, ends = planned.row.values["starts_on"], planned.row.values["ends_on"]
    return (
        starts if isinstance(starts, date) else contract.from_on,
        ends if isinstance(ends, date) else contract.until_on,
    )


def odd_days_of(planned: Planned, contract: Span, today: date) -> tuple[str, ...]:
    """Sentences about the days of an engagement that is new; they keep nobody from importing it. Nothing is
    said of days that have become impossible since the file was read: the import refuses them."""
    first, last = first_and_last(planned, contract)
    if not planned.is_new or last < first:
        return ()
    return tuple(each.sentence for each in odd_term(Span(first, last), contract, today))


def odd_words(plan: Sequence[Planned], contract: Span, today: date) -> str:
    """How many engagements have a day that is odd; empty for none."""
    number = sum(bool(odd_days_of(each, contract, today)) for each in plan)
    if not number:
        return ""
    said = "row has a day" if number == 1 else "rows have days"
    return f"{number} {said} that may be a slip: look at {'it' if number == 1 else 'them'} again below."


def plan_words(plan: Sequence[Planned]) -> str:
    """
    >>> plan_words(())
    'Nothing is added.'
    """
    new, contacts = [each.partner for each in plan if each.is_new], sum(len(each.contacts) for each in plan)
    said = [amid(partners_among(new))] if new else []
    said += [counted(contacts, "contact")] if contacts else []
    return f"{' and '.join(said)} will be added." if said else "Nothing is added."


def done_words(outcome: Mapping[str, int]) -> tuple[str, ...]:
    partners = partners_words(outcome.get("partners"), outcome["added"])
    contacts = counted(outcome["contacts"], "contact")
    return (
        f"{amid(partners)} added to the contract",
        f"{contacts} entered, and nobody has been sent anything yet",
    )
