"""The review page: what is asked, what was sent, what falls short, what was decided before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.deciding import own_end, problems_of_signing
from checklists.facts import Decision
from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.signing import NOTHING, is_other_signed
from checklists.vocabulary import Assurance, Kind, Outcome
from evidence.reading import has_words
from portal.clock import local_day
from portal.details import rule_fields
from portal.files.queries import MOST_PAGES
from portal.review.forms import prefilled
from portal.review.queries.review import DecisionLine, JustDecided
from portal.standing.queries.submissions import CheckLine, FileLine, SubmissionAnswers
from portal.submissions.forms.policy import layer_as_typed
from portal.web.addresses import FILE, FILE_PAGE, FILE_READ, LARGE_PAGE
from portal.web.choices import Item, options
from portal.web.typed import Typed
from portal.words.answers import first_day_called, last_day_called, signed_words
from portal.words.details import accepted_words, details_in_words
from portal.words.labels import BASIS, DBS_OUTCOME, RETURN_REASON
from portal.words.received import sent_words
from portal.words.waived import waived_for
from portal.words.wording import counted, day, moment, pounds

OTHER_SIGNED = (
    "The statement reads otherwise by now than it was signed. Accepted, this counts only on the days on which"
    " it read so: return it, to have the statement signed as it is."
)

NONE_SIGNED = (
    "A statement is asked for by now, and none was signed with this. Accepted, this counts only on the days"
    " on which none was asked for: return it, to have the statement signed."
)

LISTS = (("adults_list", "adults’"), ("childrens_list", "children’s"))


@dataclass(frozen=True, slots=True)
class PageView:
    """The addresses of its picture, and of a larger one."""

    href: str
    large: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A file with its pages as pictures, or the address under which what stands in it is read; neither where
    there is only the download."""

    name: str
    size: int
    href: str
    pages: tuple[PageView, ...]
    read_href: str = ""
    is_open: bool = True
    is_harmful: bool = False


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision in words. `corrected` says that a later one replaced it."""

    title: str
    words: str
    by: str
    reference: str
    corrected: bool


def shortfalls(requirement: Requirement, sent: Decision, ends_on: date) -> list[str]:
    """Why it would not be enough as it was sent, a sentence each. `ends_on` is the engagement's last day."""
    other = NONE_SIGNED if sent.signed == NOTHING else OTHER_SIGNED
    return [
        *rules_for(requirement).shortfalls(requirement, sent),
        *problems_of_signing(requirement, sent, ends_on),
        *([other] if is_other_signed(requirement, sent) else []),
    ]


def first_typed(requirement: Requirement, sent: Decision) -> Typed:
    """The form as it is opened: the facts sent. Where the evidence gives no last day there is none."""
    amount = f"{sent.amount:,}" if sent.amount else ""
    typed = prefilled(
        {"from_on": sent.from_on, "until_on": own_end(requirement, sent)},
        amount=amount,
        basis=sent.basis or "",
        assurance=sent.assurance or "",
    )
    return Typed(typed | layer_as_typed(sent.layer)) if requirement.kind is Kind.COVER else typed


def as_decided(requirement: Requirement, line: DecisionLine | None) -> Typed:
    """What the form that corrects a decision has from it, over what was sent. Why it is corrected is asked
    anew."""
    if line is None:
        return Typed()
    if line.outcome == Outcome.RETURN:
        return Typed({"outcome": [line.outcome], "reason": [line.reason], "words": [line.words]})
    said = rule_fields(line.details)
    typed = prefilled(
        {"from_on": line.from_on, "until_on": line.until_on, "signed_on": said["signed_on"]},
        amount=f"{line.amount:,}" if line.amount else "",
        basis=line.basis or "",
        assurance=said["assurance"] or "",
    )
    typed["covers"] = sorted(said["covers"] or ())
    return Typed(typed | layer_as_typed(said["layer"])) if requirement.kind is Kind.COVER else typed


def as_typed(first: Typed, typed: Typed | None) -> Typed:
    """What was typed over what the form had at first; of boxes those that were ticked, and no others."""
    boxes: Typed = Typed({"covers": []}) if typed and "ticked" in typed else Typed()
    return Typed(first | boxes | (typed or {}))


def asks_until(requirement: Requirement) -> bool:
    """Accounts, once accepted, do not lapse: there is no last day to give."""
    return rules_for(requirement).has_end


