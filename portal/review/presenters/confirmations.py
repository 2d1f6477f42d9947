"""Confirmations that wait, with their words and who signed them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from checklists.requirement import Checklist, Requirement
from checklists.signing import is_same_statement, statement_of
from portal.review.presenters.review import OTHER_SIGNED
from portal.review.queries.confirmations import WaitingConfirmation
from portal.web.addresses import REVIEW
from portal.words.wording import moment


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    submission_id: UUID
    title: str
    asks: str
    statement: str
    other: str
    signed: str
    is_ticked: bool
    href: str


def confirmation_views(
    waiting: Sequence[WaitingConfirmation], checklist: Checklist, ticked: Collection[str]
) -> tuple[ConfirmationView, ...]:
    """Where a form is shown again, as it was ticked. What is asked stands there where it is not the statement
    word for word."""
    return tuple(
        ConfirmationView(
            each.submission_id,
            requirement.title,
            requirement.asks if requirement.asks != each.statement else "",
            each.statement,
            OTHER_SIGNED if is_other(each, requirement) else "",
            f"{signed_by(each)}. Sent {moment(each.sent_at)}, {each.reference}",
            str(each.submission_id) in ticked,
            REVIEW(each.submission_id),
        )
        for each in waiting
        for requirement in [checklist.requirement(each.requirement_key)]
    )


def is_other(each: WaitingConfirmation, requirement: Requirement) -> bool:
    return not is_same_statement(each.statement, statement_of(requirement))


def signed_by(each: WaitingConfirmation) -> str:
    return f"{each.signed_name}, {each.signed_position}" if each.signed_position else each.signed_name


def left_out_words(left: Sequence[tuple[str, str]], checklist: Checklist) -> str:
    """Which were decided by somebody else, or taken back, before the button was pressed."""
    titles = {each.key: each.title for each in checklist.requirements}
    named = [f"{titles.get(key, key)} ({reference})" for key, reference in left]
    if not named:
        return ""
    return f"Decided or taken back meanwhile, so left out: {', '.join(named)}."
