"""Soft outcomes as their pages show them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.ladder import RETURNS
from checklists.year.rating import Rated, count
from checklists.year.rows import Section
from checklists.year.vocabulary import OwedState
from portal.acting.names_in import HIDDEN
from portal.outcomes.queries.interviews import Noted
from portal.outcomes.queries.kept import Said, Version
from portal.outcomes.queries.reviews import Review
from portal.places.contracts import ContractPlace
from portal.web.addresses import VISIT_REPORT
from portal.web.choices import Item
from portal.web.outcome_addresses import OUTCOME_REVIEW, RATE_OUTCOME
from portal.words.labels import VISIT
from portal.words.outcomes import NOTE, RATING, TAG, count_words
from portal.words.wording import counted, day

NOT_SAID = "Not rated"
NEAR = timedelta(days=RETURNS.furthest)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """The outcomes of a period in a list; `met` is empty while nothing is finished."""

    title: str
    clause: str
    partner: str
    period: str
    state: str
    is_late: bool
    met: str
    ratings: tuple["RatingView", ...]
    href: str


@dataclass(frozen=True, slots=True)
class ToRate:
    """What a lead finds at home: a partner's soft outcomes of a period that are due, or nearly."""

    what: str
    href: str
    about: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class RatingView:
    """A rating in words, with the class of its tag."""

    title: str
    words: str
    tag: str
    because: str
    visits: str
    before: str
    before_because: str


@dataclass(frozen=True, slots=True)
class Task:
    """An outcome in the lead's list of what is to be rated."""

    key: str
    title: str
    state: str
    tag: str
    words: str
    href: str


def review_line(review: Review, on: date) -> ReviewLine:
    partner = f"{review.partner}, {review.area}" if review.area else review.partner
    return ReviewLine(
        review.asked.row.title,
        review.asked.row.clause,
        partner,
        review.period.in_words,
        state_words(review, on),
        review.is_late,
        count_words(review.count) if review.last else "",
        tuple(rating_view(each, review.said.get(each.key)) for each in review.outcomes if review.last),
        address(review),
    )


def to_rate_views(found: Iterable[tuple[ContractPlace, Review]], on: date) -> tuple[ToRate, ...]:
    """Those whose period is over, or whose day has nearly come."""
    return tuple(
        ToRate(
            f"{review.partner}: {review.asked.row.title} to be rated, {review.period.in_words}",
            address(review),
            f"Due by {day(due_on)}, for {place.title}.",
            review.is_late,
        )
        for place, review in found
        for due_on in [review.asked.owed.due_on]
        if due_on is not None and (on > review.period.span.until_on or due_on <= on + NEAR)
    )


def address(review: Review, **more: str) -> str:
    return OUTCOME_REVIEW(review.engagement_id, review.asked.row.key, review.asked.owed.part, **more)


def state_words(review: Review, on: date) -> str:
    """When it was finished, or when it is due."""
    if review.versions:
        first, last = review.versions[0], review.versions[-1]
        late = f", {counted(review.late, 'day')} late" if review.late else ""
        again = f"; put right on {day(last.on)}" if last is not first else ""
        return f"Finished on {day(first.on)}{late}{again}"
    due_on = review.asked.owed.due_on
    if review.interval.state is OwedState.LATE:
        return f"It was due on {day(due_on)}, {counted(review.late, 'day')} ago"
    if due_on is None:
        return "Not finished"
    left = (due_on - on).days
    ahead = f"in {counted(left, 'day')}" if left else "today"
    return f"Due on {day(due_on)}, {ahead}"


def rating_view(
    outcome: Section,
    said: Rated | None,
    visits: str = "",
    before: Rated | None = None,
    hidden: Collection[str] = (),
) -> RatingView:
    """`hidden` are the keys of outcomes whose reasons are not for whoever reads."""
    because = said.because if said else ""
    earlier = before.because if before else ""
    return RatingView(
        outcome.title,
        RATING[said.rating] if said and said.rating else NOT_SAID,
        TAG[said.rating] if said and said.rating else "govuk-tag--grey",
        HIDDEN if outcome.key in hidden else because,
        visits,
        RATING[before.rating] if before and before.rating else "",
        HIDDEN if outcome.key in hidden else earlier,
    )


