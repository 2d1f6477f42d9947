"""An assessment in words: as it is read, and as the list of what is still to be written."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.assessing import WHAT_WAS_FOUND, Finding, Impact, findings_asked, wanting
from checklists.requirement import Requirement
from portal.standing.queries.submissions import SubmissionAnswers
from portal.submissions.actions.check_assessment import ABOUT, ACTIONS, SIGNATURE, are_settled, title_of
from portal.submissions.queries.assessments import PlannedAction, WrittenAssessment
from portal.web.assessment_addresses import (
    ASSESSMENT_ABOUT,
    ASSESSMENT_ACTIONS,
    ASSESSMENT_FINDING,
    ASSESSMENT_SIGNATURE,
)
from portal.words.wording import day

IMPACT = {
    Impact.POSITIVE: "Positive impact",
    Impact.NONE: "No impact",
    Impact.NEGATIVE: "Negative impact",
}
PAGES = {ABOUT: ASSESSMENT_ABOUT, ACTIONS: ASSESSMENT_ACTIONS, SIGNATURE: ASSESSMENT_SIGNATURE}
NOT_SAID = "Not given yet"
NO_ACTIONS = "Nothing has to be done."
DONE, STARTED, NOT_STARTED = "Done", "Started", "Not started"


@dataclass(frozen=True, slots=True)
class FindingView:
    """A characteristic or section; `impact` is a word of Impact, empty for a section."""

    title: str
    impact: str
    impact_words: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """The whole as it is read, on a page or in Word. `no_actions` is what is said where there are none: an
    answer only once somebody gave it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    heading: str
    findings: tuple[FindingView, ...]
    actions: tuple[tuple[str, str, str], ...]
    no_actions: str
    signature: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A page of the form; `status` is one of DONE, STARTED and NOT_STARTED."""

    title: str
    page: str
    status: str

    @property
    def is_done(self) -> bool:
        return self.status == DONE


@dataclass(frozen=True, slots=True)
class Tasks:
    """All pages, those of the findings with how many of them are done."""

    about: Task
    heading: str
    findings: tuple[Task, ...]
    actions: Task
    signature: Task

    @property
    def progress(self) -> str:
        return f"{sum(each.is_done for each in self.findings)} of {len(self.findings)} done"

    @property
    def are_done(self) -> bool:
        return all(each.is_done for each in (self.about, *self.findings, self.actions, self.signature))


def heading_of(requirement: Requirement) -> str:
    """What the findings are called together."""
    if requirement.characteristics:
        return "Characteristics"
    return "Sections" if requirement.sections else WHAT_WAS_FOUND


def assessment_view(
    requirement: Requirement, written: WrittenAssessment, answers: SubmissionAnswers
) -> AssessmentView:
    names = dict.fromkeys((*findings_asked(requirement), *(each.name for each in written.findings)))
    asked = findings_asked(requirement)
    shown = [written.finding(name) for name in names]
    return AssessmentView(
        title=requirement.title,
        facts=filled(
            ("What is assessed", written.about),
            ("Who took part", written.took_part),
            ("Completed on", day(answers.from_on)),
        ),
        heading=heading_of(requirement),
        findings=tuple(
            finding_view(requirement, each) for each in shown if each.is_begun or each.name in asked
        ),
        actions=tuple(action_words(each) for each in written.actions),
        no_actions=NO_ACTIONS if written.actions_looked_at else NOT_SAID,
        signature=filled(
            ("Name", answers.signed_name or ""),
            ("Position", answers.signed_position or ""),
            ("Signed on", day(written.signed_on)),
        ),
    )


def filled(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, words or NOT_SAID) for label, words in rows)


def finding_view(requirement: Requirement, finding: Finding) -> FindingView:
    return FindingView(
        title_of(finding.name),
        finding.impact.value if finding.impact else "",
        IMPACT[finding.impact] if finding.impact else "",
        tuple(finding_rows(requirement, finding)),
    )


def finding_rows(requirement: Requirement, finding: Finding) -> Iterator[tuple[str, str]]:
    """Label and words; what is done about it only where something was said."""
    yield "What was found", finding.words or NOT_SAID
    if not finding.is_begun:
        return
    yield "Evidence", finding.evidence or NOT_SAID
    done = "What is done about it" if requirement.characteristics else "What will be done"
    if finding.mitigation:
        yield done, finding.mitigation
    elif finding.impact is Impact.NEGATIVE:
        yield done, NOT_SAID


def action_words(action: PlannedAction) -> tuple[str, str, str]:
    return action.what or NOT_SAID, action.who or NOT_SAID, day(action.by_on) or NOT_SAID


def tasks_of(requirement: Requirement, written: WrittenAssessment, answers: SubmissionAnswers) -> Tasks:
    """What is to be written, and how far each page is."""
    about = (written.about, written.took_part, answers.from_on)
    signed = (answers.signed_name, answers.signed_position, written.signed_on)
    return Tasks(
        Task("What is assessed, who took part, and when", ABOUT, status_of(about)),
        heading_of(requirement),
        tuple(
            finding_task(requirement, written.finding(name), number)
            for number, name in enumerate(findings_asked(requirement), 1)
        ),
        Task("Actions: what will be done, by whom, by when", ACTIONS, actions_status(written)),
        Task("Signature", SIGNATURE, status_of(signed)),
    )


def status_of(answers: tuple[object, ...]) -> str:
    if all(answers):
        return DONE
    return STARTED if any(answers) else NOT_STARTED


def finding_task(requirement: Requirement, finding: Finding, number: int) -> Task:
    begun = STARTED if wanting(requirement, finding) else DONE
    status = begun if finding.is_begun else NOT_STARTED
    return Task(title_of(finding.name), f"findings/{number}", status)


def actions_status(written: WrittenAssessment) -> str:
    if are_settled(written):
        return DONE
    return STARTED if written.actions else NOT_STARTED


def page_address(submission_id: UUID, page: str) -> str:
    """The address of a page of the form; those of the findings are numbers from 1."""
    named = PAGES.get(page)
    return named(submission_id) if named else ASSESSMENT_FINDING(submission_id, page)


def tick_items(names: Iterable[str], ticked: Collection[str]) -> tuple[dict[str, object], ...]:
    """A box for each characteristic or section that an own document has to deal with."""
    return tuple({"value": name, "text": title_of(name), "checked": name in ticked} for name in names)


def overtaken_words(incident_on: date) -> str:
    """What a reviewer needs to know of an assessment that was completed before an incident."""
    return (
        f"An incident happened on {day(incident_on)}, after this was completed: "
        "it does not count any longer after that day."
    )
