"""What requirements depend on, such as whether a partner uses volunteers.

The partner or the lead's manager comes when that changes; what follows for the checklist is shown before it
is kept. Reviewers come to see since when it is so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.conditions import Said
from checklists.vocabulary import Condition
from portal.access import Audience, NotHere, Viewer
from portal.conditions.actions.change_condition import change_condition, check_day, hold_recorded
from portal.conditions.forms import read_said
from portal.conditions.presenters import condition_view, consequences_view, holds_or_not, said_words
from portal.conditions.queries import consequences, volunteers_unsaid
from portal.places.contracts import EngagementPlace
from portal.standing.queries.conditions import (
    Recorded,
    list_recorded,
    list_used_conditions,
    spans_now,
    with_said,
)
from portal.web.addresses import CONDITION, CONDITIONS
from portal.web.at import AtEngagement, at_engagement, family, of_engagement
from portal.web.between import Questions, opened, refuse_unseen
from portal.web.choices import radios
from portal.web.dates import day_as_typed
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.typed import Typed

SAYS = (Audience.PARTNER, Audience.MANAGER)
"""Who says what holds."""

SAID = "What was said of it"


@dataclass(frozen=True)
class AtCondition(AtEngagement):
    """Somebody who may say from when on a condition holds."""

    condition: Condition

    def frame(self) -> dict[str, object]:
        back = CONDITIONS(self.place.engagement_id)
        return {
            **AtEngagement.frame(self),
            "breadcrumbs": self.way({"text": "What it depends on", "href": back}),
            "back": back,
            "here": CONDITION(self.place.engagement_id, self.condition.value),
        }


def at_condition(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtCondition:
    place = at_engagement(request, session, viewer, as_at).place
    condition = get_condition(session, place, request.path_params["condition"])
    return AtCondition(request, session, viewer, as_at, place, condition)


def get_condition(session: Session, place: EngagementPlace, word: str) -> Condition:
    """The condition of that key, where the contract's checklist depends on it; raises NotHere."""
    for each in list_used_conditions(session, place.contract):
        if each == word:
            return each
    raise NotHere


OF_CONDITION = family(at_condition, *SAYS)


@get(CONDITIONS, **of_engagement(*SAYS, Audience.REVIEWER))
def show_conditions(at: NamedDependency[AtEngagement]) -> Response:
    recorded = list_recorded(at.session, at.place)
    days = spans_now(recorded)
    views = [
        condition_view(each, its, recorded, at.place, at.today, in_doubt(at, each, its))
        for each in list_used_conditions(at.session, at.place.contract)
        for its in [days.get(each, ())]
    ]
    return at.page(
        "conditions/list.html",
        conditions=views,
        may_say=not at.place.audiences.isdisjoint(SAYS),
        is_done=at.is_asked("done"),
    )


def in_doubt(at: AtEngagement, condition: Condition, days: Iterable[Span]) -> int:
    holds = any(at.today in span for span in days)
    return volunteers_unsaid(at.session, at.place, condition, holds, at.today)


@get(CONDITION, **OF_CONDITION)
def ask_for_change(at: NamedDependency[AtCondition]) -> Response:
    """The form, with the other of the two and today in it."""
    spans = spans_now(list_recorded(at.session, at.place)).get(at.condition, ())
    today = at.place.span.clamp(at.today)
    holds = any(today in span for span in spans)
    return form_page(at, Typed({"holds": ["no" if holds else "yes"]} | day_as_typed("from_on", today)))


@post(CONDITION, once=True, **OF_CONDITION)
def change(at: NamedDependency[AtCondition], typed: NamedDependency[Typed]) -> Response:
    """First what follows is shown; with that seen, it is kept. Where a colleague has said something else
    meanwhile, what follows is shown anew."""

    def act() -> Response:
        said = read_said(typed, at.condition)
        match typed.first("step"):
            case "change":
                return form_page(at, typed)
            case "keep":
                recorded = hold_recorded(at.session, at.place)
                if with_said(recorded, said) != spans_now(recorded):
                    refuse_unseen(typed, *seen_of(at.condition, recorded))
                change_condition(at.session, at.viewer, at.place, said)
                return at.go(CONDITIONS(at.place.engagement_id, done=1))
        check_day(at.place, said)
        return consequences_page(at, said, typed)

    def otherwise(problems: Problems) -> Response:
        if "" in problems:
            return consequences_page(at, read_said(typed, at.condition), typed, problems)
        return form_page(at, typed, problems)

    return at.try_to(act, otherwise)


def seen_of(condition: Condition, recorded: Iterable[Recorded]) -> tuple[Questions, Typed]:
    """What was said of the condition when its consequences are shown."""
    now = Typed({SAID: [f"{each.said} {each.at}" for each in recorded if each.said.condition is condition]})
    return Questions({SAID: SAID}), now


def form_page(at: AtCondition, typed: Typed, problems: Problems | None = None) -> Response:
    choices = radios(holds_or_not(at.condition), typed.first("holds"))
    return at.page("conditions/change.html", problems, typed=typed, choices=choices)


def consequences_page(
    at: AtCondition, said: Said, typed: Typed, problems: Problems | None = None
) -> Response:
    recorded = list_recorded(at.session, at.place)
    found = consequences(at.session, at.place, recorded, said, at.today)
    names = ("holds", *day_as_typed("from_on", at.place.starts_on))
    return at.page(
        "conditions/follows.html",
        problems,
        view=consequences_view(said, found, at.place, at.today),
        kept=[(name, typed.first(name)) for name in names],
        seen=opened(*seen_of(at.condition, recorded)),
        said=[said_words(each) for each in recorded if each.said.condition is at.condition],
    )


ROUTES: list[HTTPRouteHandler] = [show_conditions, ask_for_change, change]
