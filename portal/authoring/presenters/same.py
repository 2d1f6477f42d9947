"""Whether a row is a requirement that was there before: the question, and what an answer does to evidence."""

from collections.abc import Iterable, Mapping, Sequence

from checklists.continuing import Earlier
from checklists.drafting import DraftRow
from portal.authoring.actions.check_draft import since_when
from portal.web.choices import Item, radios
from portal.words.wording import counted

NEW = "new"
"""Chosen where it is none of the earlier ones."""


def choices(possible: Sequence[Earlier], accepted: Mapping[str, int], chosen: str) -> list[Item]:
    """Items of radios: each earlier requirement by its key, and a new one."""
    hints = {each.key: joins(each, accepted.get(each.key, 0)) for each in possible}
    hints[NEW] = "Nothing that was accepted before counts for it; it stays where it was sent"
    return radios(words_of(possible), chosen, hints)


def words_of(possible: Sequence[Earlier]) -> dict[str, str]:
    """What can be chosen, by what is sent for it."""
    return {each.key: choice_words(each) for each in possible} | {NEW: "It is a new requirement"}


def choice_words(each: Earlier) -> str:
    """The requirement, and when it was asked."""
    clause = f" ({each.requirement.clause})" if each.requirement.clause else ""
    return f"It is “{each.requirement.title}”{clause}, {since_when(each)}"


def joins(each: Earlier, partners: int) -> str:
    """What becomes of the evidence when it is that one."""
    if not partners:
        return "Nothing has been accepted for it yet"
    again = "goes on counting" if each.is_asked else "counts again"
    return (
        f"What was accepted for it in {counted(partners, 'engagement')} {again}, as far as it has not lapsed"
    )


def heading(asked: Iterable[Earlier]) -> str:
    """The question of the page."""
    only = list(asked)
    if len(only) == 1:
        return f"Is this the requirement {since_when(only[0])}?"
    return "Which requirement is it?"


def chosen_before(row: DraftRow) -> str:
    """What was answered, empty where nothing was."""
    if not row.answered:
        return ""
    return row.of or NEW
