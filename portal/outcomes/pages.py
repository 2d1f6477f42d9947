"""Soft outcomes: rated by the lead out of what people said, read by the partner, who may answer once, and by
the council without names.

Somebody comes back from a service review with notes and half an hour: one outcome at a time, what was said
beside it, and the year before.
"""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.year.vocabulary import Form
from portal.access import Audience, NotHere
from portal.acting.names_in import names_in
from portal.occurrences.actions.check_telling import is_lead
from portal.outcomes.actions.comment_outcomes import comment_outcomes
from portal.outcomes.actions.rate_outcomes import finish_review, hold_review, rate_outcome
from portal.outcomes.forms import QUESTIONS, as_typed, drafts_as_typed, of_finishing, read_said
from portal.outcomes.presenters import (
    address,
    draft_words,
    noted_views,
    rating_view,
    rating_views,
    review_line,
    state_words,
    tasks,
    version_view,
    visit_items,
)
from portal.outcomes.queries.interviews import list_noted
from portal.outcomes.queries.reviews import (
    Review,
    find_before,
    get_review,
    list_of_contract,
    list_reviews,
    span_of_notes,
)
from portal.standing.queries.in_force import forms_asked
from portal.web.at import AtContract, AtEngagement, of_contract, of_engagement
from portal.web.between import opened, refuse_unseen, settle
from portal.web.choices import radios
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.outcome_addresses import (
    CONTRACT_OUTCOMES,
    OUTCOME_REVIEW,
    OUTCOMES,
    RATE_OUTCOME,
)
from portal.web.typed import Typed
from portal.words.outcomes import RATING, count_words
from portal.words.slot import Side

OF_SIDES = of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)
OF_READERS = of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)
OF_LEAD = of_engagement(Audience.REVIEWER, Audience.MANAGER)
DONE = {
    "saved": "Saved. Only your own organisation reads it until it is finished.",
    "finished": "Finished. The partner reads it now, and the council without names.",
    "commented": "Your comment is sent.",
}


def find(at: AtEngagement, key: str, period: str) -> Review:
    return get_review(at.session, at.place, key, period, at.as_at.on, at.as_at.known)


@get(OUTCOMES, **OF_SIDES)
def show_outcomes(at: NamedDependency[AtEngagement]) -> Response:
    reviews = list_reviews(at.session, at.place, at.as_at.on, at.as_at.known)
    return at.page(
        "outcomes/list.html",
        reviews=[review_line(each, at.as_at.on) for each in reviews],
        asks=Form.RATING in forms_asked(at.session, at.place.contract.contract_id),
        as_at=at.as_at,
        path=OUTCOMES(at.place.engagement_id),
        breadcrumbs=at.way(),
    )


@get(OUTCOME_REVIEW, **OF_READERS)
def show_review(
    at: NamedDependency[AtEngagement], outcomes_key: FromPath[str], period: FromPath[str]
) -> Response:
    return review_page(at, find(at, outcomes_key, period), Typed())


def review_page(at: AtEngagement, review: Review, typed: Typed, problems: Problems | None = None) -> Response:
    rates = is_lead(at.place) and at.as_at.is_now
    is_council = at.reader.side is Side.COMMISSIONER
    noted = list_noted(at.session, at.place, span_of_notes(review))
    last = review.last
    hides_because = is_council and last is not None and is_named(at, last.because)
    comments = Audience.PARTNER in at.place.audiences and at.as_at.is_now
    return at.page(
        "outcomes/review.html",
        problems,
        **about(at, review),
        typed=typed,
        tasks=tasks(review) if rates else (),
        so_far=draft_words(review),
        is_changed=bool(review.changed),
        ratings=finished(at, review, is_council=is_council),
        met=count_words(review.count) if last else "",
        latest=version_view(review, last, noted, names_people=not is_council, hides_because=hides_because)
        if last
        else None,
        number=last.number if last else 0,
        earlier=[
            version_view(review, each, noted, names_people=not is_council)
            for each in reversed(review.versions[:-1])
            if not is_council
        ],
        can_comment=comments and last is not None and last.comment is None,
        seen=opened(of_finishing(review), drafts_as_typed(review)),
        done=DONE.get(at.asked("done"), ""),
    )


def about(at: AtEngagement, review: Review) -> dict[str, object]:
    """What the pages of one period share."""
    list_crumb = {"text": "Soft outcomes", "href": OUTCOMES(at.place.engagement_id)}
    of_council = {"text": "Soft outcomes", "href": CONTRACT_OUTCOMES(at.place.contract.contract_id)}
    is_council = at.reader.side is Side.COMMISSIONER
    return {
        "row": review.asked.row,
        "period": review.period.in_words,
        "state": state_words(review, at.as_at.on),
        "is_late": review.is_late,
        "as_at": at.as_at,
        "here": address(review),
        "breadcrumbs": at.way(of_council if is_council else list_crumb),
    }


def finished(at: AtEngagement, review: Review, *, is_council: bool) -> tuple[object, ...]:
    """The ratings as they were finished last, beside those of the period before."""
    if review.last is None:
        return ()
    before = find_before(list_reviews(at.session, at.place, at.as_at.on, at.as_at.known), review)
    noted = list_noted(at.session, at.place, span_of_notes(review))
    hidden = naming(at, review, before) if is_council else ()
    return rating_views(review, review.last, before, noted, hidden)