def fact_rows(requirement: Requirement, answers: SubmissionAnswers) -> list[tuple[str, str]]:
    """What the partner said, as label and value; nothing that was not asked."""
    rows = [
        ("Who", answers.worker or ""),
        (first_day_called(requirement), day(answers.from_on)),
        (last_day_called(requirement), day(answers.until_on)),
        ("Amount insured", pounds(answers.amount)),
        ("Basis", BASIS[answers.basis].capitalize() if answers.basis else ""),
        *(check_rows(answers.check) if answers.check else []),
        ("Statement", answers.statement or ""),
        ("Signed by", signed_words(answers) if answers.signed_name else ""),
        *details_in_words(answers.details),
        (f"{sent_words(answers)} by", f"{answers.sent_by}, {moment(answers.sent_at)}"),
        ("Reference", answers.reference),
    ]
    return [(label, value) for label, value in rows if value]


def check_rows(check: CheckLine) -> list[tuple[str, str]]:
    lists = " and ".join(words for field, words in LISTS if getattr(check, field)) or "none"
    seen = f"{check.seen_by}, {day(check.seen_on)}" if check.seen_on else check.seen_by
    return [
        ("Level", check.level.capitalize()),
        ("Barred lists", lists.capitalize()),
        ("Outcome", DBS_OUTCOME[check.outcome]),
        ("Seen by", seen),
    ]


def asked_rows(requirement: Requirement, part: str) -> list[tuple[str, str]]:
    """What a rule asks for in figures, as label and value."""
    rows: list[tuple[str, str]] = []
    if requirement.kind is Kind.COVER and part:
        cover = requirement.cover(part)
        rows.append(("Asked for", f"At least {pounds(cover.amount)}, {BASIS[cover.basis]}"))
    if requirement.months:
        rows.append(("Renewed", f"Every {counted(requirement.months, 'month')}"))
    return rows


def file_view(file: FileLine, pages: int) -> FileView:
    shown = min(pages, MOST_PAGES) if file.is_open else 0
    pictures = tuple(
        PageView(FILE_PAGE(file.file_id, number), LARGE_PAGE(file.file_id, number))
        for number in range(1, shown + 1)
    )
    read = FILE_READ(file.file_id, 1) if file.is_open and has_words(file.media_type) else ""
    return FileView(file.name, file.size, FILE(file.file_id), pictures, read, file.is_open, file.is_harmful)


def decisions(
    requirement: Requirement, lines: Sequence[DecisionLine], submission_id: UUID
) -> tuple[DecisionView | None, list[DecisionView]]:
    """The decision that stands on this submission, and all others on the slot, newest first."""
    corrected = {line.corrects_id for line in lines}
    here = standing_decision(lines, submission_id)
    others = [
        decision(requirement, line, line.decision_id in corrected) for line in lines if line is not here
    ]
    return decision(requirement, here, is_corrected=False) if here else None, others


def standing_decision(lines: Sequence[DecisionLine], submission_id: UUID) -> DecisionLine | None:
    """The latest decision on the submission; the lines come newest first."""
    return next((line for line in lines if line.submission_id == submission_id), None)


def decision(requirement: Requirement, line: DecisionLine, is_corrected: bool) -> DecisionView:
    return DecisionView(
        outcome_words(requirement, line),
        line.words,
        f"{line.made_by or 'By rule'}, {moment(line.made_at)}",
        line.reference or "",
        is_corrected,
    )


def outcome_words(requirement: Requirement, line: DecisionLine) -> str:
    match Outcome(line.outcome):
        case Outcome.ACCEPT:
            accepted = accepted_words(day(line.until_on), assurance_of(line.details))
            return accepted + signing_words(line.details)
        case Outcome.WAIVE:
            return waived_for(requirement, line.from_on or local_day(line.made_at), line.until_on)
        case Outcome.RETURN:
            why = RETURN_REASON.get(line.reason, "")
            return f"Returned: {why[:1].lower()}{why[1:]}" if why else "Returned"


def signing_words(details: Mapping[str, object]) -> str:
    """When the last side signed, as it was sent or as a reviewer gave it; empty where nobody has said."""
    signed_on = details.get("signed_on")
    return f", signed by the last side on {day(date.fromisoformat(str(signed_on)))}" if signed_on else ""


def assurance_of(details: Mapping[str, object]) -> Assurance | None:
    found: Assurance | None = rule_fields(details)["assurance"]
    return found


def decided_notice(done: JustDecided) -> str:
    """What was just decided, for the top of the next page."""
    if done.outcome == Outcome.RETURN:
        return f"{done.reference} went back to {done.partner}. They can see what to change."
    accepted = accepted_words(day(done.until_on), assurance_of(done.details))
    return f"{done.reference} from {done.partner} is {accepted[0].lower()}{accepted[1:]}."


def reason_options(typed: Typed, reasons: Sequence[str]) -> list[Item]:
    return options({key: RETURN_REASON[key] for key in reasons}, typed.first("reason"), "Choose a reason")
