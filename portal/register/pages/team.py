"""Training of a whole team: a member comes with the list of who attended, and ticks the names."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.register.actions.record_team_training import TeamRecorded, record_team_training
from portal.register.forms import odd_in, read_team, with_topic
from portal.register.pages.everybody import asked_parts, way_to
from portal.register.pages.records import registers_of
from portal.register.presenters.team import Recorded, people_items, recorded_words, topic_items
from portal.register.queries.asked import RegisterAsked, list_registers_asked, topics_of
from portal.register.queries.own import list_own_people
from portal.web.addresses import REGISTER, TEAM_TRAINING
from portal.web.at import AtOrganisation, of_organisation
from portal.web.dates import read_iso
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

EVERYBODY = "everybody"
"""What the button says that ticks everybody and sends nothing."""

MOST_NAMED = 50
"""People who are named after the form was sent, of those of whom nothing was recorded."""


@get(TEAM_TRAINING, **of_organisation(Audience.OWN))
def ask_for_team(at: NamedDependency[AtOrganisation]) -> Response:
    return team_page(at, Typed({"topic": [at.asked("topic")]}))


@post(TEAM_TRAINING, makes=True, **of_organisation(Audience.OWN))
def take_team(at: NamedDependency[AtOrganisation], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        if typed.first("tick") == EVERYBODY:
            return team_page(at, typed)
        asked = list_registers_asked(at.session, at.place, at.today)
        topics = [topic.key for topic in topics_of(asked)]
        if not topics or not list_own_people(at.session, at.place):
            return team_page(at, typed)  # which says why there is nothing to record
        entry, ticked = read_team(typed, topics, registers_of(asked), at.today)
        done = record_team_training(at.session, at.viewer, at.place, ticked, entry)
        return at.go(address_after(at, done, entry.topic, entry.completed_on))

    return at.try_to(act, lambda problems: team_page(at, typed, problems))


def address_after(at: AtOrganisation, done: TeamRecorded, topic: str, completed_on: date) -> str:
    """The address that says what was recorded: by numbers, and ids of those of whom it was not."""
    return TEAM_TRAINING(
        at.place.organisation_id,
        done=topic,
        day=completed_on.isoformat(),
        people=len(done.recorded) or "",
        before=len(done.known) or "",
        contracts=done.contracts_of(done.recorded) or "",
        again=done.contracts_of(done.known) or "",
        gone=" ".join(sorted(map(str, done.gone))[:MOST_NAMED]),
    )


def team_page(at: AtOrganisation, typed: Typed, problems: Problems | None = None) -> Response:
    asked = list_registers_asked(at.session, at.place, at.today)
    people = list_own_people(at.session, at.place)
    here = [each for each in people if each.is_here(at.today)]
    ticked = {str(each.worker_id) for each in here} if typed.first("tick") else set(typed.getlist("people"))
    trained = with_topic(registers_of(asked), typed.first("topic"))
    return at.page(
        "register/team.html",
        problems,
        tab="register",
        base=REGISTER(at.place.organisation_id),
        typed=typed,
        topics=topic_items(topics_of(asked), asked, typed.first("topic")),
        people=people_items(here, asked_parts(at, asked), ticked),
        odd=odd_in(typed, "completed_on", trained, at.today),
        done=recorded_words(just_recorded(at, asked), people),
        breadcrumbs=way_to(at.place),
    )


def just_recorded(at: AtOrganisation, asked: Sequence[RegisterAsked]) -> Recorded:
    titles = {each.key: each.title for each in topics_of(asked)}
    completed_on = None
    with suppress(ValueError):
        completed_on = read_iso(at.asked("day"))
    return Recorded(
        titles.get(at.asked("done"), "The training"),
        completed_on,
        people=number_asked(at, "people"),
        before=number_asked(at, "before"),
        contracts=number_asked(at, "contracts"),
        again=number_asked(at, "again"),
        gone=at.asked("gone").split(),
    )


def number_asked(at: AtOrganisation, name: str) -> int:
    said = at.asked(name)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0


ROUTES: list[HTTPRouteHandler] = [ask_for_team, take_team]
