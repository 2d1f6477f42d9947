"""What a manager types to set a contract up. Every reader raises CannotDo, with problems by field."""

import uuid
from collections.abc import Callable, Collection, Iterable
from datetime import date

from checklists.calendar import Span
from checklists.odd_days import OddDay, odd_contract, odd_term
from checklists.registered import NoNumber, charity_number, company_number
from checklists.vocabulary import Condition, LegalForm
from portal.conditions.presenters import WORDS
from portal.contracts.actions.add_partner import NewPartner
from portal.contracts.actions.change_contract import ContractTerms
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.create_contract import NewContract
from portal.contracts.actions.end_engagement import ENDINGS, NO_WORDS, SaidEnd
from portal.contracts.queries.setup import EngagementSetup
from portal.places.contracts import ContractPlace
from portal.web.between import Questions
from portal.web.dates import day_as_typed
from portal.web.fields import Fields
from portal.web.odd_days import OddInForm, ask_about, find_odd
from portal.web.typed import Typed

COMMISSIONER = "commissioner"
CONTRACT_QUESTIONS = {
    "title": "What is it called?",
    COMMISSIONER: "Who commissions it?",
    "starts_on": "First day of the contract",
    "ends_on": "Last day of the contract",
}


def contract_questions(*, with_commissioner: bool) -> Questions:
    """Those of the page: a commissioner that says itself what it is called is not asked about."""
    asked = {name: words for name, words in CONTRACT_QUESTIONS.items() if name != COMMISSIONER}
    return Questions(CONTRACT_QUESTIONS if with_commissioner else asked)


TERMS_QUESTIONS = Questions(
    {
        "area": "Where does the partner work?",
        "starts_on": "First day",
        "ends_on": "Last day",
        "funding": "Funding of a year, in pounds",
    }
)
NO_TITLE = "Enter what the contract is called."
NO_FIRST_DAY = "Enter the contract’s first day."
NO_LAST_DAY = "Enter the contract’s last day."


def read_contract(
    typed: Typed, leads: Collection[uuid.UUID], checklists: Collection[str], today: date
) -> tuple[uuid.UUID, NewContract]:
    """The lead and the contract. Days that may be a slip are asked about."""
    fields = Fields(typed)
    among = {str(each) for each in leads}
    lead = fields.choice("lead", among, "Choose the organisation that leads the contract.")
    title = fields.line("title", NO_TITLE)
    commissioner = fields.line("commissioner", "Enter the name of the commissioner.")
    starts_on = fields.day("starts_on", "The first day", NO_FIRST_DAY)
    ends_on = fields.day("ends_on", "The last day", NO_LAST_DAY)
    checklist = fields.choice("checklist", checklists, "Choose a checklist.")
    ask_about(fields, odd_days_of(starts_on, ends_on, None, today), starts_on, ends_on)
    if starts_on is None or ends_on is None or fields.problems:
        raise fields.refused()
    return uuid.UUID(lead), NewContract(title, commissioner, checklist, starts_on, ends_on)


def odd_days_of(
    first: date | None, last: date | None, before: Span | None, today: date
) -> tuple[OddDay, ...]:
    """What is odd about the days of a contract that had others, or none, before; nothing of such as cannot
    be."""
    is_possible = first and last and first <= last
    return odd_contract(Span(first, last), before, today) if first and last and is_possible else ()


def odd_in_contract(typed: Typed, before: Span | None, today: date) -> OddInForm:
    """The same of the days as they stand in the form."""
    fields = Fields(typed)
    days = fields.day("starts_on", "The first day"), fields.day("ends_on", "The last day")
    return find_odd(odd_days_of(*days, before, today), *days)


def read_contract_terms(typed: Typed, before: Span, today: date) -> ContractTerms:
    """Other days than before that may be a slip are asked about."""
    fields = Fields(typed)
    title = fields.line("title", NO_TITLE)
    starts_on = fields.day("starts_on", "The first day", NO_FIRST_DAY)
    ends_on = fields.day("ends_on", "The last day", NO_LAST_DAY)
    ask_about(fields, odd_days_of(starts_on, ends_on, before, today), starts_on, ends_on)
    if starts_on is None or ends_on is None or fields.problems:
        raise fields.refused()
    commissioner = typed.first(COMMISSIONER) if COMMISSIONER in typed else None
    return ContractTerms(title, starts_on, ends_on, commissioner)


def contract_as_typed(place: ContractPlace) -> Typed:
    return Typed({"title": [place.title], COMMISSIONER: [place.commissioner]} | days_as_typed(place))


