"""What is typed by whoever asks people about a service, and by those who answer."""

from checklists.year.answering import BEST, WORST, Asked, Question
from portal.acting.refused import CannotDo
from portal.feedback.actions.ask_people import MOST_CODES, Asking
from portal.web.dates import whole_number
from portal.web.fields import Fields
from portal.web.typed import Typed

LONGEST_WORDS = 2000
LONGEST_TITLE = 80
HOW_MANY = f"Enter how many codes, from 1 to {MOST_CODES}."


def read_asking(typed: Typed) -> Asking:
    """Raises CannotDo."""
    fields = Fields(typed)
    title = fields.line("title", "Say what this round is called, such as Spring 2027.", LONGEST_TITLE)
    asked = fields.choice("asked", list(Asked), "Choose who is asked.")
    codes = read_codes(typed.first("codes"))
    if not codes:
        fields.problems["codes"] = HOW_MANY
    closes_on = fields.day("closes_on", "The last day", "Enter the last day on which answers are taken.")
    fields.check()
    if closes_on is None:
        raise fields.refused()
    return Asking(title, Asked(asked), codes, closes_on)


def read_codes(text: str) -> int:
    """0 where it is no number of codes."""
    try:
        found = whole_number(text)
    except ValueError:
        return 0
    return found if 1 <= found <= MOST_CODES else 0


def read_ratings(typed: Typed) -> dict[Question, int]:
    """By question what was chosen; one may be left out, and what no button says counts as left out."""
    buttons = {str(rating): rating for rating in range(WORST, BEST + 1)}
    chosen = {each: typed.first(each.value) for each in Question}
    return {each: buttons[said] for each, said in chosen.items() if said in buttons}


def read_words(typed: Typed) -> str:
    """Raises CannotDo."""
    fields = Fields(typed)
    words = fields.lines("words", longest=LONGEST_WORDS)
    if fields.problems:
        raise CannotDo(fields.problems)
    return words
