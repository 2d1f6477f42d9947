"""What is typed about an organisation."""

from checklists.vocabulary import LegalForm
from portal.organisations.actions.change_organisation import About
from portal.web.fields import Problems, Reading
from portal.web.typed import Typed


def read_organisation(typed: Typed) -> tuple[About | None, Problems]:
    """Trading names stand one a line."""
    reading = Reading(typed)
    name = reading.words("name", "Enter the legal name of the organisation.")
    legal_form = typed.first("legal_form")
    month, day = reading.year_end()
    first = reading.day("first_year_end_on", "The end of the first year")
    if reading.problems:
        return None, reading.problems
    form = LegalForm(legal_form) if legal_form in set(LegalForm) else None
    return About(name, tuple(typed.first("trading_names").splitlines()), form, month, day, first), {}
