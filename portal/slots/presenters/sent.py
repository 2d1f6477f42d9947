"""What was sent and what was decided, in words."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from checklists import facts
from checklists.kinds.register import person_of, topic_of
from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, Outcome
from portal.clock import local_day
from portal.slots.queries.slot import SlotPage
from portal.standing.queries.promises import answer_by
from portal.standing.queries.sent_and_decided import Decided, Sent
from portal.standing.queries.submissions import FileLine
from portal.submissions.presenters.changes import Changes, changes_of
from portal.web.addresses import REVIEW, SUBMISSION
from portal.words.answers import answers_in_words
from portal.words.details import accepted_words
from portal.words.labels import RETURN_REASON
from portal.words.received import sent_words
from portal.words.slot import Reader, Side
from portal.words.waived import is_taken_back, waived_for
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class DecisionView:
    """`tone` is a state or stage that the words take their colour from. `correct_href` leads a reviewer to
    correct a waiver, empty for others."""

    words: str
    tone: str
    reason: str
    note: str
    by: str
    at: datetime
    is_corrected: bool
    correct_href: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """Within how many working days the lead answers, and the day from which one looks at it."""

    days: int
    today: date


@dataclass(frozen=True, slots=True)
class SentView:
    """A submission with what was decided on it; `verb` says whether it was sent, or recorded or entered by
    the lead. Without `reference` it is not shown what it was. `review_href` leads a reviewer to decide or
    correct; `changes` is what the reader may still do about it."""

    reference: str
    title: str
    verb: str
    sent_by: str
    sent_at: datetime
    answers: tuple[tuple[str, str], ...]
    files: tuple[FileLine, ...]
    decisions: tuple[DecisionView, ...]
    waits: str
    review_href: str
    review_words: str
    address: str
    changes: Changes | None


def sent_in_words(page: SlotPage, reader: Reader, promise: Promise | None = None) -> tuple[SentView, ...]:
    """What was sent, newest first; drafts are shown elsewhere. `promise` is what the lead has promised to
    what waits; None where nothing does."""
    names = {str(each.worker_id): each.name for each in page.register}
    return tuple(
        unseen_view(sent_view(page, each, names, reader, promise))
        if is_unseen(each, reader)
        else sent_view(page, each, names, reader, promise)
        for each in page.sent
        if each.sent_at
    )


def is_unseen(sent: Sent, reader: Reader) -> bool:
    """Whether the partner took it back, or put another in its place, before anybody of the lead opened it."""
    is_gone = sent.taken_back_at is not None and sent.opened_at is None
    return reader.side is Side.LEAD and is_gone and not sent.received_way


def unseen_view(view: SentView) -> SentView:
    """That something was sent, and is gone: no more of it is the lead's."""
    return replace(view, reference="", sent_by="", answers=(), files=())


def person_words(requirement: Requirement, part: str, names: dict[str, str]) -> str:
    """Whose check it is, or whose training and in what; empty for what is about nobody."""
    topic = next((each.title for each in requirement.topics if each.key == topic_of(part)), "")
    name = names.get(person_of(part), "")
    return f"{name}: {topic}" if name and topic else name


def waivers_in_words(page: SlotPage, reader: Reader, waive_href: str) -> tuple[DecisionView, ...]:
    """Decisions that are about no submission, newest first. `waive_href` is where the slot is waived."""
    alone = [each for each in reversed(page.decided) if each.submission_id is None]
    return tuple(waiver_view(page, each, reader, waive_href) for each in alone)


def waiver_view(page: SlotPage, decided: Decided, reader: Reader, waive_href: str) -> DecisionView:
    view = decision_view(page, decided, reader)
    if reader.side is not Side.LEAD or view.is_corrected:
        return view
    return replace(view, correct_href=f"{waive_href}?corrects={decided.decision_id}")


def sent_view(
    page: SlotPage, sent: Sent, names: dict[str, str], reader: Reader, promise: Promise | None
) -> SentView:
    decided = [each for each in reversed(page.decided) if each.submission_id == sent.submission_id]
    changes = changes_of(page.requirement, sent, is_decided=bool(decided))
    with_lead = "us" if reader.side is Side.LEAD else reader.lead
    writing = Side.LEAD if sent.received_way else Side.PARTNER
    reviews = reader.side is Side.LEAD and page.requirement.kind is not Kind.ISSUED
    reviews = reviews and sent.submission_id not in reader.own
    return SentView(
        reference=sent.reference,
        title=person_words(page.requirement, sent.part_key, names)
        or title_of(page.requirement, sent.part_key),
        verb=verb_of(page.requirement, sent),
        sent_by=sent.sent_by or "",
        sent_at=sent.sent_at or sent.made_at,
        answers=tuple(answers_in_words(page.requirement, sent)),
        files=sent.files,
        decisions=tuple(decision_view(page, each, reader) for each in decided),
        waits="" if decided else waits_words(page, sent, with_lead, promise),
        review_href=REVIEW(sent.submission_id) if reviews and not sent.taken_back_at else "",
        review_words="Correct this decision" if decided else "Review this",
        address=SUBMISSION(sent.submission_id),
        changes=changes if reader.side is writing and changes.any else None,
    )


def verb_of(requirement: Requirement, sent: Sent) -> str:
    return sent_words(sent) if requirement.is_the_partners else "Recorded"


def waits_words(page: SlotPage, sent: Sent, with_lead: str, promise: Promise | None) -> str:
    if sent.taken_back_at:
        return f"{gone_word(page, sent)} on {day(local_day(sent.taken_back_at))}"
    return f"With {with_lead}, checking{promised_words(sent, promise)}"


def gone_word(page: SlotPage, sent: Sent) -> str:
    """What is put in the place of another is sent at the very moment."""
    instead = (each for each in page.sent if each.part_key == sent.part_key)
    return "Replaced" if any(each.sent_at == sent.taken_back_at for each in instead) else "Taken back"


def promised_words(sent: Sent, promise: Promise | None) -> str:
    """Until when an answer is promised to what waits, or was."""
    if promise is None or sent.sent_at is None:
        return ""
    by = answer_by(sent.sent_at, promise.days)
    if by < promise.today:
        return f". An answer was promised by {day(by)} and is late"
    return f". An answer is promised by {day(by)}"


def title_of(requirement: Requirement, part: str) -> str:
    return part_title(requirement, part) if part and requirement.kind is not Kind.REGISTER else ""


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
    match fact.outcome:
        case Outcome.ACCEPT:
            return accepted_words(day(fact.until_on), fact.assurance), "met"
        case Outcome.WAIVE:
            from_on = fact.from_on or fact.made_on
            words = waived_for(requirement, from_on, fact.until_on)
            return words, "missing" if is_taken_back(from_on, fact.until_on) else "waived"
        case Outcome.RETURN:
            return "Needs a change", "soon"
