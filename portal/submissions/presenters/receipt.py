"""A receipt in words: what was sent, with its files and its dates, under which reference."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checklists.requirement import Checklist, Requirement
from portal.standing.queries.sent_and_decided import Sent
from portal.standing.queries.submissions import FileLine, SubmissionAnswers
from portal.words.answers import answers_in_words
from portal.words.parts import part_words


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One submission: `said` are its answers, as label and words."""

    title: str
    reference: str
    files: tuple[FileLine, ...]
    said: tuple[tuple[str, str], ...]


def receipt_line(requirement: Requirement, part: str, sent: Sent | SubmissionAnswers) -> ReceiptLine:
    return ReceiptLine(
        part_words(requirement, part),
        sent.reference,
        sent.files,
        tuple(answers_in_words(requirement, sent)),
    )


def lines_together(checklist: Checklist, together: Iterable[tuple[str, Sent]]) -> Iterator[ReceiptLine]:
    """What was sent with it by the same press; of what a checklist has ceased to ask there is none."""
    asked = {each.key: each for each in checklist.requirements}
    for key, sent in together:
        if key in asked:
            yield receipt_line(asked[key], sent.part_key, sent)
