"""Why something is waived, or excepted from: the reviewer's words."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists import facts
from checklists.vocabulary import Outcome
from portal.records import Decision

SlotKey = tuple[uuid.UUID, str]
"""An engagement and the key of a requirement."""


def reasons_on(
    session: Session, slots: Sequence[SlotKey], on: date, known: date | None
) -> dict[SlotKey, str]:
    """Of slots that are waived on the day: the words of the newest waiver that counts on it, of those that
    were made by that evening and not undone by then."""
    if not slots:
        return {}
    later = aliased(Decision)
    undone = sa.select(later.id).where(later.corrects_id == Decision.id)
    if known:
        undone = undone.where(later.made_on <= known)
    query = (
        sa.select(Decision.engagement_id, Decision.requirement_key, Decision.words)
        .where(
            Decision.engagement_id.in_({engagement_id for engagement_id, _ in slots}),
            Decision.requirement_key.in_({key for _, key in slots}),
            Decision.outcome == Outcome.WAIVE,
            sa.func.coalesce(Decision.from_on, Decision.made_on) <= on,
            sa.or_(Decision.until_on.is_(None), Decision.until_on >= on),
            ~undone.exists(),
        )
        .order_by(Decision.made_at)
    )
    if known:
        query = query.where(Decision.made_on <= known)
    wanted = set(slots)
    found = {(engagement_id, key): words for engagement_id, key, words in session.execute(query)}
    return {slot: words for slot, words in found.items() if slot in wanted}


def reason_among(decided: Iterable[tuple[facts.Decision, str]], on: date, known: date | None) -> str:
    """The same of one slot, from its decisions with their words, oldest first; empty where there is none."""
    given = [(fact, said) for fact, said in decided if known is None or fact.made_on <= known]
    undone = {fact.corrects for fact, _ in given}
    words = [
        said
        for fact, said in given
        if fact.outcome is Outcome.WAIVE
        and fact.key not in undone
        and (fact.from_on or fact.made_on) <= on <= (fact.until_on or date.max)
    ]
    return words[-1] if words else ""
