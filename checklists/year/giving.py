"""How a return is given: section by section, put up for signing, sent, and decided on by the lead.

What happened is told act by act; how each section stands follows from that and is kept nowhere.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from checklists.year.owed_timeline import Given
from checklists.year.rows import Measure, Return, Section
from checklists.year.vocabulary import Form


class Act(StrEnum):
    """What somebody did with a return: the partner put it up for signing, handed it back from there, or
    signed and sent it; the lead accepted or returned a section, or opened it again."""

    PUT_UP = "put-up"
    HANDED_BACK = "handed-back"
    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REOPENED = "reopened"


class SectionState(StrEnum):
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    READY = "ready"
    WITH_LEAD = "with-lead"
    NEEDS_CHANGE = "needs-change"
    ACCEPTED = "accepted"


class Way(StrEnum):
    """How a section is written: in words or as a file, as files alone, or in figures."""

    WORDS = "words"
    FILES = "files"
    FIGURES = "figures"


WITH_THE_PARTNER: frozenset[SectionState] = frozenset(
    {SectionState.NOT_STARTED, SectionState.IN_PROGRESS, SectionState.READY, SectionState.NEEDS_CHANGE}
)
IN_WORDS = frozenset({Form.NARRATIVE, Form.STATEMENT, Form.CASE_STUDY, Form.SITES})


@dataclass(frozen=True, slots=True)
class Happened:
    """An act on its local day, in the order in which they happened; `sections` are those that it is about,
    for what is said of the whole those that were with the partner."""

    act: Act
    on: date
    sections: frozenset[str] = field(default_factory=frozenset)


def sections_of(row: Return) -> tuple[Section, ...]:
    """A return that names no sections is one as a whole."""
    return row.sections or (Section("return", row.title, Form.FILE, row.nil),)


def measures_of(row: Return, section: Section, measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The figures that the section is given in: those of the return, in its first section of data. Of a joint
    measure there are none of its own."""
    data = [each.key for each in sections_of(row) if each.form is Form.DATA]
    if section.key not in data[:1]:
        return ()
    return tuple(each for each in measures if each.given_in == row.key and not each.joint)


def way_of(row: Return, section: Section, measures: Iterable[Measure]) -> Way:
    if measures_of(row, section, measures):
        return Way.FIGURES
    return Way.WORDS if section.form in IN_WORDS else Way.FILES


def section_states(
    keys: Sequence[str], acts: Iterable[Happened], written: Mapping[str, bool]
) -> dict[str, SectionState]:
    """By section how it stands. `written` says of those of which anything is, whether they are ready."""
    last: dict[str, Act] = {}
    for each in acts:
        if each.act in {Act.SENT, Act.ACCEPTED, Act.RETURNED, Act.REOPENED}:
            last |= dict.fromkeys(each.sections, each.act)
    return {key: section_state(last.get(key), written.get(key)) for key in keys}


def section_state(last: Act | None, is_ready: bool | None) -> SectionState:
    if last is Act.SENT:
        return SectionState.WITH_LEAD
    if last is Act.ACCEPTED:
        return SectionState.ACCEPTED
    if is_ready:
        return SectionState.READY
    if last is not None:
        return SectionState.NEEDS_CHANGE
    return SectionState.NOT_STARTED if is_ready is None else SectionState.IN_PROGRESS


def is_put_up(acts: Sequence[Happened]) -> bool:
    """Whether it waits for whoever signs it, and is written no further meanwhile."""
    about = [each.act for each in acts if each.act in {Act.PUT_UP, Act.HANDED_BACK, Act.SENT}]
    return bool(about) and about[-1] is Act.PUT_UP


def can_go(states: Collection[SectionState]) -> bool:
    """Whether it can be sent: something is ready, and nothing that is with the partner is not."""
    with_partner = {each for each in states if each in WITH_THE_PARTNER}
    return with_partner == {SectionState.READY}


def lies_with_lead(states: Collection[SectionState]) -> bool:
    """Whether there is nothing for the partner to do: all was sent, and none of it came back."""
    return not any(each in WITH_THE_PARTNER for each in states)


def given_times(keys: Sequence[str], acts: Iterable[Happened]) -> tuple[Given, ...]:
    """Each time that it was sent, with what became of it: accepted once all of its sections are, returned by
    the first that came back."""
    return tuple(as_given(keys, list(acts)))


def as_given(keys: Sequence[str], acts: list[Happened]) -> Iterator[Given]:
    places = [place for place, each in enumerate(acts) if each.act is Act.SENT]
    for place, following in pairwise([*places, len(acts)]):
        so_far, accepted_on, returned_on, reopened_on = acts[: place + 1], None, None, None
        for each in acts[place + 1 : following]:
            so_far.append(each)
            if each.act is Act.RETURNED:
                returned_on = returned_on or each.on
            elif each.act is Act.REOPENED:
                reopened_on = reopened_on or (each.on if accepted_on else None)
                returned_on = returned_on or (None if accepted_on else each.on)
            elif each.act is Act.ACCEPTED and all_accepted(keys, so_far):
                accepted_on = accepted_on or each.on
        yield Given(acts[place].on, accepted_on, returned_on, reopened_on)


def all_accepted(keys: Sequence[str], acts: Iterable[Happened]) -> bool:
    states = section_states(keys, acts, {}).values()
    return all(each is SectionState.ACCEPTED for each in states)


__all__ = [
    "Act",
    "Happened",
    "SectionState",
    "Way",
    "can_go",
    "given_times",
    "is_put_up",
    "lies_with_lead",
    "measures_of",
    "section_states",
    "sections_of",
    "way_of",
]
