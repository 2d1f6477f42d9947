"""A slot in words: state, what is under way, and whose turn, as its reader says them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from checklists.intervals import Interval
from checklists.levels import Tally, tally
from checklists.readiness import is_exception, is_paused, waits_for_lead
from checklists.reasons import exception_recorded, needed_from, why_not_needed
from checklists.requirement import Requirement
from checklists.vocabulary import UNMET, By, Force, Kind, Stage, State, Turn
from portal.access import Audience
from portal.places.contracts import EngagementPlace
from portal.standing.queries.slots import SlotLine
from portal.words.labels import STAGE, STATE
from portal.words.levels import FOR_COLLEAGUE
from portal.words.why import whose_words, why_words
from portal.words.wording import day, in_order_words, possessive

OF_ONE_PIECE = {Kind.DOCUMENT, Kind.CONFIRMATION, Kind.AGREEMENT, Kind.ASSESSMENT}
"""Kinds of which "Needed" says it all."""


class Side(StrEnum):
    """From which side somebody reads; keys are those of Turn."""

    PARTNER = "partner"
    LEAD = "lead"
    COMMISSIONER = "commissioner"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the partner hears the lead by its name, the lead says "us". `own` is what a reviewer entered
    or sent herself, on which somebody else decides."""

    side: Side
    lead: str
    partner: str
    own: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """State, stage and turn, each as the key that its colour hangs on and its words."""

    state: str
    words: str
    stage: str
    stage_words: str
    turn_words: str
    is_yours: bool


def carried_out_by(requirement: Requirement, place: EngagementPlace) -> str:
    """The council or the lead by its name; empty for what the partner has to see to."""
    if requirement.carried_out_by is None:
        return ""
    is_lead = requirement.carried_out_by is By.LEAD
    return place.contract.lead if is_lead else place.contract.commissioner


def reader_of(place: EngagementPlace) -> Reader:
    """Somebody on both sides reads as the partner: that is where something is to be done."""
    if Audience.PARTNER in place.audiences:
        side = Side.PARTNER
    else:
        side = Side.LEAD if Audience.REVIEWER in place.audiences else Side.COMMISSIONER
    return Reader(side, place.contract.lead, place.partner)


def standing_of(line: SlotLine, reader: Reader) -> Standing:
    """Where one part is with the lead and another with the partner, that is said in place of a stage."""
    slot = line.slot
    soon = line.is_near_end
    whose = whose_is_which(line, reader)
    return Standing(
        state="soon" if soon else slot.interval.state.value,
        words=soon_words(line, reader) if soon else words_of(line),
        stage=slot.stage.value,
        stage_words="" if whose else stage_words(slot.stage, reader),
        turn_words=whose or turn_words(line, reader),
        is_yours=is_yours(line, reader),
    )


def words_of(line: SlotLine) -> str:
    """The state; of what a finding alone says is wanting, that it is not in order."""
    if line.told.is_by_finding:
        return "Not in order"
    return state_words(line.slot.requirement, line.slot.interval)


def state_words(requirement: Requirement, interval: Interval) -> str:
    """Accepted until 31 March 2027; Expired on 1 May 2026; Not needed because no volunteers are used."""
    match interval.state:
        case State.MET:
            return f"Accepted until {day(interval.until_on)}"
        case State.WAIVED if requirement.force is Force.SHOULD:
            return exception_recorded(interval)
        case State.WAIVED:
            return f"Waived until {day(interval.until_on)}"
        case State.EXPIRED:
            return f"Expired on {day(interval.lapses_on)}" if interval.lapses_on else "Expired"
        case State.NOT_NEEDED:
            return why_not_needed(requirement)
        case other:
            return STATE[other]


def waiver_reason(line: SlotLine, reader: Reader) -> str:
    """Why it is waived, or excepted. Of a register the council reads that it is: the words may name
    people."""
    is_hidden = reader.side is Side.COMMISSIONER and line.slot.requirement.kind is Kind.REGISTER
    return "" if is_hidden else line.waived_because.rstrip(".")


