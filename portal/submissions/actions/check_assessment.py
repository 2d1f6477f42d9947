"""What an assessment still lacks before it can be sent, by the page of the form on which it is asked."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from checklists.assessing import dealt_with, findings_asked, wanting
from checklists.kinds.assessment import asked_of
from checklists.requirement import Requirement
from portal.places.contracts import SubmissionPlace
from portal.standing.queries.submissions import SubmissionAnswers
from portal.submissions.queries.assessments import PlannedAction, WrittenAssessment, find_assessment

ABOUT, ACTIONS, SIGNATURE = "about", "actions", "signature"
"""Pages of the form. Those of the findings are numbers from 1."""


def unwritten(
    session: Session, place: SubmissionPlace, requirement: Requirement, answers: SubmissionAnswers
) -> dict[str, str]:
    """A sentence for each page on which something is wanting; of an own document, whether there is one."""
    written = find_assessment(session, place)
    if written is None or not written.is_form:
        return {} if answers.files else {"files": "Add at least one file."}
    return dict(wanting_pages(requirement, written, answers))


def wanting_pages(
    requirement: Requirement, written: WrittenAssessment, answers: SubmissionAnswers
) -> Iterator[tuple[str, str]]:
    if not (written.about and written.took_part and answers.from_on):
        yield ABOUT, "Say what is assessed, who took part and when it was completed."
    for number, name in enumerate(findings_asked(requirement), 1):
        if wanting(requirement, written.finding(name)):
            yield str(number), f"Complete “{title_of(name)}”."
    if not are_settled(written):
        yield ACTIONS, "Say what will be done by whom and by when, or that nothing has to be done."
    if not (answers.signed_name and answers.signed_position and written.signed_on):
        yield SIGNATURE, "Give the name and position of the person who signs it, and the date."


def are_settled(written: WrittenAssessment) -> bool:
    return written.actions_looked_at and all(map(is_whole, written.actions))


def is_whole(action: PlannedAction) -> bool:
    return bool(action.what and action.who and action.by_on)


def title_of(name: str) -> str:
    """A characteristic or section as a heading."""
    return name[:1].upper() + name[1:]


def covers(session: Session, place: SubmissionPlace, requirement: Requirement) -> list[str] | None:
    """What an assessment that was written in the portal deals with; None where a reviewer has to say."""
    written = find_assessment(session, place)
    if written is None or not written.is_form or not asked_of(requirement):
        return None
    return list(dealt_with(requirement, written.findings))
