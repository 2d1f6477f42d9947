"""The right of reply, actions, and what a finding does to a slot, as tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from checklists.calendar import Span
from checklists.facts import Decision, Engagement, Found
from checklists.findings import (
    ActionState,
    ActionStep,
    Outcome,
    ReplyTurn,
    Said,
    Word,
    action_state,
    evenings_with_lead,
    is_overdue,
    is_withdrawn,
    may_decide,
    next_steps,
    next_words,
    replies_until,
    reply_turn,
    without_action,
)
from checklists.requirement import Requirement
from checklists.timeline import timeline
from checklists.vocabulary import Force, Kind, State
from checklists.vocabulary import Outcome as Decided

SENT = date(2027, 3, 1)
UNTIL = replies_until(SENT, 14)
DAY = timedelta(days=1)

COMMENT = Said(Word.COMMENT, date(2027, 3, 5))
STANDS = Said(Word.ANSWER, date(2027, 3, 10), Outcome.STANDS)
GONE = Said(Word.ANSWER, date(2027, 3, 10), Outcome.WITHDRAWN)
DIFFERS = Said(Word.DIFFERENCE, date(2027, 3, 12))
RULED = Said(Word.RULING, date(2027, 3, 14), Outcome.STANDS)


def test_the_right_of_reply_lasts_its_days() -> None:
    assert date(2027, 3, 15) == UNTIL


@pytest.mark.parametrize(
    ("said", "on", "turn", "words"),
    [
        ((), SENT, ReplyTurn.PARTNER, {Word.COMMENT}),
        ((), UNTIL, ReplyTurn.PARTNER, {Word.COMMENT}),
        ((), UNTIL + DAY, ReplyTurn.NOBODY, set()),
        ((COMMENT,), date(2027, 3, 6), ReplyTurn.LEAD, {Word.ANSWER, Word.COMMENT}),
        ((COMMENT,), date(2027, 4, 6), ReplyTurn.LEAD, {Word.ANSWER}),
        ((COMMENT, COMMENT, STANDS), STANDS.on, ReplyTurn.PARTNER, {Word.DIFFERENCE}),
        ((COMMENT, STANDS), date(2027, 3, 24), ReplyTurn.PARTNER, {Word.DIFFERENCE}),
        ((COMMENT, STANDS), date(2027, 3, 25), ReplyTurn.NOBODY, set()),
        ((COMMENT, GONE), GONE.on, ReplyTurn.NOBODY, set()),
        ((COMMENT, STANDS, DIFFERS), date(2027, 9, 1), ReplyTurn.SECOND, {Word.RULING}),
        ((COMMENT, STANDS, DIFFERS, RULED), RULED.on, ReplyTurn.NOBODY, set()),
    ],
)
def test_who_may_say_what(said: tuple[Said, ...], on: date, turn: ReplyTurn, words: set[Word]) -> None:
    assert reply_turn(said, SENT, UNTIL, on) is turn
    assert next_words(said, SENT, UNTIL, on) == words


def test_withdrawn_by_the_last_word_alone() -> None:
    assert is_withdrawn((COMMENT, GONE))
    assert not is_withdrawn((COMMENT, STANDS))
    assert not is_withdrawn(())


def test_only_who_took_no_part_decides() -> None:
    assert may_decide("c", {"a", "b"})
    assert not may_decide("a", {"a", "b"})


@pytest.mark.parametrize(
    ("steps", "state", "after"),
    [
        ([], ActionState.OPEN, {ActionStep.DONE, ActionStep.CLOSED}),
        ([ActionStep.DONE], ActionState.DONE, {ActionStep.RETURNED, ActionStep.CLOSED}),
        ([ActionStep.DONE, ActionStep.RETURNED], ActionState.OPEN, {ActionStep.DONE, ActionStep.CLOSED}),
        ([ActionStep.CLOSED], ActionState.CLOSED, set()),
        ([ActionStep.DONE, ActionStep.CLOSED], ActionState.CLOSED, set()),
    ],
)
def test_what_becomes_of_an_action(
    steps: list[ActionStep], state: ActionState, after: set[ActionStep]
) -> None:
    assert action_state(steps) is state
    assert next_steps(state) == after


@pytest.mark.parametrize(
    ("state", "late", "overdue"),
    [
        (ActionState.OPEN, -1, False),
        (ActionState.OPEN, 0, False),
        (ActionState.OPEN, 1, True),
        (ActionState.DONE, 1, False),
        (ActionState.CLOSED, 400, False),
    ],
)
def test_overdue_after_its_day_and_only_while_the_partner_has_it(
    state: ActionState, late: int, overdue: bool
) -> None:
    assert is_overdue(state, SENT, SENT + late * DAY) is overdue


def test_every_finding_wants_an_action() -> None:
    assert without_action(["a", "b", "c"], {"b"}) == 2
    assert without_action(["b"], {"b"}) == 0


REQUIREMENT = Requirement("policy", "A policy", Kind.DOCUMENT, Force.MUST, "1", "Policies", "Send it.")
YEAR = Span(date(2027, 1, 1), date(2027, 12, 31))
ACCEPTED = Decision("d", Decided.ACCEPT, date(2027, 1, 1), from_on=date(2027, 1, 1))
VISIT = date(2027, 3, 3)
FOUND = Found("policy", VISIT, SENT + 9 * DAY)
CLOSED = replace(FOUND, closed_on=date(2027, 5, 1))

MET, MISSING, WAIVED = State.MET, State.MISSING, State.WAIVED
Row = tuple[State, date]


def states(
    found: Found, known: date | None = None, decisions: tuple[Decision, ...] = (ACCEPTED,)
) -> list[Row]:
    engagement = Engagement(YEAR, found=(found,))
    return [(each.state, each.from_on) for each in timeline(REQUIREMENT, decisions, engagement, known)]


@pytest.mark.parametrize(
    ("found", "known", "rows"),
    [
        (FOUND, None, [(MET, YEAR.from_on), (MISSING, VISIT)]),
        (FOUND, FOUND.recorded_on - DAY, [(MET, YEAR.from_on)]),
        (FOUND, FOUND.recorded_on, [(MET, YEAR.from_on), (MISSING, VISIT)]),
        (CLOSED, None, [(MET, YEAR.from_on), (MISSING, VISIT), (MET, date(2027, 5, 1))]),
        (CLOSED, date(2027, 4, 30), [(MET, YEAR.from_on), (MISSING, VISIT)]),
        (CLOSED, date(2027, 5, 1), [(MET, YEAR.from_on), (MISSING, VISIT), (MET, date(2027, 5, 1))]),
        (replace(FOUND, closed_on=VISIT), None, [(MET, YEAR.from_on)]),
        (replace(FOUND, withdrawn_on=date(2027, 4, 1)), None, [(MET, YEAR.from_on)]),
        (
            replace(FOUND, withdrawn_on=date(2027, 4, 1)),
            date(2027, 3, 31),
            [(MET, YEAR.from_on), (MISSING, VISIT)],
        ),
        (replace(FOUND, key="another"), None, [(MET, YEAR.from_on)]),
        (replace(FOUND, on=date(2026, 12, 1)), None, [(MISSING, YEAR.from_on)]),
    ],
)
def test_not_in_order_from_the_visit_until_the_last_action_is_closed(
    found: Found, known: date | None, rows: list[Row]
) -> None:
    assert states(found, known) == rows


def test_what_is_missing_or_waived_stays_so() -> None:
    waiver = Decision("w", Decided.WAIVE, YEAR.from_on, from_on=YEAR.from_on, until_on=date(2027, 6, 30))
    assert states(FOUND, decisions=()) == [(MISSING, YEAR.from_on)]
    assert states(FOUND, decisions=(waiver,)) == [(WAIVED, YEAR.from_on), (MISSING, date(2027, 7, 1))]


def test_on_which_evenings_nothing_is_left_to_the_partner() -> None:
    days = [date(2027, 5, day) for day in range(1, 9)]
    done, back, closed = ActionStep.DONE, ActionStep.RETURNED, ActionStep.CLOSED

    def on_first(*steps: tuple[date, ActionStep]) -> tuple[date, tuple[tuple[date, ActionStep], ...]]:
        return days[0], steps

    assert evenings_with_lead([]) == evenings_with_lead([on_first()]) == ()
    is_done = on_first((days[1], done))
    assert evenings_with_lead([is_done]) == (Span(days[1], date.max),)
    assert evenings_with_lead([is_done, on_first()]) == (), "the other is open"
    one = on_first((days[1], done), (days[3], back), (days[5], done), (days[7], closed))
    assert evenings_with_lead([one]) == (Span(days[1], days[2]), Span(days[5], days[6]))
    assert evenings_with_lead([one, on_first((days[2], closed))]) == (
        Span(days[2], days[2]),
        Span(days[5], days[6]),
    )
    assert evenings_with_lead([on_first((days[1], done), (days[1], back))]) == (), "back on the same day"
    more = (days[3], [(days[5], done)])
    assert evenings_with_lead([is_done, more]) == (
        Span(days[1], days[2]),
        Span(days[5], date.max),
    ), "an action that is given later is open from then on, and no evening before"
