"""Readiness over time, against readiness asked on each day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import starmap, takewhile
from random import Random

from hypothesis import given, settings

from checklists.calendar import Span
from checklists.in_hand import Held, InHandDays, over_days
from checklists.levels import SlotHistory, level_timeline, levels_after, slots_on, unusual_shares
from checklists.readiness import Slot, is_near_end, readiness
from checklists.slots import Row
from checklists.vocabulary import UNMET, By, Force, Kind, Stage, State, Turn
from tests.parts.made_up import made_up
from tests.rules.generated import Case, cases, decisions_on, randoms
from tests.rules.test_properties import bounded, days_in


def history_of(case: Case, random: Random) -> SlotHistory:
    wordings = (Row(case.requirement, case.engagement.span),) if case.rows is None else case.rows
    force = random.choice(list(Force))
    somebody_else = random.choice([None, *By]) if case.requirement.kind is Kind.ASSESSMENT else None
    rows = [
        replace(row, requirement=replace(row.requirement, force=force, carried_out_by=somebody_else))
        for row in wordings
    ]
    issued_on = random.choice([None, *days_in(case.engagement.span)])
    return SlotHistory(
        rows, case.intervals(), in_hand_of(case, random), issued_on, said_done=said_done_of(case, random)
    )


def said_done_of(case: Case, random: Random) -> tuple[Span, ...]:
    """Days on which what is wanting may be only to be confirmed."""
    days = sorted({random.choice(list(days_in(case.engagement.span))) for _ in range(4)})
    return tuple(starmap(Span, zip(days[::2], days[1::2], strict=False)))


def in_hand_of(case: Case, random: Random) -> InHandDays:
    """What may have been under way in it, from evening to evening."""
    days = list(days_in(case.engagement.span))
    held = []
    for _ in range(random.randrange(3)):
        first, last = sorted([random.choice(days), random.choice([*days, date.max])])
        part = random.choice(["", "one", "two"])
        held.append(Held(part, random.choice([Stage.WAITING, Stage.RETURNED]), Span(first, last)))
    return over_days(held)


@settings(bounded, max_examples=made_up(100))
@given(cases, randoms)
def test_it_says_what_readiness_says_on_each_day(case: Case, random: Random) -> None:
    other = Case(
        case.requirement, case.engagement, decisions_on(random, case.requirement, case.engagement), case.rows
    )
    histories = [history_of(case, random), history_of(other, random)]
    told = level_timeline(histories, case.engagement)
    by_day = [(day, each) for each in told for day in days_in(Span(each.from_on, each.until_on))]
    assert [day for day, _ in by_day] == list(days_in(case.engagement.span))
    for day, each in by_day:
        found = slots_on(histories, case.engagement, day)
        answer = readiness(found, case.engagement, day)
        assert each.level is answer.level
        assert each.blockers == len(answer.blockers)
        assert each.blockers_with_lead == sum(point.turn is Turn.LEAD for point in answer.blockers)
        assert each.warnings == len(answer.warnings)
        assert (each.in_order, each.asked) == counted(found, Force.MUST)
        assert (each.preferred_in_order, each.preferred_asked) == counted(found, Force.SHOULD)


def counted(slots: Iterable[Slot], force: Force) -> tuple[int, int]:
    """How many slots of the force are in order, and how many are asked, of what the partner has to see to."""
    asked = [slot for slot in slots if slot.requirement.carried_out_by is None]
    states = [slot.interval.state for slot in asked if slot.requirement.force is force]
    in_order = sum(state in {State.MET, State.WAIVED} for state in states)
    return in_order, sum(state is not State.NOT_NEEDED for state in states)


@settings(bounded, max_examples=made_up(100))
@given(cases, randoms)
def test_one_slot_that_changes_leaves_the_others_as_they_are(case: Case, random: Random) -> None:
    """Whether all slots are asked anew, or what one of them was is taken out and what it is put in."""
    made = decisions_on(random, case.requirement, case.engagement)
    other = Case(case.requirement, case.engagement, made, case.rows)
    history = history_of(case, random)
    done = said_done_of(case, random)
    later = replace(history, intervals=other.intervals(), in_hand=in_hand_of(case, random), said_done=done)
    rest = [history_of(case, random), history_of(other, random)]
    before = level_timeline([*rest, history], case.engagement)
    of = case.engagement
    after = levels_after(before, unusual_shares(history, of), unusual_shares(later, of), of.span)
    assert after == level_timeline([*rest, later], case.engagement)


@settings(bounded, max_examples=made_up(100))
@given(cases, randoms)
def test_a_warning_says_that_a_day_within_the_warning_time_is_wanting(case: Case, random: Random) -> None:
    """Day by day, and without a word of what the intervals say of themselves: a slot that is in order or not
    needed warns where it will be missing or expired on a day that its warning time reaches."""
    history = history_of(case, random)
    unmet = {
        day
        for each in history.intervals
        if each.state in UNMET
        for day in days_in(Span(each.from_on, each.until_on))
    }
    there = {day for each in history.intervals for day in days_in(Span(each.from_on, each.until_on))}
    for day in sorted(there - unmet):
        (slot,) = slots_on([history], case.engagement, day)
        ahead = [day + timedelta(days=number) for number in range(1, slot.requirement.warn_days + 2)]
        until_a_break = takewhile(lambda each: each in there, ahead)
        expected = any(each in unmet for each in until_a_break)
        assert is_near_end(slot, case.engagement, day) is expected, day
