"""The columns of a table of delivery partners, their engagements and contacts."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from checklists.calendar import month_end, month_of
from checklists.registered import NoNumber, charity_number, company_number
from checklists.vocabulary import Condition
from evidence.spreadsheet import Value
from portal.email_address import NOT_PLAIN, address_problem
from portal.importing.sheets import cells
from portal.importing.sheets.columns import Column, WrongValue

FORMS = {
    "charity": "charity",
    "cio": "charity",
    "charitable company": "charity",
    "registered charity": "charity",
    "charitable incorporated organisation": "charity",
    "company": "company",
    "cic": "company",
    "ltd": "company",
    "limited company": "company",
    "community interest company": "company",
    "company limited by guarantee": "company",
    "other": "other",
}
PARTS = {"manager": "manager", "member": "member", "contributor": "member"}
CONDITIONS = {
    Condition.USES_VOLUNTEERS: ("Volunteers", ("Uses volunteers", "With volunteers")),
    Condition.SUPPORTS_DEMENTIA: ("People with dementia", ("Supports people with dementia", "Dementia")),
    Condition.BREAKING_BARRIERS_AREA: ("Breaking Barriers area", ("Breaking barriers",)),
}
CONDITION = "condition:"
LEAP_YEAR = 2024
MOST_FUNDING = 1_000_000_000
"""Pounds a year of one partner, in a form as in a file."""

_MONTH_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*([a-z]+)\.?|([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?", re.I
)
_MONTH_NUMBER = re.compile(r"(\d{1,2})[-/.](\d{1,2})")


def email(value: Value) -> str:
    """In lower case."""
    text = str(value).strip().removeprefix("mailto:").lower()
    if problem := address_problem(text):
        plain = problem != NOT_PLAIN
        raise WrongValue(
            "is not an e-mail address such as name@example.org"
            if plain
            else "has letters before the @ that mail servers do not take"
        )
    return text


def funding(value: Value) -> int:
    """Whole pounds, no more than the forms take."""
    pounds = cells.pounds(value)
    if pounds > MOST_FUNDING:
        raise WrongValue(f"is more than £{MOST_FUNDING:,}")
    return pounds


def charity(value: Value) -> str | None:
    return registered(value, charity_number)


def company(value: Value) -> str | None:
    return registered(value, company_number)


def registered(value: Value, read: Callable[[str], str | None]) -> str | None:
    """Spreadsheets hold them as numbers, too."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    try:
        return read(text)
    except NoNumber as problem:
        raise WrongValue(str(problem)) from None


def year_end(value: Value) -> str:
    """Month and day on which a financial year ends, whatever year stands there.

    >>> year_end("31 March"), year_end("31/12"), year_end("Aug 31"), year_end("5 April 2026")
    ('3-31', '12-31', '8-31', '4-5')
    """
    month, day = _month_and_day(value)
    if not 1 <= month <= 12 or not 1 <= day <= month_end(LEAP_YEAR, month).day:
        raise WrongValue("is not the end of a financial year such as 31 March")
    return f"{month}-{day}"


def _month_and_day(value: Value) -> tuple[int, int]:
    """0 and 0 for what is neither."""
    text = str(value).strip()
    if found := _MONTH_NUMBER.fullmatch(text):
        return int(found[2]), int(found[1])
    if not isinstance(value, date) and (found := _MONTH_NAMED.fullmatch(text)):
        return month_of(found[2] or found[3]) or 0, int(found[1] or found[4])
    try:
        known = cells.day(value)
    except WrongValue:
        return 0, 0
    return known.month, known.day


def partner_columns(used: Sequence[Condition]) -> tuple[Column, ...]:
    """`used` are the conditions on which something in the contract's checklist depends."""
    conditions = [
        Column(f"{CONDITION}{each.value}", CONDITIONS[each][0], cells.yes_or_no,
               "Yes where it is so from the first day on.", CONDITIONS[each][1], choices=("Yes", "No"))
        for each in Condition if each in used
    ]  # fmt: skip  # a column of the sheet in two or three lines
    return (*ENGAGEMENT, *conditions, *ACCOUNTS, *CONTACT)


ENGAGEMENT = (
    Column("name", "Partner", cells.words, "The partner’s legal name.",
           ("Delivery partner", "Organisation", "Partner name", "Provider", "Sub-contractor", "Name"),
           is_needed=True),
    Column("area", "Area", cells.words, "Where the partner works, such as a town or a district.",
           ("District", "Place", "Locality", "Town"), is_needed=True),
    Column("starts_on", "Starts", cells.day, "The first day. Nothing means the contract’s first day.",
           ("Start", "Start date", "Starts on", "From", "First day")),
    Column("ends_on", "Ends", cells.day, "The last day. Nothing means the contract’s last day.",
           ("End", "End date", "Ends on", "Until", "Last day")),
    Column("funding", "Funding a year", funding, "Whole pounds, such as 48,000.",
           ("Funding", "Annual funding", "Grant", "Value", "Contract value")),
)  # fmt: skip  # a column of the sheet in two or three lines
ACCOUNTS = (
    Column("legal_form", "Legal form", cells.choice("Charity, Company or Other", FORMS),
           "Charity, Company or Other: it says when accounts fall due.", ("Type", "Form", "Legal status"),
           choices=("Charity", "Company", "Other")),
    Column("year_end", "Year end", year_end, "On which the financial year ends, such as 31 March.",
           ("Financial year end", "Accounting year end", "End of financial year")),
    Column("charity_number", "Charity number", charity, "As it is registered: tells two of one name apart.",
           ("Charity no", "Registered charity number", "Charity registration number")),
    Column("company_number", "Company number", company, "As Companies House has it, in eight characters.",
           ("Company no", "Registered company number", "Company registration number")),
)  # fmt: skip  # a column of the sheet in two or three lines
CONTACT = (
    Column("contact", "Contact", cells.words, "Somebody who acts for the partner.",
           ("Contact name", "Main contact", "Contact person")),
    Column("email", "E-mail", email, "The contact’s address. The invitation is sent later, when you say so.",
           ("Email", "E-mail address", "Email address", "Contact e-mail", "Contact email")),
    Column("part", "Part", cells.choice("Manager or Member", PARTS),
           "Manager, who may invite colleagues, or Member, who sends evidence.", ("Contact role",),
           choices=("Manager", "Member")),
)  # fmt: skip  # a column of the sheet in two or three lines
