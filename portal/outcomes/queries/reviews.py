"""The soft outcomes that an engagement is asked for, period by period, with what was said of them."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.asked import Asked, Terms, asked_on, returns_asked
from checklists.year.owed_timeline import OwedInterval, late_days, state_on
from checklists.year.periods import Calendar, Period
from checklists.year.rating import Count, changed, count, given_of, is_rated, wanting
from checklists.year.rows import Section
from checklists.year.vocabulary import OwedState, Party
from portal.access import NotHere, Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.outcomes.queries.kept import NOTHING, KeptBy, Said, Version, kept_of, until
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace, contracts_unseen
from portal.places.leading import list_led
from portal.reading_once import reads_once
from portal.records import Engagement
from portal.returns.queries.asked import find_begin
from portal.standing.queries.called import called_then
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class Review:
    """The outcomes of one period. `drafts` are what the lead has written by now; of `versions` the last
    counts, as known on the day that is asked about."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    asked: Asked
    period: Period
    interval: OwedInterval
    late: int
    review_id: uuid.UUID | None
    drafts: Mapping[str, Said]
    versions: tuple[Version, ...]

    @property
    def outcomes(self) -> tuple[Section, ...]:
        return self.asked.sections

    @property
    def last(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    @property
    def said(self) -> Mapping[str, Said]:
        """What was finished last."""
        return self.last.said if self.last else NOTHING

    @property
    def wanting(self) -> tuple[Section, ...]:
        """The outcomes that stand in the way of finishing."""
        return wanting(self.outcomes, self.drafts)

    @property
    def changed(self) -> frozenset[str]:
        """The outcomes that are written otherwise by now than they were finished."""
        return changed(self.said, self.drafts)

    @property
    def count(self) -> Count:
        return count(self.outcomes, self.said)

    @property
    def is_late(self) -> bool:
        return self.interval.state is OwedState.LATE

    def find(self, key: str) -> Section | None:
        return self.asked.find(key)


@dataclass(frozen=True, slots=True)
class Engaged:
    """An engagement of the contract."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    span: Span


@reads_once
def list_reviews(
    session: Session, place: EngagementPlace, on: date, known: date | None = None
) -> tuple[Review, ...]:
    """Of an engagement those whose period has begun, the latest first."""
    mine = Engaged(place.engagement_id, place.partner, place.area, place.span)
    return reviews_of(session, place.contract, as_known(session, [mine], known), on, known)


def list_of_contract(
    session: Session,
    place: ContractPlace,
    on: date,
    known: date | None = None,
    without: Collection[uuid.UUID] = (),
) -> tuple[Review, ...]:
    """Of all engagements, by partner; `without` are partners that are left out."""
    query = (
        sa.select(
            Engagement.id,
            PARTNER.name.label("partner"),
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id, Engagement.partner_id.not_in(without))
        .order_by(Engagement.sort_name, Engagement.id)
    )
    engaged = [
        Engaged(row.id, row.partner, row.area, Span(row.starts_on, row.ends_on))
        for row in session.execute(query)
    ]
    return reviews_of(session, place, as_known(session, engaged, known), on, known)


def as_known(session: Session, engaged: Sequence[Engaged], known: date | None) -> list[Engaged]:
    """As they were called and had their days by what was known on the evening, without what nobody had
    recorded by then."""
    if known is None:
        return list(engaged)
    called = called_then(session, [each.engagement_id for each in engaged], known)
    return [
        Engaged(each.engagement_id, its["partner"], its["area"], Span(its["starts_on"], its["ends_on"]))
        for each in engaged
        if (its := called.get(each.engagement_id))
    ]


def list_to_rate(session: Session, viewer: Viewer, on: date) -> list[tuple[ContractPlace, Review]]:
    """What the viewer has still to rate as one of the lead, by when it is due; nothing of a partner that she
    belongs to."""
    ids = list_led(session, viewer)
    found = [
        (place, review)
        for place in contracts_unseen(session, ids).values()
        for review in list_of_contract(session, place, on, without=viewer.organisations)
        if review.interval.state in {OwedState.DUE, OwedState.LATE}
    ]
    return sorted(found, key=lambda each: (each[1].asked.owed.due_on or date.max, each[1].partner))


def get_review(
    session: Session, place: EngagementPlace, key: str, part: str, on: date, known: date | None = None
) -> Review:
    """Raises NotHere where that is not asked for, or its period is still to begin."""
    for each in list_reviews(session, place, on, known):
        if (each.asked.row.key, each.asked.owed.part) == (key, part):
            return each
    raise NotHere


def find_before(reviews: Iterable[Review], review: Review) -> Review | None:
    """The same outcomes in the period before, of the reviews of one engagement."""
    alike = [each for each in reviews if each.asked.row.key == review.asked.row.key]
    earlier = [each for each in alike if each.period.span.until_on < review.period.span.from_on]
    return max(earlier, key=lambda each: each.period.span.from_on, default=None)


def span_of_notes(review: Review) -> Span:
    """The days whose visits may tell of the period: until it is due, as reviews are held after it too."""
    span = review.period.span
    return Span(span.from_on, max(span.until_on, review.asked.owed.due_on or span.until_on))


def reviews_of(
    session: Session, place: ContractPlace, engaged: Collection[Engaged], on: date, known: date | None
) -> tuple[Review, ...]:
    """None where nobody has said from when returns are given here."""
    begins = find_begin(session, place.contract_id)
    versions = list_versions(session, [place.contract_id], known).get(place.contract_id, ())
    if begins is None or not any(is_rated(row) for each in versions for row in each.year.returns):
        return ()
    terms = Terms(place.starts_on, begins, bank_holidays(place.ends_on.year + 1), party=Party.LEAD)
    kept = kept_of(session, [each.engagement_id for each in engaged], known)
    found = [
        review
        for each in engaged
        for asked in returns_asked(versions, each.span, terms)
        if is_rated(asked.row)
        for review in [review_of(each, asked, place.starts_on, kept, on, known)]
        if review.period.span.clip(each.span) and review.period.span.from_on <= on
    ]
    return tuple(sorted(found, key=lambda each: each.period.span.from_on, reverse=True))


def review_of(
    engaged: Engaged, asked: Asked, first_on: date, kept: KeptBy, on: date, known: date | None
) -> Review:
    its = kept.get((engaged.engagement_id, asked.row.key, asked.owed.part))
    versions = its.versions if its else ()
    interval = state_on(asked.owed, given_of(each.on for each in versions), on, known)
    return Review(
        engaged.engagement_id,
        engaged.partner,
        engaged.area,
        asked,
        Calendar(first_on, asked.row.year_of).holding(asked.row.every, asked_on(asked.row, asked.owed)),
        interval,
        late_days(asked.owed, interval, on),
        its.review_id if its else None,
        its.drafts if its else NOTHING,
        until(versions, on),
    )