def read_partner(
    typed: Typed, conditions: Iterable[Condition], contract: Span, today: date
) -> tuple[NewPartner, Terms, tuple[Condition, ...]]:
    """The partner, its terms, and which of the conditions hold from its first day on. Days that may be a slip
    are asked about; those that cannot be the action refuses."""
    fields = Fields(typed)
    name = fields.line("name", "Enter the partner’s name.")
    month, day = fields.year_end()
    first_year_end_on = fields.day("first_year_end_on", "The end of the first year")
    charity, company = numbers_in(fields)
    terms = terms_in(fields)
    holding = conditions_in(fields, conditions)
    if terms and fields.problems.keys().isdisjoint(("starts_on", "ends_on")):
        odd = odd_days_in(terms.starts_on, terms.ends_on, contract, today)
        ask_about(fields, odd, terms.starts_on, terms.ends_on)
    if terms is None or fields.problems:
        raise fields.refused()
    form, meant = legal_form_in(typed), typed.first("meant")
    new = NewPartner(name, form, month, day, first_year_end_on, charity, company, meant)
    return new, terms, holding


def numbers_in(fields: Fields) -> tuple[str | None, str | None]:
    """The charity number and the company number, as the registers write them."""
    return (
        number_in(fields, "charity_number", charity_number),
        number_in(fields, "company_number", company_number),
    )


def number_in(fields: Fields, name: str, read: Callable[[str], str | None]) -> str | None:
    try:
        return read(fields.typed.first(name))
    except NoNumber as problem:
        fields.problems[name] = f"This {problem}."
        return None


def odd_days_in(first: date, last: date, contract: Span, today: date) -> tuple[OddDay, ...]:
    """None of days that cannot be those of an engagement."""
    if not contract.from_on <= first <= last <= contract.until_on:
        return ()
    return odd_term(Span(first, last), contract, today)


def odd_in_terms(typed: Typed, contract: Span, today: date) -> OddInForm:
    """What is odd about the days as they stand in the form; nothing where they cannot be read."""
    fields = Fields(typed)
    first, last = fields.day("starts_on", "The first day"), fields.day("ends_on", "The last day")
    return find_odd(odd_days_in(first, last, contract, today) if first and last else (), first, last)


def legal_form_in(typed: Typed) -> LegalForm | None:
    """None for any other, and for none that is known."""
    legal_form = typed.first("legal_form")
    return LegalForm(legal_form) if legal_form in set(LegalForm) else None


YES_OR_NO = "Say yes or no."


def conditions_in(fields: Fields, asked: Iterable[Condition]) -> tuple[Condition, ...]:
    """Those of the conditions that hold; about each something must be said."""
    said = {
        each: fields.choice(each.value, ("yes", "no"), f"{WORDS[each].ask} {YES_OR_NO}") for each in asked
    }
    return tuple(condition for condition, answer in said.items() if answer == "yes")


def read_terms(typed: Typed) -> Terms:
    fields = Fields(typed)
    terms = terms_in(fields)
    if terms is None or fields.problems:
        raise fields.refused()
    return terms


def terms_in(fields: Fields) -> Terms | None:
    """None where a day is wrong or missing; the rest may still be wrong."""
    area = fields.line("area", "Enter where the partner works, such as a town or a district.")
    starts_on = fields.day("starts_on", "The first day", "Enter the day on which the partner starts.")
    ends_on = fields.day("ends_on", "The last day", "Enter the partner’s last day.")
    funding = fields.pounds("funding", least=0)
    if starts_on is None or ends_on is None:
        return None
    return Terms(area, starts_on, ends_on, funding)


def read_end(typed: Typed) -> SaidEnd:
    fields = Fields(typed)
    last_on = fields.day("last_on", "The last day", "Enter the last day.")
    ending = fields.choice("ending", ENDINGS, "Choose why it ends.")
    words = fields.lines("words", NO_WORDS)
    if last_on is None or fields.problems:
        raise fields.refused()
    return SaidEnd(last_on, ending, words)


def terms_as_typed(terms: EngagementSetup) -> Typed:
    funding = f"{terms.funding:,}" if terms.funding is not None else ""
    return Typed({"area": [terms.area], "funding": [funding]} | days_as_typed(terms))


def days_as_typed(of: ContractPlace | EngagementSetup) -> dict[str, list[str]]:
    """The first and the last day of a contract or an engagement."""
    return day_as_typed("starts_on", of.starts_on) | day_as_typed("ends_on", of.ends_on)