def naming(at: AtEngagement, review: Review, before: Review | None) -> list[str]:
    """The outcomes whose reasons name somebody who came to the partner since they were written."""
    written = (review.said, before.said if before else {})
    words = {
        each.key: "\n".join(said[each.key].because for said in written if each.key in said)
        for each in review.outcomes
    }
    if not is_named(at, "\n".join(words.values())):
        return []
    return [key for key, said in words.items() if is_named(at, said)]


def is_named(at: AtEngagement, words: str) -> bool:
    """Whether somebody of the partner is, by now."""
    return bool(names_in(at.session, at.place.partner_id, words))


@get(RATE_OUTCOME, **OF_LEAD)
def ask_rating(
    at: NamedDependency[AtEngagement],
    outcomes_key: FromPath[str],
    period: FromPath[str],
    outcome_key: FromPath[str],
) -> Response:
    """Whoever belongs to the partner too rates nothing, and reads what is finished."""
    review = find(at, outcomes_key, period)
    if not is_lead(at.place):
        return at.go(address(review))
    return rating_page(at, review, outcome_key, opened(QUESTIONS, as_typed(review.drafts.get(outcome_key))))


def rating_page(
    at: AtEngagement, review: Review, key: str, typed: Typed, problems: Problems | None = None
) -> Response:
    outcome = review.find(key)
    if outcome is None:
        raise NotHere
    noted = list_noted(at.session, at.place, span_of_notes(review))
    before = find_before(list_reviews(at.session, at.place, at.today), review)
    said = before.said.get(key) if before else None
    shown = about(at, review)
    return at.page(
        "outcomes/rate.html",
        problems,
        **shown,
        outcome=outcome,
        typed=typed,
        ratings=radios({f"{key}": label for key, label in RATING.items()}, typed.first("rating")),
        visits=visit_items(noted, typed.getlist("visits")),
        noted=noted_views(review, noted),
        before=rating_view(outcome, said) if said else None,
        before_period=before.period.in_words if before else "",
    )


@post(RATE_OUTCOME, once=True, **OF_LEAD)
def take_rating(
    at: NamedDependency[AtEngagement],
    typed: NamedDependency[Typed],
    outcomes_key: FromPath[str],
    period: FromPath[str],
    outcome_key: FromPath[str],
) -> Response:
    gaps = outcomes_key, period

    def act() -> Response:
        review = hold_review(at.session, at.viewer, at.place, *gaps)
        settle(QUESTIONS, typed, as_typed(review.drafts.get(outcome_key)))
        rate_outcome(at.session, at.viewer, at.place, *gaps, outcome_key, read_said(typed))
        return at.go(address(review, done="saved"))

    return at.try_to(act, lambda problems: rating_page(at, find(at, *gaps), outcome_key, typed, problems))


@post(OUTCOME_REVIEW, once=True, **OF_SIDES)
def take_review(
    at: NamedDependency[AtEngagement],
    typed: NamedDependency[Typed],
    outcomes_key: FromPath[str],
    period: FromPath[str],
) -> Response:
    """Each side has one form on the page, and it keeps itself there: the partner comments, the lead
    finishes."""
    gaps, comments = (outcomes_key, period), Audience.PARTNER in at.place.audiences

    def act() -> Response:
        if comments:
            version = version_of(typed.first("number"))
            comment_outcomes(at.session, at.viewer, at.place, *gaps, version, typed.first("words"))
        else:
            finish(at, typed, *gaps)
        done = "commented" if comments else "finished"
        return at.go(OUTCOME_REVIEW(at.place.engagement_id, *gaps, done=done))

    return at.try_to(act, lambda problems: review_page(at, find(at, *gaps), typed, problems))


def finish(at: AtEngagement, typed: Typed, key: str, period: str) -> None:
    """What is finished is what the page showed."""
    review = hold_review(at.session, at.viewer, at.place, key, period)
    if not review.last or review.changed:
        refuse_unseen(typed, of_finishing(review), drafts_as_typed(review))
    finish_review(at.session, at.viewer, at.place, key, period, typed.first("because"))


def version_of(number: str) -> int:
    """0 where it is none."""
    return int(number) if number.isdecimal() and number.isascii() and len(number) < 6 else 0


@get(CONTRACT_OUTCOMES, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_contract(at: NamedDependency[AtContract]) -> Response:
    """Of every partner, period by period; the council reads what is finished."""
    reviews = list_of_contract(at.session, at.place, at.as_at.on, at.as_at.known)
    is_desk = Audience.REVIEWER in at.place.audiences
    lines = [review_line(each, at.as_at.on) for each in reviews]
    return at.page(
        "outcomes/contract.html",
        periods=by_period(lines),
        late=sum(each.is_late for each in lines),
        asks=Form.RATING in forms_asked(at.session, at.place.contract_id),
        is_desk=is_desk,
        tab="returns" if is_desk else "readiness",
        as_at=at.as_at,
        path=CONTRACT_OUTCOMES(at.place.contract_id),
        breadcrumbs=contract_crumbs(at.place),
    )


def by_period(lines: list[Any]) -> list[tuple[str, list[Any]]]:
    """The latest first; in each those by partner in their order."""
    periods = dict.fromkeys((each.period, each.title) for each in lines)
    return [
        (f"{title}, {period}", [each for each in lines if (each.period, each.title) == (period, title)])
        for period, title in periods
    ]


ROUTES: list[HTTPRouteHandler] = [
    show_outcomes,
    show_review,
    ask_rating,
    take_rating,
    take_review,
    show_contract,
]
