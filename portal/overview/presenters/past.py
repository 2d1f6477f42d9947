"""A question about the past answered in a sentence, with its evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.changes import IN_ORDER
from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import UNMET, Kind, Outcome, State
from portal.overview.presenters.changes import state_words, where
from portal.overview.queries.past import Answer, Evidence
from portal.web.addresses import SLOT
from portal.words.why import capital
from portal.words.wording import areas_words, counted, day

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What was accepted or waived, in a line; `files` are names, for the lead alone."""

    words: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A partner: its state as it is known now and as it was known; `differs` where the two are not alike."""

    partner: str
    href: str
    now: str
    now_words: str
    then: str
    then_words: str
    differs: bool
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: how `requirement` stood on a day, and what of it was known on the evening of another."""

    requirement: Requirement
    on: date
    known: date
    is_lead: bool


def sentences(answers: Sequence[Answer], asked: Asked) -> list[str]:
    """What was so, as it is known now; then what was known on the evening."""
    title, on = asked.requirement.title, day(asked.on)
    now = [each for each in answers if is_asked(each.now)]
    if not now:
        said = [f"On {on} nobody was asked for {title}, as it is known now."]
    else:
        said = [f"On {on} {in_order(now, [each.now for each in now])} for {title}, as it is known now."]
        said += not_so(now, [each.now for each in now])
    evening = "that evening" if asked.known == asked.on else f"the evening of {day(asked.known)}"
    then = [each for each in answers if each.was_known_here and is_asked(each.then)]
    if not then:
        return [*said, f"On {evening} nobody was known to be asked for it."]
    if all(was_known_so(each) for each in answers):
        return [*said, f"The same was known on {evening}."]
    words = in_order(then, [each.then for each in then])
    return [*said, f"On {evening} it was known that {words}.", *not_so(then, [each.then for each in then])]


def was_known_so(answer: Answer) -> bool:
    """Whether its partner was known to be asked and in order as it is known now."""
    now, then = ((is_asked(state), state in IN_ORDER) for state in (answer.now, answer.then))
    return answer.was_known_here and now == then


def is_asked(state: State | None) -> bool:
    return state in IN_ORDER or state in UNMET


def in_order(answers: Sequence[Answer], states: Sequence[State | None]) -> str:
    """How many of them were: all 12 partners were in order; 11 of 12 partners were; of 12 partners, 13
    counting each of their areas, 11 were."""
    total, number = len(answers), sum(state in IN_ORDER for state in states)
    if total == 1:
        return f"the only partner was {'in order' if number else 'not in order'}"
    verb, ids = "was" if number == 1 else "were", [each.part.partner_id for each in answers]
    if areas := areas_words(len(set(ids)), total):
        return f"of {areas}, {'all' if number == total else number} {verb} in order"
    if number == total:
        return f"all {total} partners were in order"
    return f"{number} of {counted(total, 'partner')} {verb} in order"


def not_so(answers: Iterable[Answer], states: Iterable[State | None]) -> list[str]:
    """Who was not, in a sentence; nothing where all were."""
    names = [where(each.part) for each, state in zip(answers, states, strict=True) if state in UNMET]
    if not names:
        return []
    if len(names) > MOST_NAMED:
        names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return [f"Not in order: {'; '.join(names)}."]


def rows(answers: Iterable[Answer], asked: Asked) -> list[Row]:
    return [row(each, asked) for each in answers]


def row(answer: Answer, asked: Asked) -> Row:
    href = SLOT(answer.part.engagement_id, asked.requirement.key, on=asked.on, known=asked.known)
    return Row(
        where(answer.part),
        href if asked.is_lead else "",
        answer.now.value if answer.now else "not-needed",
        capital(state_words(answer.now, answer.now_found)),
        answer.then.value if answer.then else "not-needed",
        then_words(answer),
        answer.now != answer.then,
        tuple(evidence_views(answer.evidence, asked)),
    )


def then_words(answer: Answer) -> str:
    if answer.then:
        return capital(state_words(answer.then, answer.then_found))
    return "Not asked" if answer.was_known_here else "Nobody knew of it"


def evidence_views(evidence: Sequence[Evidence], asked: Asked) -> list[EvidenceView]:
    """Of a register how much was accepted, and nobody's part of it."""
    if asked.requirement.kind is Kind.REGISTER:
        number = sum(each.outcome == Outcome.ACCEPT for each in evidence)
        return [EvidenceView(f"{counted(number, 'decision')} accepted", ())] if number else []
    return [evidence_view(each, asked) for each in evidence]


def evidence_view(each: Evidence, asked: Asked) -> EvidenceView:
    title = part_title(asked.requirement, each.part_key) if each.part_key else ""
    done = "waived" if each.outcome == Outcome.WAIVE else "accepted"
    by = f" by {each.made_by}" if each.made_by and asked.is_lead else ""
    late = ", after the evening asked about" if each.made_on > asked.known else ""
    parts = [
        title if title != asked.requirement.title else "",
        each.reference,
        f"{done} on {day(each.made_on)}{by}{late}",
        span_words(each.from_on, each.until_on),
    ]
    words = ", ".join(filter(None, parts))
    if each.waived_because:
        words += f": “{each.waived_because}”"
    return EvidenceView(words, each.files if asked.is_lead else ())


def span_words(from_on: date | None, until_on: date | None) -> str:
    """
    >>> span_words(date(2026, 1, 1), date(2026, 12, 31)), span_words(None, date(2026, 12, 31))
    ('from 1 January 2026 to 31 December 2026', 'until 31 December 2026')
    """
    if from_on and until_on:
        return f"from {day(from_on)} to {day(until_on)}"
    if until_on:
        return f"until {day(until_on)}"
    return f"from {day(from_on)}" if from_on else ""
