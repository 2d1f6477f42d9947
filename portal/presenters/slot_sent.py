"""What was sent and what was decided, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from checklists import facts
from checklists.kinds.register import person_of
from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, Outcome
from portal.clock import local_day
from portal.presenters.details_words import accepted_words, details_in_words
from portal.presenters.labels import BASIS, DBS_OUTCOME, RETURN_REASON
from portal.presenters.slot import Reader, Side
from portal.presenters.waive import waived_word
from portal.presenters.wording import day, pounds
from portal.queries.slot_page import SlotPage
from portal.queries.slot_page_sent import Decided, Sent
from portal.queries.submissions import CheckLine, FileLine, SubmissionAnswers

LEVELS = {"basic": "Basic", "standard": "Standard", "enhanced": "Enhanced"}
FROM_ON = {
    Kind.DOCUMENT: "Date on the document",
    Kind.AGREEMENT: "In force from",
    Kind.CONFIRMATION: "Counts from",
    Kind.COVER: "First day of cover",
    Kind.ACCOUNTS: "Signed on",
    Kind.ASSESSMENT: "Completed on",
    Kind.REGISTER: "Issued on",
}
UNTIL_ON = {Kind.DOCUMENT: "To be reviewed by", Kind.AGREEMENT: "Last day", Kind.COVER: "Last day of cover"}


@dataclass(frozen=True, slots=True)
class DecisionView:
    """`tone` is a state or stage that the words take their colour from."""

    words: str
    tone: str
    reason: str
    note: str
    by: str
    at: datetime
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class SentView:
    """A submission with what was decided on it. `review_href` leads a reviewer to decide or correct."""

    reference: str
    title: str
    sent_by: str
    sent_at: datetime
    answers: tuple[tuple[str, str], ...]
    files: tuple[FileLine, ...]
    decisions: tuple[DecisionView, ...]
    waits: str
    review_href: str
    review_words: str


def sent_in_words(page: SlotPage, reader: Reader) -> tuple[SentView, ...]:
    """What was sent, newest first; drafts are shown elsewhere."""
    names = {str(each.worker_id): each.name for each in page.register}
    return tuple(sent_view(page, each, names, reader) for each in page.sent if each.sent_at)


def waivers_in_words(page: SlotPage, reader: Reader) -> tuple[DecisionView, ...]:
    """Decisions that are about no submission, newest first."""
    alone = [each for each in reversed(page.decided) if each.submission_id is None]
    return tuple(decision_view(page, each, reader) for each in alone)


def sent_view(page: SlotPage, sent: Sent, names: dict[str, str], reader: Reader) -> SentView:
    decided = [each for each in reversed(page.decided) if each.submission_id == sent.submission_id]
    with_lead = "us" if reader.side is Side.LEAD else reader.lead
    reviews = reader.side is Side.LEAD and page.requirement.kind is not Kind.ISSUED
    return SentView(
        reference=sent.reference,
        title=names.get(person_of(sent.part_key)) or title_of(page.requirement, sent.part_key),
        sent_by=sent.sent_by or "",
        sent_at=sent.sent_at or sent.made_at,
        answers=tuple(answers_in_words(page.requirement, sent)),
        files=sent.files,
        decisions=tuple(decision_view(page, each, reader) for each in decided),
        waits="" if decided else f"With {with_lead}, checking",
        review_href=f"/submissions/{sent.submission_id}/review" if reviews else "",
        review_words="Correct this decision" if decided else "Review this",
    )


def title_of(requirement: Requirement, part: str) -> str:
    return part_title(requirement, part) if part and requirement.kind is not Kind.REGISTER else ""


def answers_in_words(requirement: Requirement, sent: Sent | SubmissionAnswers) -> Iterator[tuple[str, str]]:
    """What was answered, as label and words; what was not answered is left out."""
    if sent.from_on:
        yield FROM_ON.get(requirement.kind, "From"), day(sent.from_on)
    if sent.until_on:
        yield UNTIL_ON.get(requirement.kind, "Until"), day(sent.until_on)
    if sent.amount:
        basis = f", {BASIS[sent.basis]}" if sent.basis else ""
        yield "Amount insured", f"{pounds(sent.amount)}{basis}"
    if sent.check:
        yield from check_in_words(sent.check)
    if sent.statement:
        yield "Confirmed", sent.statement
    if sent.signed_name:
        yield "Signed by", signed_words(sent)
    yield from details_in_words(sent.details)


def signed_words(sent: Sent | SubmissionAnswers) -> str:
    """The name and position; of a statement also the day on which it was sent: from then on it stands. An
    assessment has a day of its own."""
    signed = ", ".join(each for each in (sent.signed_name, sent.signed_position) if each)
    return f"{signed}, on {day(local_day(sent.sent_at))}" if sent.sent_at and sent.statement else signed


def check_in_words(check: CheckLine) -> Iterator[tuple[str, str]]:
    lists = {"adults’": check.adults_list, "children’s": check.childrens_list}
    given = [name for name, there in lists.items() if there]
    yield "Level", LEVELS[check.level]
    yield "Barred lists", " and ".join(given).capitalize() if given else "None"
    yield "Seen by", f"{check.seen_by}, {day(check.seen_on)}" if check.seen_on else check.seen_by
    yield "Outcome", DBS_OUTCOME[check.outcome]


def decision_view(page: SlotPage, decided: Decided, reader: Reader) -> DecisionView:
    fact = decided.fact
    undone = {each.fact.corrects for each in page.decided if each.fact.corrects}
    words, tone = outcome_words(fact, page.requirement)
    part = title_of(page.requirement, fact.part) if decided.submission_id is None else ""
    return DecisionView(
        words=f"{part}: {words}" if part else words,
        tone=tone,
        reason=RETURN_REASON.get(decided.reason, ""),
        note=decided.words,
        by=f"{decided.made_by}, {reader.lead}" if decided.made_by else "By rule, when it was acknowledged",
        at=decided.made_at,
        is_corrected=str(decided.decision_id) in undone,
    )


def outcome_words(fact: facts.Decision, requirement: Requirement) -> tuple[str, str]:
    """What was decided, and the tone that the words take their colour from."""
    until = day(fact.until_on)
    match fact.outcome:
        case Outcome.ACCEPT:
            return accepted_words(until, fact.assurance), "met"
        case Outcome.WAIVE:
            return f"{waived_word(requirement)} until {until}", "waived"
        case Outcome.RETURN:
            return "Needs a change", "soon"
