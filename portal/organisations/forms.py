"""What is typed about an organisation."""

from portal.contracts.forms import legal_form_in, numbers_in
from portal.organisations.actions.change_organisation import ALWAYS, About, Since
from portal.web.between import Questions
from portal.web.dates import is_begun
from portal.web.fields import Fields
from portal.web.typed import Typed

LONE_DAY = "Choose that it changed on a day, or clear the day."

QUESTIONS = Questions(
    {
        "name": "Legal name",
        "trading_names": "Trading names",
        "charity_number": "Charity number",
        "company_number": "Company number",
        "legal_form": "What is it?",
        "year_end": "When does its financial year end?",
        "first_year_end_on": "When did its first year end, or when does it?",
    },
    {"legal_form": {"charity": "A charity", "company": "A company", "other": "Something else"}},
)


def read_organisation(typed: Typed) -> About:
    """Trading names stand one a line. Raises CannotDo."""
    fields = Fields(typed)
    name = fields.line("name", "Enter the legal name of the organisation.")
    trading_names = tuple(typed.first("trading_names").splitlines())
    month, day = fields.year_end()
    first_year_end_on = fields.day("first_year_end_on", "The end of the first year")
    since = since_in(fields, typed)
    refuse_lone_day(fields)
    charity, company = numbers_in(fields)
    fields.check()
    form = legal_form_in(typed)
    return About(name, trading_names, form, month, day, first_year_end_on, since, charity, company)


def since_in(fields: Fields, typed: Typed) -> Since | None:
    """None where it was not answered."""
    match typed.first("since"):
        case "always":
            return ALWAYS
        case "day":
            return Since(fields.day("since_on", "The day", "Enter the day on which it changed."))
    return None


def refuse_lone_day(fields: Fields) -> None:
    """A day on which it changed is never dropped because something else was chosen above it."""
    if fields.typed.first("since") != "day" and is_begun(fields.typed, "since_on"):
        fields.problems["since"] = LONE_DAY
