"""What the review page shows of an assessment: the whole of it, or what an own document has to deal with."""

from checklists.facts import Decision
from checklists.kinds.assessment import asked_of
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.assessments.presenters.assessment import assessment_view, overtaken_words, tick_items
from portal.assessments.queries import find_overtaking
from portal.review.pages.frame import AtReview
from portal.standing.queries.submissions import SubmissionAnswers
from portal.submissions.queries.assessments import find_assessment
from portal.web.assessment_addresses import ASSESSMENT_WORD
from portal.web.typed import Typed

NOTHING: dict[str, object] = {"assessment": None, "ticks": (), "word_href": ""}


def assessment_context(
    at: AtReview, requirement: Requirement, answers: SubmissionAnswers, sent: Decision, typed: Typed
) -> dict[str, object]:
    """Nothing for other kinds; else the assessment, or the boxes to tick, and what an incident does to it."""
    if requirement.kind is not Kind.ASSESSMENT:
        return NOTHING
    written = find_assessment(at.session, at.place)
    is_form = written is not None and written.is_form
    overtaken_on = find_overtaking(at.session, at.engagement, requirement, sent.from_on or sent.made_on)
    return {
        "assessment": assessment_view(requirement, written, answers) if written and is_form else None,
        "ticks": () if is_form else tick_items(asked_of(requirement), typed.getlist("covers")),
        "word_href": ASSESSMENT_WORD(at.place.submission_id) if is_form else "",
        "shortfalls": [overtaken_words(overtaken_on)] if overtaken_on else [],
    }
