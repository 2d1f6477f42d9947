"""Findings of a visit: the right of reply, the actions that follow, and what a finding does to a slot."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from checklists.calendar import Span, day_before

REPLY_DAYS = 14
"""For how many days after a finding was sent its partner may comment, unless the visit says otherwise."""

MOST_REPLY_DAYS = 90


class Word(StrEnum):
    """What is said of a finding: the partner comments, the lead answers, the partner differs, and a second
    reviewer decides."""

    COMMENT = "comment"
    ANSWER = "answer"
    DIFFERENCE = "difference"
    RULING = "ruling"


class Outcome(StrEnum):
    """What an answer or a ruling comes to."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"


class ActionStep(StrEnum):
    """What becomes of an action: the partner says that it is done, the lead closes it or gives it back."""

    DONE = "done"
    RETURNED = "returned"
    CLOSED = "closed"


class ActionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CLOSED = "closed"


class ReplyTurn(StrEnum):
    """Who may say something of a finding that was sent: the partner while it has the time, the lead that has
    to answer, a second reviewer who has to decide, or nobody any more."""

    PARTNER = "partner"
    LEAD = "lead"
    SECOND = "second"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said of a finding, on a day in the United Kingdom."""

    kind: Word
    on: date
    outcome: Outcome | None = None


def replies_until(sent_on: date, days: int) -> date:
    """The last day of the right of reply."""
    return sent_on + timedelta(days=days)


def is_withdrawn(said: Sequence[Said]) -> bool:
    return bool(said) and said[-1].outcome is Outcome.WITHDRAWN


def differs_until(answered_on: date, sent_on: date, reply_until: date) -> date:
    """Until when the partner may say that it differs from an answer: as many days as it had to comment, and
    never less than those."""
    return max(reply_until, answered_on + (reply_until - sent_on))


def reply_turn(said: Sequence[Said], sent_on: date, reply_until: date, on: date) -> ReplyTurn:
    """Whose turn it is on a day, after all that was said."""
    last = said[-1] if said else None
    if last is None:
        return ReplyTurn.PARTNER if on <= reply_until else ReplyTurn.NOBODY
    match last.kind:
        case Word.COMMENT:
            return ReplyTurn.LEAD
        case Word.DIFFERENCE:
            return ReplyTurn.SECOND
        case Word.ANSWER if last.outcome is not Outcome.WITHDRAWN:
            may = on <= differs_until(last.on, sent_on, reply_until)
            return ReplyTurn.PARTNER if may else ReplyTurn.NOBODY
        case _:
            return ReplyTurn.NOBODY


def next_words(said: Sequence[Said], sent_on: date, reply_until: date, on: date) -> frozenset[Word]:
    """What may be said next on that day. A partner may add to its comment until the lead has answered."""
    turn = reply_turn(said, sent_on, reply_until, on)
    if turn is ReplyTurn.PARTNER:
        return frozenset({Word.DIFFERENCE if said else Word.COMMENT})
    if turn is ReplyTurn.LEAD:
        return frozenset({Word.ANSWER, Word.COMMENT} if on <= reply_until else {Word.ANSWER})
    return frozenset({Word.RULING}) if turn is ReplyTurn.SECOND else frozenset()


Who = TypeVar("Who")


def may_decide(person: Who, took_part: Collection[Who]) -> bool:
    """Where both sides differ, somebody decides who did not visit, write or answer."""
    return person not in took_part


def action_state(steps: Sequence[ActionStep]) -> ActionState:
    """Where an action stands after its steps, in their order."""
    last = steps[-1] if steps else None
    if last is ActionStep.CLOSED:
        return ActionState.CLOSED
    return ActionState.DONE if last is ActionStep.DONE else ActionState.OPEN


Steps = Sequence[tuple[date, ActionStep]]
"""What became of an action, with the days."""


def evenings_with_lead(actions: Sequence[tuple[date, Steps]]) -> tuple[Span, ...]:
    """The evenings on which nothing of a finding was left to its partner, and not all was closed: each of its
    actions, that is the day on which it was given and its steps, was closed or said to be done."""
    days = sorted({day for given_on, steps in actions for day in (given_on, *(day for day, _ in steps))})
    ends = [*(day_before(day) for day in days[1:]), date.max]
    return tuple(Span(*each) for each in zip(days, ends, strict=False) if is_with_lead(actions, each[0]))


def is_with_lead(actions: Sequence[tuple[date, Steps]], evening: date) -> bool:
    given = [steps for given_on, steps in actions if given_on <= evening]
    states = {action_state([step for day, step in steps if day <= evening]) for steps in given}
    return ActionState.DONE in states and ActionState.OPEN not in states


def next_steps(state: ActionState) -> frozenset[ActionStep]:
    """What may become of an action next. The lead may close what the partner has not said to be done."""
    return {
        ActionState.OPEN: frozenset({ActionStep.DONE, ActionStep.CLOSED}),
        ActionState.DONE: frozenset({ActionStep.RETURNED, ActionStep.CLOSED}),
        ActionState.CLOSED: frozenset[ActionStep](),
    }[state]


def is_overdue(state: ActionState, by_on: date, on: date) -> bool:
    """What the partner says is done waits for the lead, and is not overdue."""
    return state is ActionState.OPEN and by_on < on


def without_action(findings: Iterable[Who], with_action: Collection[Who]) -> int:
    """How many findings have no action yet: until none is left, the plan cannot be sent."""
    return sum(each not in with_action for each in findings)
