"""Whose turn it is and what a level means, as the lead and as the council read it."""

from datetime import date

from checklists.readiness import Point
from checklists.vocabulary import Force, Level, Stage, Turn
from portal.standing.queries.told import NOTHING_TOLD, Told
from portal.words.labels import LEVEL
from portal.words.why import whose_words, why_words
from portal.words.wording import possessive

FOR_COLLEAGUE = "Waits for a colleague"
"""What somebody sent herself, on which she does not decide."""


def level_words(level: Level, lead: str, is_lead: bool) -> str:
    """The level; who is waited for is named to the council. To the lead it is said of all of it: what one of
    its reviewers sent herself is a colleague's to decide on.

    >>> level_words(Level.WAITING, "Harbour Light", True), level_words(Level.WAITING, "Harbour Light", False)
    ('Waiting for us', 'Waiting for Harbour Light')
    """
    if level is Level.WAITING:
        return "Waiting for us" if is_lead else f"Waiting for {lead}"
    return LEVEL[level]


def whose_turn(turn: Turn, lead: str, is_lead: bool, is_own: bool = False) -> str:
    """Whose turn it is; the lead's is named to the council, and is a colleague's for who sent it herself."""
    match turn:
        case Turn.LEAD if is_own and is_lead:
            return FOR_COLLEAGUE
        case Turn.LEAD:
            return "Your turn" if is_lead else f"{possessive(lead)} turn"
        case Turn.PARTNER:
            return "The partner’s turn"
        case Turn.COMMISSIONER:
            return "The council’s turn"
        case Turn.NOBODY:
            return "Nothing to do"


def stage_words(stage: Stage, lead: str, is_lead: bool) -> str:
    """What is under way; a draft is its partner's own and nobody else reads of it."""
    if stage is Stage.WAITING:
        return "With us, checking" if is_lead else f"With {lead}, checking"
    return "Needs a change" if stage is Stage.RETURNED else ""


def point_words(point: Point, told: Told = NOTHING_TOLD) -> str:
    """Why the slot stands in the way; without anybody's name, unless `told` has it."""
    slot = point.slot
    words = why_words(slot, told)
    return f"{words} (preferred, not required)" if slot.requirement.force is Force.SHOULD else words


def whose_parts(point: Point, told: Told, lead: str, is_lead: bool) -> str:
    """Which part is whose, where they are not all of one side; empty where one turn says it for all."""
    return whose_words(point.slot, told, "the partner’s turn", f"with {'us' if is_lead else lead}")


def days_away(day: date, today: date) -> str:
    """How far a day is from today.

    >>> days_away(date(2027, 3, 31), date(2027, 3, 31)), days_away(date(2027, 4, 1), date(2027, 3, 31))
    ('today', 'tomorrow')
    >>> days_away(date(2027, 4, 21), date(2027, 3, 31)), days_away(date(2027, 3, 30), date(2027, 3, 31))
    ('in 21 days', '1 day ago')
    """
    days = (day - today).days
    if days in {0, 1}:
        return "tomorrow" if days else "today"
    if days > 0:
        return f"in {days} days"
    return "1 day ago" if days == -1 else f"{-days} days ago"
