"""Check your answers, send, and the receipt; or throw the draft away.

Somebody comes to look it over once, press the button, and have something to hold in hand should anybody ask.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.likeness import SHARED_BETWEEN_CONTRACTS
from checklists.vocabulary import Kind
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.insurance.presenters.points import Compared, compared
from portal.insurance.queries.compared import compare_offered, find_still_to_send
from portal.standing.queries.decision_facts import fact_as_sent
from portal.standing.queries.parts import get_checklist_of
from portal.standing.queries.promises import answer_by, find_promise
from portal.standing.queries.to_do import list_to_do
from portal.submissions.actions.keep_draft import discard_draft
from portal.submissions.actions.keep_received import discard_received
from portal.submissions.actions.send_submission import hold_draft, send_submission
from portal.submissions.pages.frame import (
    OF_DISCARDING,
    OF_DRAFT,
    OF_RECEIPT,
    AtDraft,
    AtEvidence,
    AtSent,
    asked_number,
    at_draft,
)
from portal.submissions.pages.questions import ANSWERS, FILES, page_of, question_address
from portal.submissions.presenters.answers import answer_rows, shortfalls
from portal.submissions.presenters.next_up import NextUp, next_up
from portal.submissions.presenters.receipt import ReceiptLine, lines_together, receipt_line
from portal.submissions.queries.against import days_against
from portal.submissions.queries.decided import came_of, find_replacement
from portal.submissions.queries.returned import find_returned, find_unchanged
from portal.submissions.queries.shelf import renewals_of
from portal.submissions.queries.together import list_sent_together
from portal.visits.queries.booked import next_visits
from portal.web.addresses import DISCARD_DRAFT, DRAFT_ANSWERS, RECEIPT, SLOT
from portal.web.assessment_addresses import ASSESSMENT
from portal.web.at import Enter
from portal.web.between import Questions, opened, read_seen
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

AtAnyDraft = TypeVar("AtAnyDraft", bound=AtEvidence)


CHANGED = (
    "Somebody has changed the draft since you opened this page: {said}. Nothing is sent yet. Look at it "
    "again, then send it."
)

TAKEN_BACK = (
    "It is taken back. {lead} sees that something was sent and taken back, and nothing of what it says until "
    "you send it again."
)


SAME_FILES = "The files are not changed yet: they are those that came back."


@dataclass(frozen=True, slots=True)
class Missing:
    """A question without an answer, and where it is asked."""

    sentence: str
    href: str


@get(DRAFT_ANSWERS, **OF_DRAFT)
def check_answers(at: NamedDependency[AtDraft]) -> Response:
    if at.is_written:
        return at.go(ASSESSMENT(at.submission_id))
    return answers_page(at)


@post(DRAFT_ANSWERS, **OF_DRAFT)
def send(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    return send_or_show(at, typed, at_draft, answers_page)


def send_or_show(
    at: AtAnyDraft,
    typed: Typed,
    enter: Enter[AtAnyDraft],
    show: Callable[[AtAnyDraft, Problems], Response],
) -> Response:
    """Sent as it was shown, and to the receipt. Otherwise one comes to the draft anew, to see what became of
    it: another may have answered it or sent it meanwhile."""

    def anew() -> AtAnyDraft:
        return enter(at.request, at.session, at.viewer, at.as_at)

    def act() -> Response:
        hold_draft(at.session, at.place)
        refuse_unseen(typed, anew().shown)
        send_submission(at.session, at.viewer.person_id, at.place, at.today)
        return at.to_receipt()

    return at.try_to(act, lambda problems: show(anew(), problems))


def refuse_unseen(typed: Typed, now: Typed) -> None:
    """Raises CannotDo where the page showed something else than what would be sent."""
    seen = read_seen(typed)
    if seen is None:
        return
    kept = read_seen(shown_now(now)) or {}
    changed = [each for each in {**kept, **seen} if kept.get(each) != seen.get(each)]
    if changed:
        raise CannotDo({"": CHANGED.format(said=", ".join(changed))})


def shown_now(now: Typed) -> Typed:
    """What is to be sent, with what a page carries that shows it."""
    return opened(Questions({each: each for each in now}), now)


def answers_page(at: AtDraft, problems: Problems | None = None) -> Response:
    missing = [
        Missing(sentence, question_address(at.submission_id, page_of(name), then=ANSWERS))
        for name, sentence in (problems or {}).items()
    ]
    answers = at.draft.answers
    return at.question(
        Typed(),
        problems,
        rows=answer_rows(at.requirement, answers, page_of),
        short=shortfalls(at.requirement, answers, at.today, at.place.engagement.ends_on),
        odd=odd_about(at),
        compared=compared_with_asked(at),
        shown=shown_now(at.shown),
        missing=missing,
        unchanged=unchanged_words(at),
        done=TAKEN_BACK.format(lead=at.place.engagement.contract.lead)
        if at.asked("done") == "taken-back"
        else "",
    )


def odd_about(at: AtDraft) -> tuple[str, ...]:
    """What is odd about the days that were given, a sentence each."""
    answers = at.draft.answers
    against = days_against(at.session, at.place, at.requirement, at.today)
    return tuple(each.sentence for each in against.odd(answers.from_on, answers.until_on))


def unchanged_words(at: AtDraft) -> str:
    """That nothing, or not the file that was complained of, is another than what came back."""
    if at.change is None or at.requirement.kind is Kind.CONFIRMATION:
        return ""
    returned = find_returned(at.session, at.place.engagement, at.requirement.key, at.place.part_key)
    same = find_unchanged(at.session, returned, at.submission_id) if returned else None
    if same is None or not same.files:
        return ""
    if same.answers:
        return "Nothing is changed yet: the files and the answers are those that came back."
    return SAME_FILES if at.change.page == FILES else ""


def compared_with_asked(at: AtDraft) -> Compared | None:
    """Of insurance, once it is known what it is and how long it runs."""
    answers = at.draft.answers
    if at.requirement.kind is not Kind.COVER or not (answers.amount and answers.until_on):
        return None
    offered = fact_as_sent(answers, at.today)
    return compared(compare_offered(at.session, at.place, at.requirement, offered, answers, at.today))


@get(RECEIPT, **OF_RECEIPT)
def show_receipt(at: NamedDependency[AtSent]) -> Response:
    return receipt_page(at)


def receipt_page(at: AtSent, problems: Problems | None = None) -> Response:
    answers = at.draft.answers
    is_partner = Audience.PARTNER in at.place.engagement.audiences
    is_on_shelf = bool(answers.files) and is_partner and not answers.taken_back_at
    renewals = renewals_of(at.shelf, at.submission_id, at.today) if is_on_shelf else ()
    promised_by = answer_to(at)
    return at.page(
        "submissions/receipt.html",
        problems,
        draft=at.draft,
        requirement=at.requirement,
        answer_by=promised_by,
        answer_is_late=promised_by is not None and promised_by < at.today,
        lines=receipt_lines(at),
        next=find_next_up(at) if is_partner else None,
        changes=at.changes if at.changes.any else None,
        taken_back_at=answers.taken_back_at,
        replaced_by=replacement_of(at),
        is_to_change=is_to_change(at),
        still=still_to_be_sent(at) if is_partner else "",
        is_late=at.asked("late") == "yes",
        is_signed_before=at.asked("signed") == "before",
        before=asked_number(at, "before"),
        renewals=len(renewals),
        elsewhere=elsewhere_words(at) if is_on_shelf else "",
    )


def receipt_lines(at: AtSent) -> tuple[ReceiptLine, ...]:
    """This submission, and what was sent by the same press."""
    sent_at = at.draft.answers.sent_at
    together = list_sent_together(at.session, at.place, sent_at) if sent_at else ()
    came = came_of(at.session, [at.submission_id, *(sent.submission_id for _, sent in together)])
    own = replace(receipt_line(at.requirement, at.place.part_key, at.draft.answers, came), title=at.title)
    checklist = get_checklist_of(at.session, at.place.engagement, at.today)
    return own, *lines_together(checklist, together, came)


def replacement_of(at: AtSent) -> str:
    """The receipt of what was put in its place; empty where nothing was."""
    taken_back_at = at.draft.answers.taken_back_at
    made = find_replacement(at.session, at.place, taken_back_at) if taken_back_at else None
    return RECEIPT(made) if made else ""


def is_to_change(at: AtSent) -> bool:
    """Whether a reviewer asked for a change of it, and nothing was sent since."""
    returned = find_returned(at.session, at.place.engagement, at.requirement.key, at.place.part_key)
    return returned is not None and returned.submission_id == at.submission_id


def still_to_be_sent(at: AtSent) -> str:
    """Of insurance, that the policy waits for another that adds to it."""
    if at.requirement.kind is not Kind.COVER:
        return ""
    return find_still_to_send(at.session, at.place, at.requirement, at.today)


def elsewhere_words(at: AtSent) -> str:
    """For what else the document may be sent; empty where nothing else could ask for it."""
    if at.requirement.kind not in SHARED_BETWEEN_CONTRACTS:
        return ""
    own = at.place.engagement.engagement_id
    others = [each for each in at.engagements if each.engagement_id != own]
    if any(each.contract_id != contract_of(at) for each in others):
        return "Send it for another contract too"
    if others:
        return "Send it for another area too"
    if at.engagements and at.requirement.kind is Kind.COVER and len(at.requirement.parts) > 1:
        return "Send it for another cover too"
    return ""


def find_next_up(at: AtSent) -> NextUp | None:
    """What is left to do for this engagement, in the order of home; None where it has ended."""
    here = at.place.engagement.engagement_id
    own = [each for each in at.engagements if each.engagement_id == here]
    if not own:
        return None
    _, visit_on = next_visits(at.session, own, at.today).get(here, ("", None))
    return next_up(list_to_do(at.session, own, at.today)[here], own[0], visit_on, at.today)


def contract_of(at: AtSent) -> UUID:
    return at.place.engagement.contract.contract_id


def answer_to(at: AtSent) -> date | None:
    """Until when the lead promises an answer."""
    sent_at = at.draft.answers.sent_at
    return answer_by(sent_at, find_promise(at.session, contract_of(at))) if sent_at else None


@get(DISCARD_DRAFT, **OF_DRAFT)
def ask_discard(at: NamedDependency[AtDraft]) -> Response:
    of_slot: dict[str, object] = {
        "engagement": at.place.engagement.engagement_id,
        "requirement": at.place.requirement_key,
    }
    if at.place.is_received:
        of_slot["received"] = "yes"
    return at.page("submissions/discard.html", action=DISCARD_DRAFT(at.submission_id, **of_slot))


@post(DISCARD_DRAFT, **OF_DISCARDING)
def discard(at: NamedDependency[AtDraft]) -> Response:
    if at.place.is_received:
        discard_received(at.session, at.viewer.person_id, at.place)
    else:
        discard_draft(at.session, at.place)
    return at.go(SLOT(at.place.engagement.engagement_id, at.place.requirement_key))


ROUTES: list[HTTPRouteHandler] = [check_answers, send, show_receipt, ask_discard, discard]
