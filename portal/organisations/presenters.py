"""An organisation in words: what is known of it, and what follows from that for its accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.vocabulary import Assurance, LegalForm, State
from portal.organisations.queries import AccountsDue, OrganisationDetails
from portal.slots.presenters.accounts import LEAP_YEAR, next_words
from portal.web.addresses import SLOT
from portal.web.dates import day_as_typed
from portal.web.typed import Typed
from portal.words.details import accepted_words
from portal.words.labels import STATE
from portal.words.wording import day

FORMS = {LegalForm.CHARITY: "A charity", LegalForm.COMPANY: "A company"}
NOT_KNOWN = "Not known yet"
UNKNOWN_YEAR = (
    "Which accounts are asked for cannot be said before the end of the financial year and the legal form "
    "are known."
)


@dataclass(frozen=True, slots=True)
class YearView:
    """A financial year that is asked for; `state` is the key that its colour hangs on."""

    title: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class AccountsView:
    """What is asked under one contract, and when the next falls due."""

    contract: str
    title: str
    href: str
    years: tuple[YearView, ...]
    next: str


def facts_about(known: OrganisationDetails, *, are_asked: bool) -> list[tuple[str, tuple[str, ...]]]:
    """As label and lines. What is known for its accounts is said where somebody asks for them, or knows."""
    of_accounts = [
        ("Legal form", (FORMS[LegalForm(known.legal_form)] if known.legal_form else NOT_KNOWN,)),
        ("Its financial year ends on", (year_end_words(known),)),
        ("Its first financial year", (first_year_words(known),)),
    ]
    return [
        ("Legal name", (known.name,)),
        ("Trading names", known.trading_names or ("None",)),
        ("Charity number", (known.charity_number or NOT_KNOWN,)),
        ("Company number", (known.company_number or NOT_KNOWN,)),
        *(of_accounts if are_asked or known.legal_form else ()),
    ]


def year_end_words(known: OrganisationDetails) -> str:
    if not (known.year_end_month and known.year_end_day):
        return NOT_KNOWN
    if known.year_end_month == 2 and known.year_end_day >= 28:
        return "The last day of February"
    end = date(LEAP_YEAR, known.year_end_month, known.year_end_day)
    return f"{end.day} {end:%B}"


def first_year_words(known: OrganisationDetails) -> str:
    first = known.first_year_end_on
    return f"Ended or ends on {day(first)}" if first else "Longer ago than matters here"


def accounts_views(known: OrganisationDetails, due: Iterable[AccountsDue], on: date) -> list[AccountsView]:
    return [accounts_view(known, each, on) for each in due]


def accounts_view(known: OrganisationDetails, due: AccountsDue, on: date) -> AccountsView:
    sentence = next_words(known.years, due.requirement, on, due.filed) if known.years else UNKNOWN_YEAR
    return AccountsView(
        contract=f"{due.contract}, {due.area}",
        title=due.requirement.title,
        href=SLOT(due.engagement_id, due.requirement.key),
        years=tuple(year_view(part, state, due.filed.get(part)) for part, state in due.years),
        next=sentence,
    )


def year_view(part: str, state: State, assurance: Assurance | None) -> YearView:
    words = accepted_words("", assurance) if state is State.MET else STATE[state]
    return YearView(f"Year ended {day(date.fromisoformat(part))}", state.value, words)


def as_typed(known: OrganisationDetails) -> Typed:
    """The form as it is opened."""
    month, last = known.year_end_month, known.year_end_day
    return Typed(
        {
            "name": [known.name],
            "trading_names": ["\n".join(known.trading_names)],
            "charity_number": [known.charity_number or ""],
            "company_number": [known.company_number or ""],
            "legal_form": [known.legal_form or "other"],
            "year_end-day": [str(last or "")],
            "year_end-month": [f"{year_end_month(month)}"],
        }
        | day_as_typed("first_year_end_on", known.first_year_end_on)
    )


def year_end_month(month: int | None) -> str:
    return f"{date(LEAP_YEAR, month, 1):%B}" if month else ""
