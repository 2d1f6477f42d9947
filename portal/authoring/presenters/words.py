"""A requirement in words: for the editor's list, and for what changes."""

from collections.abc import Callable
from typing import Any

from checklists.drafting import Data
from checklists.requirement import Cover, Requirement, Topic
from checklists.vocabulary import BarredList, By, Condition, DbsLevel, Force, Kind, LegalForm
from portal.words.labels import BASIS, KIND
from portal.words.wording import counted, pounds

FORCE = {Force.MUST: "Required", Force.SHOULD: "Preferred"}
FORCE_HINT = {
    Force.MUST: "Without it a partner is not ready",
    Force.SHOULD: "Counted apart; it never stands in the way",
}
LEVEL = {DbsLevel.BASIC: "Basic", DbsLevel.STANDARD: "Standard", DbsLevel.ENHANCED: "Enhanced"}
LIST = {BarredList.ADULTS: "adults’ barred list", BarredList.CHILDREN: "children’s barred list"}
FORM = {LegalForm.CHARITY: "charities", LegalForm.COMPANY: "companies"}
ALWAYS = "Always"
CONDITION = {
    Condition.USES_VOLUNTEERS: "Where volunteers take part",
    Condition.SUPPORTS_DEMENTIA: "Where people with dementia are supported",
    Condition.BREAKING_BARRIERS_AREA: "In a Breaking Barriers area",
}
KIND_HINT = {
    Kind.DOCUMENT: "A policy, a procedure or another paper that you judge",
    Kind.CONFIRMATION: "A statement that somebody signs; no paper is asked for",
    Kind.AGREEMENT: "A paper that both sides have signed, and that counts while it is in force",
    Kind.ISSUED: "You give it out once; each partner says that it has it",
    Kind.REGISTER: "Something for each person: a DBS check, or training",
    Kind.COVER: "Insurance of a certain amount, on a certain basis, for a period",
    Kind.ACCOUNTS: "The accounts of each of the past financial years",
    Kind.ASSESSMENT: "An exercise with a date that is done again: an EQIA, a risk assessment",
}
FIELD = {
    "title": "Title",
    "kind": "Kind",
    "force": "Required or preferred",
    "clause": "Clause",
    "consequence": "What follows where it is not in order",
    "group": "Group",
    "asks": "What partners are asked for",
    "look_for": "What a reviewer looks for",
    "statement": "Statement",
    "months": "Due again after",
    "warn_days": "Said to be near its end",
    "condition": "When it is asked for",
    "parts": "Insurance",
    "years": "Financial years",
    "deadline_months": "Months for filing",
    "level": "Level of the check",
    "lists": "Barred lists",
    "topics": "Topics of training",
    "characteristics": "Characteristics",
    "sections": "Sections",
    "after_incident": "After an incident",
    "on_request": "On request",
    "carried_out_by": "Carried out by",
    "asks_end": "Its last day",
    "audited": "Audited",
    "still_years": "Said to be still in force for",
}
"""By field of a requirement what it is called."""


CARRIED_OUT_BY = {By.LEAD: "The lead provider", By.COMMISSIONER: "The council"}


def lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def cover(each: Cover) -> str:
    return f"{each.title}: {pounds(each.amount)}, {BASIS[each.basis]}"


Listed = Cover | Topic | BarredList | str
"""What a requirement may hold several of."""


def listed(values: tuple[Listed, ...]) -> str:
    return "; ".join(titled(each) for each in values)


def titled(value: Listed) -> str:
    match value:
        case Cover():
            return cover(value)
        case Topic():
            return value.title
        case BarredList():
            return LIST[value]
        case _:
            return value


def deadlines(value: dict[LegalForm, int]) -> str:
    return "; ".join(f"{months} for {FORM[form]}" for form, months in value.items())


WORDS: dict[str, Callable[[Any], str]] = {
    "kind": KIND.__getitem__,
    "force": FORCE.__getitem__,
    "months": lambda value: counted(value, "month"),
    "warn_days": lambda value: f"{counted(value, 'day')} before",
    "condition": CONDITION.__getitem__,
    "years": lambda value: counted(value, "year"),
    "still_years": lambda value: counted(value, "year"),
    "deadline_months": deadlines,
    "level": LEVEL.__getitem__,
    "after_incident": lambda value: "Done again after one" if value else "",
    "on_request": lambda value: "Done again when it is asked for" if value else "",
    "carried_out_by": CARRIED_OUT_BY.__getitem__,
    "asks_end": lambda value: "Has to be given" if value else "",
    "audited": lambda value: "An audit is asked for" if value else "",
}


def field_words(requirement: Requirement, name: str) -> str:
    """What stands in a field, "–" where nothing does."""
    value = getattr(requirement, name)
    if name == "condition" and value is None:
        return ALWAYS
    if value is None or value in ((), {}, False, ""):
        return "–"
    if isinstance(value, tuple):
        return listed(value)
    return WORDS[name](value) if name in WORDS else str(value)


FLAGS = {
    "after_incident": "again after an incident",
    "on_request": "again on request",
    "asks_end": "its last day is asked for",
}


def summary(data: Data) -> str:
    """The rules of a row in a few words, as far as they are there: 36 months; enhanced."""
    found = [*covers_summary(data), *accounts_summary(data), *register_summary(data)]
    if months := data.get("months"):
        found.append(f"due again after {counted(months, 'month')}")
    if characteristics := data.get("characteristics"):
        found.append(counted(len(characteristics), "characteristic"))
    if sections := data.get("sections"):
        found.append(counted(len(sections), "section"))
    found += [words for name, words in FLAGS.items() if data.get(name)]
    if by := data.get("carried_out_by"):
        found.append(f"carried out by {lowered(CARRIED_OUT_BY[By(by)])}")
    if condition := data.get("condition"):
        words = CONDITION[Condition(condition)]
        found.append(words[0].lower() + words[1:])
    text = "; ".join(found)
    return text[:1].upper() + text[1:]


def covers_summary(data: Data) -> list[str]:
    return [
        f"{each.get('title', 'insurance')}: {pounds(each.get('amount')) or 'amount missing'},"
        f" {BASIS.get(each.get('basis', ''), 'basis missing')}"
        for each in data.get("part", [])
    ]


def accounts_summary(data: Data) -> list[str]:
    years = [f"{counted(data['years'], 'financial year')}"] if data.get("years") else []
    return [*years, *(["audited"] if data.get("audited") else [])]


def register_summary(data: Data) -> list[str]:
    if "topic" in data:
        return [f"training: {counted(len(data['topic']), 'topic')}"]
    if "level" not in data:
        return []
    lists = [LIST[BarredList(each)] for each in data.get("lists", [])]
    return [" with ".join([f"{data['level']} DBS check", *([" and ".join(lists)] if lists else [])])]