def rating_views(
    review: Review, version: Version, before: Review | None, noted: Iterable[Noted], hidden: Collection[str]
) -> tuple[RatingView, ...]:
    """Each with what was said of it in the period before."""
    earlier: Mapping[str, Said] = before.said if before else {}
    names = visit_names(noted)
    return tuple(
        rating_view(
            each,
            version.said.get(each.key),
            from_words(version.said.get(each.key), names),
            earlier.get(each.key),
            hidden,
        )
        for each in review.outcomes
    )


def visit_names(noted: Iterable[Noted]) -> dict[str, str]:
    return {str(each.visit_id): f"{VISIT[each.kind]}, {day(each.on)}" for each in noted}


def from_words(said: Said | None, names: Mapping[str, str]) -> str:
    return "; ".join(names[each] for each in said.visits if each in names) if said else ""


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version as it was before it was put right."""

    heading: str
    because: str
    ratings: tuple[RatingView, ...]
    comment: str
    commented: str


def version_view(
    review: Review,
    version: Version,
    noted: Sequence[Noted],
    *,
    names_people: bool,
    hides_because: bool = False,
) -> VersionView:
    """Who finished it is not said to the council, nor what the partner answered, nor why it was put right
    where that names somebody by now."""
    by = f" by {version.person}" if names_people else ""
    heading = f"{'Put right' if version.number > 1 else 'Finished'} on {day(version.on)}{by}"
    comment = version.comment if names_people else None
    return VersionView(
        heading,
        HIDDEN if hides_because else version.because,
        rating_views(review, version, None, noted, ()),
        comment.words if comment else "",
        f"{comment.person}, {day(comment.on)}" if comment else "",
    )


def tasks(review: Review) -> tuple[Task, ...]:
    return tuple(task(review, each) for each in review.outcomes)


def task(review: Review, outcome: Section) -> Task:
    said = review.drafts.get(outcome.key)
    state, tag = "Not started", "govuk-tag--grey"
    if said and said.is_whole and said.rating:
        state, tag = RATING[said.rating], TAG[said.rating]
    elif said and (said.rating or said.because):
        state, tag = ("Its reason is missing" if said.rating else "Not rated yet"), "govuk-tag--light-blue"
    is_changed = review.last is not None and outcome.key in review.changed
    return Task(
        outcome.key,
        outcome.title,
        state,
        tag,
        "Changed since it was finished" if is_changed else "",
        RATE_OUTCOME(review.engagement_id, review.asked.row.key, review.asked.owed.part, outcome.key),
    )


def draft_words(review: Review) -> str:
    """How much is written, in a sentence."""
    left = len(review.wanting)
    if left:
        return f"{len(review.outcomes) - left} of {len(review.outcomes)} are rated with a reason."
    return f"All are rated: {count_words(count(review.outcomes, review.drafts))}."


@dataclass(frozen=True, slots=True)
class NotedView:
    """A visit with its notes, each a heading and words."""

    title: str
    href: str
    notes: tuple[tuple[str, str], ...]


def noted_views(review: Review, noted: Iterable[Noted]) -> tuple[NotedView, ...]:
    return tuple(
        NotedView(
            f"{VISIT[each.kind]}, {day(each.on)}",
            VISIT_REPORT(review.engagement_id, each.visit_id),
            tuple((NOTE[about], words) for about, words in sorted(each.notes.items())),
        )
        for each in noted
    )


def visit_items(noted: Iterable[Noted], chosen: Collection[str]) -> list[Item]:
    return [
        {"value": key, "text": words, "checked": key in chosen} for key, words in visit_names(noted).items()
    ]
