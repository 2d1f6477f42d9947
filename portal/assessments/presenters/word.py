"""An assessment as a Word document."""

from datetime import datetime

from evidence.word_writing import Block, Facts, Heading, Paragraph, Table, write_word
from portal.assessments.presenters.assessment import AssessmentView
from portal.standing.queries.submissions import SubmissionAnswers

DRAFT = "Draft, not sent"


def as_word(view: AssessmentView, answers: SubmissionAnswers, partner: str, made_at: datetime) -> bytes:
    """A table per characteristic or section, in the order of the page."""
    subject = f"{partner}. Reference {answers.reference}."
    if answers.sent_at is None:
        subject += f" {DRAFT}."
    return write_word(view.title, subject, partner, made_at, blocks_of(view))


def blocks_of(view: AssessmentView) -> list[Block]:
    blocks: list[Block] = [Heading("About this assessment"), Facts(view.facts), Heading(view.heading)]
    for finding in view.findings:
        impact = [("Impact", finding.impact_words)] if finding.impact_words else []
        blocks += [Heading(finding.title, 2), Facts([*impact, *finding.rows])]
    actions = Table(("What will be done", "Who", "By when"), view.actions)
    blocks += [Heading("Actions"), actions if view.actions else Paragraph(view.no_actions)]
    return [*blocks, Heading("Signature"), Facts(view.signature)]


def file_name(view: AssessmentView, answers: SubmissionAnswers) -> str:
    """A name that says what it is and can be kept anywhere."""
    plain = "".join(letter if letter.isalnum() or letter in " -()" else " " for letter in view.title)
    return f"{' '.join(plain.split())} {answers.reference}.docx"