def soon_words(line: SlotLine, reader: Reader) -> str:
    """Near its end: Renew soon, or that the renewal is with the lead; of what is not needed from when it
    is."""
    interval = line.slot.interval
    if from_on := needed_from(interval):
        return f"Needed from {day(from_on)}"
    if line.slot.stage is Stage.WAITING:
        return f"Accepted, renewal with {with_whom(reader)}"
    ends = "waived" if interval.state is State.WAIVED else "accepted"
    if is_exception(line.slot):
        return f"Ends soon: exception until {day(interval.until_on)}"
    return f"Renew soon: {ends} until {day(interval.until_on)}"


def stage_words(stage: Stage, reader: Reader) -> str:
    if stage is Stage.WAITING:
        return f"With {with_whom(reader)}, checking"
    return STAGE[stage]


def turn_words(line: SlotLine, reader: Reader) -> str:
    """Whose turn it is; where it is nobody's, until when."""
    if is_yours(line, reader):
        return "Your turn"
    if waits_for_colleague(line, reader):
        return FOR_COLLEAGUE
    if line.turn is Turn.NOBODY:
        return nobody_words(line)
    names = {Turn.PARTNER: reader.partner, Turn.LEAD: reader.lead, Turn.COMMISSIONER: "the council"}
    return f"{possessive(names[line.turn])} turn"


def whose_is_which(line: SlotLine, reader: Reader) -> str:
    """Empty where one turn is that of all that is wanting."""
    theirs = "your turn" if reader.side is Side.PARTNER else f"{possessive(reader.partner)} turn"
    return whose_words(line.slot, line.told, theirs, f"with {with_whom(reader)}")


def with_whom(reader: Reader) -> str:
    """The lead, as the reader calls it."""
    return "us" if reader.side is Side.LEAD else reader.lead


def is_yours(line: SlotLine, reader: Reader) -> bool:
    return line.turn == reader.side.value and not waits_for_colleague(line, reader)


def waits_for_colleague(line: SlotLine, reader: Reader) -> bool:
    """Whether all that the lead has of it is the reader's own."""
    waiting = {each.submission_id for each in line.work if each.stage is Stage.WAITING}
    return line.turn is Turn.LEAD and reader.side is Side.LEAD and bool(waiting) and waiting <= reader.own


def nobody_words(line: SlotLine) -> str:
    interval = line.slot.interval
    if is_paused(line.slot) and (line.is_near_end or interval.state in UNMET):
        return "Renewal applied for"
    if not interval.lapses_on or interval.lapses_on == date.max:
        return "Nothing to do"
    return f"Nothing to do until {day(interval.lapses_on - timedelta(days=line.slot.requirement.warn_days))}"


def why(line: SlotLine) -> str:
    """What is wanting, in a phrase, and of what is needed soon why it is not yet; empty where the state says
    it all."""
    slot = line.slot
    if line.is_near_end and needed_from(slot.interval):
        return why_not_needed(slot.requirement)
    if slot.interval.state not in UNMET or says_it_all(line):
        return ""
    phrase = why_words(slot, line.told)
    return "" if phrase == state_words(slot.requirement, slot.interval) else phrase


def says_it_all(line: SlotLine) -> bool:
    slot = line.slot
    is_plain = not slot.interval.parts and slot.requirement.kind in OF_ONE_PIECE
    is_told = line.told.short or line.told.not_in_order
    return is_plain and not is_told and not waits_for_lead(slot)


@dataclass(frozen=True, slots=True)
class InOrder:
    """How many slots are asked and in order: those that are required, and apart those that are preferred."""

    required: Tally
    preferred: Tally

    @property
    def words(self) -> str:
        return in_order_words(*self.required, *self.preferred)


def count_in_order(lines: Iterable[SlotLine]) -> InOrder:
    slots = [line.slot for line in lines]
    return InOrder(
        tally(slot for slot in slots if slot.requirement.force is Force.MUST),
        tally(slot for slot in slots if slot.requirement.force is Force.SHOULD),
    )
