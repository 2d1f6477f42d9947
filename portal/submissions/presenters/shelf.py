"""The shelf in words: where each document is used and how it stands there, and where else it may be sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.likeness import SHARED_BETWEEN_CONTRACTS, Fit, Likeness, fits
from checklists.requirement import Requirement
from checklists.vocabulary import Outcome
from portal.places.mine import MyEngagement
from portal.standing.queries.slots import SlotLine
from portal.standing.queries.submissions import FileLine
from portal.submissions.queries.shelf import Document, Use
from portal.web.addresses import SEND_ELSEWHERE, SLOT, SUBMISSION
from portal.words.parts import part_words
from portal.words.slot import Reader, Side, Standing, standing_of
from portal.words.wording import day, size


@dataclass(frozen=True, slots=True)
class UseView:
    """`state` is the key that the colour hangs on."""

    what: str
    where: str
    state: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """`source` is the submission whose files and answers are taken."""

    source: UUID
    title: str
    files: tuple[FileLine, ...]
    about: str
    uses: tuple[UseView, ...]
    older: tuple[UseView, ...]
    href: str
    may_go_elsewhere: bool
    renewed: int


@dataclass(frozen=True, slots=True)
class Place:
    """A slot's part to which a document may be sent. `value` is what a tick sends; `is_here` says that it is
    of the contract for which the document was sent: never as likely as the same one of another."""

    value: str
    what: str
    where: str
    standing: Standing
    is_likely: bool
    is_here: bool


def document_views(
    documents: Sequence[Document], renewed: Mapping[UUID, int], today: date
) -> tuple[DocumentView, ...]:
    """`renewed` has by submission in how many places an older document is still in force."""
    return tuple(
        DocumentView(
            source=document.latest.submission_id,
            title=" · ".join(document.names),
            files=document.files,
            about=about(document),
            uses=use_views((use for use in document.uses if use.is_latest or not use.sent_at), today),
            older=use_views((use for use in document.uses if use.sent_at and not use.is_latest), today),
            href=SEND_ELSEWHERE(document.latest.submission_id),
            may_go_elsewhere=document.latest.requirement.kind in SHARED_BETWEEN_CONTRACTS,
            renewed=renewed.get(document.latest.submission_id, 0),
        )
        for document in documents
    )


def about(document: Document) -> str:
    use = document.latest
    days = [f"from {day(use.from_on)}"] if use.from_on else []
    days += [f"until {day(use.until_on)}"] if use.until_on else []
    return ", ".join([size(document.size), *([" ".join(days)] if days else [])])


def use_views(uses: Iterable[Use], today: date) -> tuple[UseView, ...]:
    return tuple(
        UseView(
            what=part_words(use.requirement, use.part_key),
            where=where(use.contract, use.area, use.lead),
            state=use_state(use, today),
            words=use_words(use, today),
            href=use_href(use),
        )
        for use in uses
    )


def where(contract: str, area: str, lead: str) -> str:
    return f"{contract}, {area}, for {lead}" if area else f"{contract}, for {lead}"


def use_href(use: Use) -> str:
    if use.sent_at is None:
        return SUBMISSION(use.submission_id)
    return SLOT(use.engagement_id, use.requirement_key)


def use_state(use: Use, today: date) -> str:
    if use.outcome is Outcome.ACCEPT:
        return "expired" if use.accepted_until and use.accepted_until < today else "met"
    if use.outcome is Outcome.RETURN:
        return "returned"
    return "waiting" if use.sent_at else "draft"


def use_words(use: Use, today: date) -> str:
    """What became of the document there; the state of the slot may be another by now."""
    if use.sent_at is None:
        return "Draft, not sent"
    if use.outcome is None:
        return f"With {use.lead}, checking"
    if use.outcome is Outcome.RETURN:
        return "Needs a change"
    if use.accepted_until in {None, date.max}:
        return "Accepted"
    return f"{'Expired on' if use.accepted_until < today else 'Accepted until'} {day(use.accepted_until)}"


def places_for(
    document: Document,
    engagements: Sequence[MyEngagement],
    lines: Mapping[UUID, Sequence[SlotLine]],
    chosen: Iterable[str],
) -> tuple[Place, ...]:
    """Where a document may be sent, likely places first; not where it is already what was sent last."""
    source = document.latest
    there = {use.slot for use in document.uses if use.is_latest or use.sent_at is None}
    picked = set(chosen)
    found = [
        as_place(engagement, line, fit, picked, is_here=engagement.contract_id == source.contract_id)
        for engagement in engagements
        for line in lines.get(engagement.engagement_id, ())
        for fit in fits(source.requirement, source.part_key, line.slot.requirement)
        if (engagement.engagement_id, fit.requirement.key, fit.part) not in there
    ]
    return tuple(sorted(found, key=lambda each: not each.is_likely))


def as_place(engagement: MyEngagement, line: SlotLine, fit: Fit, picked: set[str], *, is_here: bool) -> Place:
    value = place_value(engagement.engagement_id, fit.requirement.key, fit.part)
    return Place(
        value=value,
        what=part_words(fit.requirement, fit.part),
        where=where(engagement.contract, engagement.area, engagement.lead),
        standing=standing_of(line, Reader(Side.PARTNER, engagement.lead, engagement.partner)),
        is_likely=(fit.likeness is Likeness.LIKELY and not is_here) or value in picked,
        is_here=is_here,
    )


def place_value(engagement_id: UUID, key: str, part: str) -> str:
    return f"{engagement_id}/{key}/{part}"


def documents_for(
    documents: Sequence[Document], wanted: Requirement, part: str, here: UUID, today: date
) -> tuple[DocumentView, ...]:
    """Those that may serve a part of a slot, likely ones first; none that was sent for it last."""
    slot = (here, wanted.key, part)
    ranked = [
        (fit.likeness, document)
        for document in documents
        if not any(use.slot == slot and use.is_latest for use in document.uses)
        for fit in fits(document.latest.requirement, document.latest.part_key, wanted)
        if fit.part == part
    ]
    ranked.sort(key=lambda each: -each[0])
    return document_views([document for _, document in ranked], {}, today)
