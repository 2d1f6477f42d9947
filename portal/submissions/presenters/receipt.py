"""A receipt in words: what was sent, with its files and its dates, under which reference, and what has come
of it since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from checklists import facts
from checklists.kinds import rules_for
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Outcome
from portal.standing.queries.sent_and_decided import Sent
from portal.standing.queries.submissions import FileLine, SubmissionAnswers
from portal.submissions.queries.decided import Came
from portal.words.answers import answers_in_words
from portal.words.details import accepted_words
from portal.words.labels import RETURN_REASON
from portal.words.parts import part_words
from portal.words.waived import waived_for
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class CameView:
    """What was decided. `tone` is a state that the words take their colour from; `note` what the reviewer
    wrote; `by` is empty where it follows by rule."""

    words: str
    tone: str
    reason: str
    note: str
    by: str
    at: datetime
    is_returned: bool


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One submission: `said` are its answers, as label and words. Once it is decided `came` is what has come
    of it; `waits` as long as somebody is to decide on it."""

    title: str
    reference: str
    files: tuple[FileLine, ...]
    said: tuple[tuple[str, str], ...]
    taken_back_at: datetime | None
    came: CameView | None

    @property
    def waits(self) -> bool:
        return not (self.came or self.taken_back_at)


def receipt_line(
    requirement: Requirement, part: str, sent: Sent | SubmissionAnswers, came: Mapping[UUID, Came]
) -> ReceiptLine:
    decided = came.get(sent.submission_id)
    return ReceiptLine(
        part_words(requirement, part),
        sent.reference,
        sent.files,
        tuple(answers_in_words(requirement, sent)),
        sent.taken_back_at,
        came_view(requirement, decided) if decided else None,
    )


def lines_together(
    checklist: Checklist, together: Iterable[tuple[str, Sent]], came: Mapping[UUID, Came]
) -> Iterator[ReceiptLine]:
    """What was sent with it by the same press; of what a checklist has ceased to ask there is none."""
    asked = {each.key: each for each in checklist.requirements}
    for key, sent in together:
        if key in asked:
            yield receipt_line(asked[key], sent.part_key, sent, came)


def came_view(requirement: Requirement, came: Came) -> CameView:
    words, tone = came_words(requirement, came.fact)
    return CameView(
        words,
        tone,
        RETURN_REASON.get(came.reason, ""),
        came.words,
        came.made_by or "",
        came.made_at,
        came.fact.outcome is Outcome.RETURN,
    )


def came_words(requirement: Requirement, fact: facts.Decision) -> tuple[str, str]:
    """What was decided, and its tone. What is accepted counts no longer than its requirement allows."""
    match fact.outcome:
        case Outcome.ACCEPT:
            until_on = min(fact.until_on or date.max, rules_for(requirement).limit_of(requirement, fact))
            return accepted_words("" if until_on == date.max else day(until_on), fact.assurance), "met"
        case Outcome.WAIVE:
            return waived_for(requirement, fact.from_on or fact.made_on, fact.until_on), "waived"
        case Outcome.RETURN:
            return "Needs a change", "soon"
