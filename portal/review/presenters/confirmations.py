"""Confirmations that wait, with their words and who signed them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from checklists.requirement import Checklist
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
            "" if each.is_as_asked(checklist) else OTHER_SIGNED,
            f"{signed_by(each)}. Sent {moment(each.sent_at)}, {each.reference}",
            str(each.submission_id) in ticked,
            REVIEW(each.submission_id),
        )
        for each in waiting
        for requirement in [checklist.requirement(each.requirement_key)]
    )


def signed_by(each: WaitingConfirmation) -> str:
    return f"{each.signed_name}, {each.signed_position}" if each.signed_position else each.signed_name


def accept_all_words(waiting: Sequence[WaitingConfirmation], checklist: Checklist) -> str:
    """What the button says that accepts all that can count; empty where none does."""
    many = sum(each.is_as_asked(checklist) for each in waiting)
    if many == 0:
        return ""
    if many < len(waiting):
        return f"Accept {'the one' if many == 1 else f'all {many}'} signed as asked"
    return f"Accept all {many}" if many > 1 else "Accept it"


MEANWHILE = "Decided or taken back meanwhile"
"""Before the button was pressed, by somebody else."""

IN_OTHER_WORDS = "Signed in other words than are asked for by now"


def left_out_words(why: str, left: Sequence[tuple[str, str]], checklist: Checklist) -> str:
    """Which were not accepted with the others."""
    titles = {each.key: each.title for each in checklist.requirements}
    named = [f"{titles.get(key, key)} ({reference})" for key, reference in left]
    return f"{why}, so left out: {', '.join(named)}." if named else ""
