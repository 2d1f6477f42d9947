"""From when until when evidence counts: how each kind asks for it, and what was typed."""

from dataclasses import dataclass
from datetime import date

from checklists.kinds import rules_for
from checklists.odd_days import Against
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.submissions.actions.keep_draft import Answers
from portal.web.fields import Fields
from portal.web.odd_days import OddInForm, ask_about, find_odd
from portal.web.typed import Typed
from portal.words.wording import counted


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """How a kind asks for a date; `needed` is empty where it may be left out."""

    name: str
    label: str
    hint: str
    called: str
    needed: str = ""
    is_past: bool = False


FROM_ON = {
    Kind.DOCUMENT: DateQuestion(
        "from_on",
        "What date does the document bear?",
        "The day on which it was signed, approved or last reviewed. "
        "Leave this empty if there is none: then it counts from the day on which it is accepted.",
        "The date on the document",
    ),
    Kind.AGREEMENT: DateQuestion(
        "from_on",
        "From which day is it in force?",
        "The start date in the agreement, not the day on which it was signed.",
        "The first day",
        "Enter the day from which it is in force.",
    ),
    Kind.COVER: DateQuestion(
        "from_on",
        "First day of cover",
        "Often called “period of insurance from” on the certificate or schedule.",
        "The first day of cover",
        "Enter the first day of cover.",
    ),
    Kind.ACCOUNTS: DateQuestion(
        "from_on",
        "When were the accounts signed?",
        "The date beside the signature of a trustee or director. Leave this empty if you do not know.",
        "The date on which the accounts were signed",
        is_past=True,
    ),
    Kind.ASSESSMENT: DateQuestion(
        "from_on",
        "When was it completed?",
        "The date on which the assessment was finished or signed.",
        "The date of the assessment",
        "Enter the date on which it was completed.",
        is_past=True,
    ),
}
UNTIL_ON = {
    Kind.DOCUMENT: DateQuestion(
        "until_on",
        "When does it say that it will be reviewed?",
        "The next review date in the document. Leave this empty if it gives none.",
        "The review date",
    ),
    Kind.AGREEMENT: DateQuestion(
        "until_on",
        "What is its last day?",
        "Leave this empty if the agreement gives no end.",
        "The last day",
    ),
    Kind.COVER: DateQuestion(
        "until_on",
        "Last day of cover",
        "Usually the day before the renewal date.",
        "The last day of cover",
        "Enter the last day of cover.",
    ),
}

VALID_UNTIL = DateQuestion(
    "until_on",
    "What is its last day?",
    "The day until which the certificate says that it is valid.",
    "The last day",
    "Enter the last day.",
)
"""How a document is asked for its end that has one, such as an accreditation."""


def date_questions(requirement: Requirement) -> tuple[DateQuestion, ...]:
    """The dates that are asked for evidence of this kind, first the one from which it counts."""
    asked = rules_for(requirement).asks(requirement)
    found = [(FROM_ON, "from_on"), (UNTIL_ON, "until_on")]
    if requirement.kind is Kind.DOCUMENT and requirement.months:
        found[0] = ({Kind.DOCUMENT: last_review(requirement.months)}, "from_on")
    if requirement.asks_end:
        found[1] = ({Kind.DOCUMENT: VALID_UNTIL}, "until_on")
    return tuple(questions[requirement.kind] for questions, name in found if name in asked)


def last_review(months: int) -> DateQuestion:
    """How a document is dated that has to be reviewed every so many months."""
    return DateQuestion(
        "from_on",
        "When was it last reviewed?",
        f"It counts for {counted(months, 'month')} from that day. It is usually on the first or the last "
        "page, or in the minutes of the board.",
        "The day of the last review",
        "Enter the day on which it was last reviewed.",
        is_past=True,
    )


def read_dates(typed: Typed, against: Against) -> Answers:
    """By its name each date that is asked for, None where it was left out. Raises CannotDo; an odd day is
    taken once somebody has said that it is right."""
    fields = Fields(typed)
    found = read_days(fields, against)
    days = found.get("from_on"), found.get("until_on")
    ask_about(fields, against.odd(*days), *days)
    fields.check()
    return found


def odd_in(typed: Typed, against: Against) -> OddInForm:
    """What is odd about the days as they stand in the form; nothing where they cannot be read."""
    fields = Fields(typed)
    found = read_days(fields, against)
    days = found.get("from_on"), found.get("until_on")
    odd = () if fields.unread else against.odd(*days)
    return find_odd(odd, *days)


def read_days(fields: Fields, against: Against) -> Answers:
    requirement, today = against.requirement, against.on
    found = {each.name: read_date(fields, each, today) for each in date_questions(requirement)}
    from_on, until_on = found.get("from_on"), found.get("until_on")
    if from_on and until_on and until_on < from_on:
        fields.problems["until_on"] = "The last day cannot be before the first."
    return found


def read_date(fields: Fields, asked: DateQuestion, today: date) -> date | None:
    if asked.is_past:
        return fields.past_day(asked.name, asked.called, asked.needed, today)
    return fields.day(asked.name, asked.called, asked.needed)
