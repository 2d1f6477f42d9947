"""What was answered in a submission, question by question."""

from collections.abc import Iterator

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.clock import local_day
from portal.details import edition_of
from portal.standing.queries.sent_and_decided import Sent
from portal.standing.queries.submissions import CheckLine, SubmissionAnswers
from portal.words.details import details_in_words
from portal.words.labels import BASIS, DBS_OUTCOME
from portal.words.wording import day, pounds

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


def first_day_called(requirement: Requirement) -> str:
    """What the first day of an answer is called. Training is not issued, as a certificate is."""
    return "Completed on" if requirement.topics else FROM_ON.get(requirement.kind, "From")


def last_day_called(requirement: Requirement) -> str:
    return UNTIL_ON.get(requirement.kind, "Until")


def answers_in_words(requirement: Requirement, sent: Sent | SubmissionAnswers) -> Iterator[tuple[str, str]]:
    """What was answered, as label and words; what was not answered is left out."""
    if sent.from_on:
        yield first_day_called(requirement), day(sent.from_on)
    if sent.until_on:
        yield last_day_called(requirement), day(sent.until_on)
    if sent.amount:
        basis = f", {BASIS[sent.basis]}" if sent.basis else ""
        yield "Amount insured", f"{pounds(sent.amount)}{basis}"
    if sent.check:
        yield from check_in_words(sent.check)
    if sent.statement:
        yield "Confirmed", sent.statement
    if sent.signed_name:
        yield "Signed by", signed_words(sent)
    if requirement.kind is Kind.ISSUED:
        yield "Edition", str(edition_of(sent.details))
    yield from details_in_words(sent.details)


def signed_words(sent: Sent | SubmissionAnswers) -> str:
    """The name and position; of a statement also the day on which it was sent, or signed on paper: from then
    on it stands. An assessment has a day of its own."""
    signed = ", ".join(each for each in (sent.signed_name, sent.signed_position) if each)
    if not (sent.sent_at and sent.statement):
        return signed
    return f"{signed}, on {day(sent.from_on if sent.received_way else local_day(sent.sent_at))}"


def check_in_words(check: CheckLine) -> Iterator[tuple[str, str]]:
    lists = {"adults’": check.adults_list, "children’s": check.childrens_list}
    given = [name for name, there in lists.items() if there]
    yield "Level", LEVELS[check.level]
    yield "Barred lists", " and ".join(given).capitalize() if given else "None"
    yield "Seen by", f"{check.seen_by}, {day(check.seen_on)}" if check.seen_on else check.seen_by
    yield "Outcome", DBS_OUTCOME[check.outcome]
