"""Everybody on a register who waits for a reviewer: what was recorded, and whether it is enough."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists import facts
from checklists.requirement import Requirement
from portal.register.presenters.everybody import LEVELS, topic_title
from portal.review.queries.register import WaitingRecord, why_not
from portal.standing.queries.submissions import CheckLine
from portal.web.addresses import REVIEW
from portal.words.labels import DBS_OUTCOME
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class WaitingView:
    """`why_not` has a sentence for each thing that falls short; without one the box is ticked."""

    submission_id: UUID
    name: str
    about: str
    said: tuple[str, ...]
    why_not: tuple[str, ...]
    is_ticked: bool
    href: str


def waiting_views(
    requirement: Requirement,
    records: Iterable[WaitingRecord],
    engagement: facts.Engagement,
    today: date,
    ticked: Collection[str] | None = None,
) -> tuple[WaitingView, ...]:
    """Ticked are those that are enough, or, where a form is shown again, those that were."""
    views = []
    for each in records:
        short = tuple(why_not(requirement, each, engagement, today))
        views.append(
            WaitingView(
                each.submission_id,
                each.name,
                f"{each.job}. {each.eligibility}" if each.eligibility else each.job,
                tuple(said(requirement, each)),
                short,
                not short if ticked is None else str(each.submission_id) in ticked,
                REVIEW(each.submission_id),
            )
        )
    return tuple(views)


def said(requirement: Requirement, record: WaitingRecord) -> Iterable[str]:
    if record.topic:
        yield f"{topic_title(requirement, record.topic)}, completed on {day(record.from_on)}"
    if record.check:
        yield from check_said(record.check, record.from_on)


def check_said(check: CheckLine, issued_on: date | None) -> Iterable[str]:
    lists = {"adults’": check.adults_list, "children’s": check.childrens_list}
    given = " and ".join(name for name, there in lists.items() if there)
    issued = f", issued on {day(issued_on)}" if issued_on else ""
    yield f"{LEVELS[check.level]}{issued}"
    yield f"Barred lists: {given or 'none'}"
    yield DBS_OUTCOME[check.outcome]
    if check.outcome == "risk-decision":
        yield f"Decided by {check.risk_decided_by}, {day(check.risk_decided_on)}: {check.risk_reason}"
    seen = f", {day(check.seen_on)}" if check.seen_on else ""
    yield f"Seen by {check.seen_by}{seen}"
