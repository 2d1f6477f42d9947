"""The review page as it is shown, before and after something was typed into it."""

from collections.abc import Sequence
from functools import partial

from checklists.deciding import NOT_SAID_SIGNED, problems_of_signing
from checklists.facts import Decision
from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.insurance.presenters.points import Compared, compared
from portal.insurance.queries.compared import compare_offered
from portal.places.contracts import EngagementPlace
from portal.review.actions.decide import RETURN_REASONS
from portal.review.forms import fact_read, odd_to_accept, read_wanted, said_of
from portal.review.pages.assessment import assessment_context
from portal.review.pages.documents import list_documents
from portal.review.pages.frame import AtReview
from portal.review.pages.queue import notice_after
from portal.review.presenters import review as presenter
from portal.review.presenters.queue import open_words
from portal.review.queries.colleagues import find_given, list_colleagues, who_has_open
from portal.review.queries.following import find_next
from portal.review.queries.register import beside_check
from portal.review.queries.review import DecisionLine, list_decisions
from portal.standing.queries.decision_facts import fact_as_sent
from portal.standing.queries.in_force import get_checklist_ahead
from portal.standing.queries.parts import get_requirement
from portal.standing.queries.submissions import SubmissionAnswers, get_submission
from portal.submissions.queries.against import days_against
from portal.web.addresses import REVIEW, REVIEW_CONFIRMATIONS, REVIEW_REGISTER, WAIVE
from portal.web.choices import options
from portal.web.fields import Fields, Problems
from portal.web.http import Response
from portal.web.odd_days import to_be_said
from portal.web.pagination import query_of
from portal.web.typed import Typed
from portal.words.parts import part_words


def review_page(at: AtReview, typed: Typed | None = None, problems: Problems | None = None) -> Response:
    """With a form that was refused everything typed is still there."""
    place, engagement = at.place, at.engagement
    requirement = get_requirement(at.session, engagement, place.requirement_key, at.today)
    answers = get_submission(at.session, place)
    sent = fact_as_sent(answers, at.today)
    lines = list_decisions(at.session, engagement, place.requirement_key, place.part_key)
    standing = presenter.standing_decision(lines, place.submission_id)
    first = presenter.first_typed(requirement, sent) | presenter.as_decided(requirement, standing)
    shown = presenter.as_typed(Typed(first), typed)
    checklist = get_checklist_ahead(at.session, engagement.contract.contract_id, at.today)
    queue = read_wanted(at.asked, at.viewer, at.today)
    after = place.submission_id
    waiting = find_next(at.session, engagement.contract, at.viewer, checklist, after, queue.wanted)
    return at.page(
        "review/review.html",
        problems,
        notice=notice_after(at.session, engagement.contract, at.asked("after")),
        title=part_words(requirement, place.part_key, answers.worker),
        compared=compared_with_asked(at, requirement, sent, answers),
        documents=list_documents(at, answers.files),
        next_href=REVIEW(waiting, **queue.given) if waiting else "",
        here=REVIEW(place.submission_id),
        query=query_of(queue.given),
        typed=shown,
        register_href=register_address(engagement, requirement),
        waive_href=WAIVE(engagement.engagement_id, requirement.key),
        confirmations_href=confirmations_address(engagement, requirement, answers),
        **decided(at, requirement, lines),
        **among_colleagues(at),
        **offered(requirement, shown),
        asks_signed=NOT_SAID_SIGNED in problems_of_signing(requirement, sent, engagement.ends_on),
        to_say=days_to_say(at, requirement, sent, shown),
        **(
            asked_and_sent(at, requirement, sent, answers)
            | assessment_context(at, requirement, answers, sent, shown)
        ),
    )


def register_address(engagement: EngagementPlace, requirement: Requirement) -> str:
    """The page on which a register is reviewed as a whole; empty for anything else."""
    if requirement.kind is not Kind.REGISTER:
        return ""
    return REVIEW_REGISTER(engagement.engagement_id, requirement.key)


def confirmations_address(
    engagement: EngagementPlace, requirement: Requirement, answers: SubmissionAnswers
) -> str:
    """The page with all that the partner has signed; empty for what bears a file."""
    if requirement.kind is not Kind.CONFIRMATION or answers.files:
        return ""
    return REVIEW_CONFIRMATIONS(engagement.engagement_id)


def among_colleagues(at: AtReview) -> dict[str, object]:
    """Who else has it open, to whom it was given, and to whom it may be."""
    names = {str(each.person_id): each.name for each in list_colleagues(at.session, at.engagement)}
    given = str(find_given(at.session, at.place) or "")
    opened = who_has_open(at.session, [at.place.submission_id], at.viewer)
    return {
        "has_open": open_words(opened.get(at.place.submission_id, ())),
        "given_to": names.get(given, ""),
        "colleagues": options(names, given, "Nobody in particular"),
    }


def compared_with_asked(
    at: AtReview, requirement: Requirement, sent: Decision, answers: SubmissionAnswers
) -> Compared | None:
    """Of insurance, where the partner said which it is."""
    if requirement.kind is not Kind.COVER or not rules_for(requirement).has_part(requirement, sent.part):
        return None
    return compared(compare_offered(at.session, at.place, requirement, sent, answers, at.today))


def decided(at: AtReview, requirement: Requirement, lines: Sequence[DecisionLine]) -> dict[str, object]:
    """The decision that stands on this submission, and the others on its part of the slot."""
    here, others = presenter.decisions(requirement, lines, at.place.submission_id)
    standing = presenter.standing_decision(lines, at.place.submission_id)
    return {"decision": here, "corrects": standing.decision_id if standing else None, "previous": others}


def asked_and_sent(
    at: AtReview, requirement: Requirement, sent: Decision, answers: SubmissionAnswers
) -> dict[str, object]:
    return {
        "requirement": requirement,
        "asked": presenter.asked_rows(requirement, at.place.part_key),
        "facts": presenter.fact_rows(requirement, answers),
        "shortfalls": [
            *presenter.shortfalls(requirement, sent, at.engagement.ends_on),
            *beside_check(at.session, at.place, requirement, sent, answers.sent_at, at.today),
        ],
        "odd": days_against(at.session, at.place, requirement, at.today).odd(sent.from_on, sent.until_on),
    }


def days_to_say(at: AtReview, requirement: Requirement, sent: Decision, typed: Typed) -> str:
    """What has to be said of what stands in the form, where its days are odd, or it counts for more than what
    was sent."""
    fields = Fields(typed)
    read = fact_read(fields, sent)
    if fields.problems:
        return ""
    against = partial(days_against, at.session, at.place, requirement, at.today)
    return to_be_said(odd_to_accept(read, sent, against), *said_of(read))


def offered(requirement: Requirement, typed: Typed) -> dict[str, object]:
    """What the form asks."""
    return {
        "questions": rules_for(requirement).asks(requirement),
        "needed": rules_for(requirement).needs(requirement),
        "asks_until": presenter.asks_until(requirement),
        "reasons": presenter.reason_options(typed, RETURN_REASONS),
    }
