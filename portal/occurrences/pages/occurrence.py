"""One thing that happened: what was said of it, by when, what was done, and what comes next.

The lead acknowledges it, says what followed and closes it; either side comes back to put something right.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.year.occurring import State, Step
from portal.acting.refused import CannotDo
from portal.occurrences.actions.take_step import acknowledge, add_follow_up, close, forward
from portal.occurrences.actions.tell_occurrence import correct_telling
from portal.occurrences.forms import (
    HOW,
    QUESTIONS,
    read_because,
    read_forwarding,
    read_lead_part,
    read_telling,
    telling_typed,
)
from portal.occurrences.pages.frame import OF_FORWARDING, OF_OCCURRENCE, AtOccurrence, at_occurrence
from portal.occurrences.pages.telling import doubts_about, refuse_unsure, told_by
from portal.occurrences.presenters.told import (
    befores,
    done_views,
    facts,
    forwarding_words,
    lead_term,
    telling_words,
)
from portal.occurrences.queries.occurrences import kinds_of
from portal.occurrences.queries.told import Line, Telling
from portal.standing.actions.lock_engagements import lock_engagement
from portal.web.addresses import CORRECT_OCCURRENCE, FORWARD_OCCURRENCE, OCCURRENCE
from portal.web.between import opened, settle
from portal.web.choices import radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.occurrences import STATE, TAG, term_words

DONE = {
    "told": "It is told. There is nothing more to do now.",
    "officer": "It is told. Name them under Contacts too.",
    "written": "It is written down.",
    "asked": "They are asked for it.",
    "corrected": "It is put right. What was said before stays beside it.",
    "acknowledged": "It is acknowledged, and the partner is told.",
    "forwarded": "That the council is told is kept.",
    "followed": "It is kept, and the other side is told.",
    "closed": "It is closed.",
}


@get(OCCURRENCE, **OF_OCCURRENCE)
def show_occurrence(at: NamedDependency[AtOccurrence]) -> Response:
    return occurrence_page(at, Typed())


def occurrence_page(at: AtOccurrence, typed: Typed, problems: Problems | None = None) -> Response:
    line, council = at.line, at.place.contract.commissioner
    may = line.may if at.is_lead else frozenset()
    is_open = line.state is not State.CLOSED
    return at.page(
        "occurrences/show.html",
        problems,
        typed=typed,
        state=STATE[line.state],
        tag=TAG[line.state],
        is_late=line.is_late(at.today, of_lead=at.is_lead),
        was_late=line.was_late(at.today, of_lead=at.is_lead),
        telling=telling_words(line, at.today),
        forwarding=forwarding_words(line, at.today, council),
        facts=facts(line, line.now),
        befores=befores(line),
        taken=done_views(line),
        may={each.value for each in may},
        owes=at.is_lead and line.waits_for_forwarding,
        lead_term=lead_term(line.event) if at.is_lead else "",
        can_follow=line.state is not State.ASKED and not line.event.confidential,
        correct_href=CORRECT_OCCURRENCE(*at.gaps) if is_open else "",
        forward_href=FORWARD_OCCURRENCE(*at.gaps),
        done=DONE.get(at.asked("done"), ""),
    )


@post(OCCURRENCE, once=True, **OF_OCCURRENCE)
def act_on_occurrence(at: NamedDependency[AtOccurrence], typed: NamedDependency[Typed]) -> Response:
    """What the button says: acknowledged, followed, closed."""

    def act() -> Response:
        go, about = typed.first("go"), (at.session, at.viewer, at.place, at.line.occurrence_id)
        match go:
            case Step.ACKNOWLEDGED:
                acknowledge(*about)
            case Step.FOLLOWED:
                add_follow_up(*about, typed.first("words"))
            case Step.CLOSED:
                close(*about, typed.first("words"))
            case _:
                raise CannotDo({"": "Press one of the buttons."})
        return at.go(OCCURRENCE(*at.gaps, done=go))

    return at.try_to(act, lambda problems: occurrence_page(anew(at), typed, problems))


def anew(at: AtOccurrence) -> AtOccurrence:
    """The same as it is by now."""
    return at_occurrence(at.request, at.session, at.viewer, at.as_at)


@get(CORRECT_OCCURRENCE, **OF_OCCURRENCE)
def ask_correction(at: NamedDependency[AtOccurrence]) -> Response:
    if at.line.state is State.CLOSED:
        return at.go(OCCURRENCE(*at.gaps))
    return correction_page(at, opened(QUESTIONS, typed_now(at)))


def typed_now(at: AtOccurrence) -> Typed:
    """Whoever tells what the lead asked for begins with the days alone."""
    now = at.line.now
    if not at.is_lead and at.line.asks_partner:
        now = Telling(now.event_key, now.happened_on, now.known_on, set_on=now.set_on)
    return telling_typed(now)


def correction_page(
    at: AtOccurrence, typed: Typed, problems: Problems | None = None, doubts: tuple[str, ...] = ()
) -> Response:
    kinds = {each.key: each.title for each in kinds_of(at.session, at.place.contract, at.today)}
    asks = not at.is_lead and at.line.asks_partner
    return at.page(
        "occurrences/put_right.html" if at.is_lead else "occurrences/tell.html",
        problems,
        typed=typed,
        kinds=radios({at.line.event.key: at.line.event.title} | kinds, typed.first("event_key")),
        term=term_words(at.line.event),
        lead_term="",
        asks=asks,
        asked_words=at.line.now.words if asks else "",
        is_correction=not asks,
        doubts=doubts,
    )


@post(CORRECT_OCCURRENCE, once=True, **OF_OCCURRENCE)
def take_correction(at: NamedDependency[AtOccurrence], typed: NamedDependency[Typed]) -> Response:
    doubts: tuple[str, ...] = ()

    def act() -> Response:
        nonlocal doubts
        lock_engagement(at.session, at.place.engagement_id)
        settle(QUESTIONS, typed, typed_now(anew(at)))
        line = anew(at).line
        if at.is_lead:
            telling = read_lead_part(typed, line.now, at.today)
        else:
            telling = read_telling(typed, line.event, at.today, by_lead=False)
            doubts = doubts_about(at, telling)
            refuse_unsure(typed, doubts)
        about = at.viewer, at.place, line.occurrence_id
        correct_telling(at.session, *about, telling, read_because(typed))
        return at.go(OCCURRENCE(*at.gaps, done=done_by(at.is_lead, line, telling)))

    return at.try_to(act, lambda problems: correction_page(anew(at), typed, problems, doubts))


def done_by(is_lead: bool, before: Line, telling: Telling) -> str:
    """What was asked for is told by the partner, or the lead writes down that it was told it; else something
    was put right."""
    if not before.asks_partner or (is_lead and not telling.told_on):
        return "corrected"
    return told_by(is_lead, telling)


@get(FORWARD_OCCURRENCE, **OF_FORWARDING)
def ask_forwarding(at: NamedDependency[AtOccurrence]) -> Response:
    return forwarding_page(at, Typed(words=[at.line.now.words]))


def forwarding_page(at: AtOccurrence, typed: Typed, problems: Problems | None = None) -> Response:
    is_typed = bool(problems) or at.is_shown_again
    if not is_typed and Step.FORWARDED not in at.line.may:
        return at.go(OCCURRENCE(*at.gaps))
    return at.page(
        "occurrences/forward.html",
        problems,
        typed=typed,
        how=HOW,
        lead_term=lead_term(at.line.event),
        forwarding=forwarding_words(at.line, at.today, at.place.contract.commissioner),
    )


@post(FORWARD_OCCURRENCE, once=True, **OF_FORWARDING)
def take_forwarding(at: NamedDependency[AtOccurrence], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        about = at.session, at.viewer, at.place, at.line.occurrence_id
        forward(*about, read_forwarding(typed, at.today))
        return at.go(OCCURRENCE(*at.gaps, done="forwarded"))

    return at.try_to(act, lambda problems: forwarding_page(anew(at), typed, problems))


ROUTES: list[HTTPRouteHandler] = [
    show_occurrence,
    act_on_occurrence,
    ask_correction,
    take_correction,
    ask_forwarding,
    take_forwarding,
]
