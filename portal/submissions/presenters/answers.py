"""A draft in words: its answers row by row, and where they fall short of what is asked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from checklists.deciding import problems_of_signing
from checklists.kinds import rules_for
from checklists.on_paper import questions_of
from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Basis, Kind
from portal.standing.queries.decision_facts import fact_as_sent
from portal.standing.queries.submissions import SubmissionAnswers
from portal.words.answers import first_day_called, last_day_called
from portal.words.details import details_in_words, policy_in_words
from portal.words.labels import BASIS
from portal.words.wording import day, pounds

NONE_YET = "Not given"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with what was answered; `page` is where it is asked."""

    label: str
    words: tuple[str, ...]
    page: str


def answer_rows(
    requirement: Requirement, answers: SubmissionAnswers, page_of: Callable[[str], str]
) -> tuple[AnswerRow, ...]:
    """One row per question that is asked, answered or not."""
    asked = questions_of(requirement, answers.received_way is not None)
    return tuple(
        AnswerRow(label, tuple(words) or (NONE_YET,), page_of(name))
        for name, label, words in all_rows(requirement, answers)
        if name in asked
    )


def all_rows(requirement: Requirement, answers: SubmissionAnswers) -> Iterator[tuple[str, str, list[str]]]:
    yield "files", "Files", [file.name for file in answers.files]
    yield "from_on", first_day_called(requirement), [day(answers.from_on)] if answers.from_on else []
    yield (
        "until_on",
        last_day_called(requirement),
        [day(answers.until_on)] if answers.until_on else [],
    )
    said = dict(details_in_words(answers.details))
    yield "parties", "Signed by", [f"{label}: {words}" for label, words in said.items() if "by" in label]
    yield "assurance", "The accounts are", [said["The accounts are"]] if "The accounts are" in said else []
    yield "policy", "Policy", [f"{label}: {words}" for label, words in policy_in_words(answers.details)]
    yield "amount", "Amount insured", amount_words(answers)
    if also := answers.details.get("also"):
        yield "amount", "Also on this schedule", [also_words(requirement, each) for each in also]
    yield "statement", "Statement", statement_words(answers)


def amount_words(answers: SubmissionAnswers) -> list[str]:
    if not answers.amount:
        return []
    return [f"{pounds(answers.amount)}, {BASIS[answers.basis]}" if answers.basis else pounds(answers.amount)]


def also_words(requirement: Requirement, line: Mapping[str, Any]) -> str:
    """Another cover of the same schedule."""
    title = part_title(requirement, line["part"])
    return f"{title}: {pounds(line['amount'])}, {BASIS[line['basis']]}"


def statement_words(answers: SubmissionAnswers) -> list[str]:
    if not answers.statement:
        return []
    signed = ", ".join(each for each in (answers.signed_name, answers.signed_position) if each)
    return [answers.statement, f"Confirmed by {signed}"]


def shortfalls(
    requirement: Requirement, answers: SubmissionAnswers, today: date, ends_on: date
) -> tuple[str, ...]:
    """Why what was answered would not be enough, so that nobody waits for a reviewer to say so.

    Insurance is compared point by point elsewhere; of other evidence nobody but the reviewer can tell.
    `ends_on` is the engagement's last day.
    """
    if requirement.kind is Kind.ACCOUNTS and answers.details.get("assurance"):
        fact = replace(fact_as_sent(answers, today), reasoned=True)  # the reviewer may give a reason
        return tuple(rules_for(requirement).shortfalls(requirement, fact))
    if requirement.kind is Kind.AGREEMENT:
        fact = fact_as_sent(answers, today)
        signing = problems_of_signing(requirement, fact, ends_on) if fact.signed_on else []
        return (*rules_for(requirement).shortfalls(requirement, fact), *signing)
    if requirement.kind is Kind.COVER:
        return tuple(also_short(requirement, answers, today))
    return ()


def also_short(requirement: Requirement, answers: SubmissionAnswers, today: date) -> Iterator[str]:
    """Where the other covers of a schedule are not enough; the one that it is about is compared point by
    point."""
    fact = fact_as_sent(answers, today)
    for each in answers.details.get("also") or ():
        basis = Basis(each["basis"])
        offered = replace(fact, part=each["part"], amount=each["amount"], basis=basis, layer=None)
        for sentence in rules_for(requirement).shortfalls(requirement, offered):
            yield f"{part_title(requirement, each['part'])}: {sentence}"
