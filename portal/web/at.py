"""Where somebody has come to: what a handler is given, and the ways in which it answers.

A page has a family: the pages of a contract, of an engagement, of an organisation, or of nobody's place. Each
family gives its handlers one object, looked up within the viewer's reach, and the options of its routes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from litestar.di import NamedDependency, Provide
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import (
    ContractPlace,
    EngagementPlace,
    SubmissionPlace,
    get_contract_place,
    get_engagement_place,
    get_submission_place,
)
from portal.places.organisations import OrganisationPlace, get_organisation_place
from portal.settings import Settings
from portal.standing.queries.lead_contact import find_lead_contact
from portal.standing.queries.own_sent import own_sent
from portal.web.addresses import SET_UP
from portal.web.asked import asked, is_asked
from portal.web.crumbs import Crumb, breadcrumbs, contract_crumbs, layout_of
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.gone import without_gone
from portal.web.guards import Admits, audiences_of_route
from portal.web.http import Request, Response, RouteOptions, typed_in
from portal.web.keeping import note_asked, note_typed
from portal.web.once import SentAlike, make_once
from portal.web.rendering import page
from portal.web.showing_again import is_shown_again
from portal.words.slot import Reader, Side, reader_of

Place = TypeVar("Place")
AtAny = TypeVar("AtAny", bound="At[Any]")


class GoTo(Exception):
    """Somebody belongs on another page than the one that was asked for."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class AtDoor:
    """Somebody on a page that strangers see too, and the ways in which any page answers."""

    request: Request
    session: Session

    @property
    def settings(self) -> Settings:
        settings: Settings = self.request.app.state.settings
        return settings

    def asked(self, name: str) -> str:
        """What the address asks under that name; empty where it does not."""
        return asked(self.request, name)

    def is_asked(self, name: str) -> bool:
        """Whether the address has that name at all."""
        return is_asked(self.request, name)

    def frame(self) -> dict[str, object]:
        """What every page of the family shows."""
        return {}

    def page(self, template: str, problems: Problems | None = None, /, **context: object) -> Response:
        """The page; 422 where it is shown again with problems."""
        shown = {**self.frame(), "problems": problems or {}, **context}
        if not problems:
            note_asked(self.request)
            return page(self.request, template, shown)
        answer = page(self.request, template, shown, 422)
        note_typed(self.request, str(answer.content))
        by_now = without_gone(problems, str(answer.content), typed_in(self.request))
        return (
            page(self.request, template, shown | {"problems": by_now}, 422) if by_now != problems else answer
        )

    def go(self, address: str) -> Response:
        """To another page, after something was done here."""
        return Redirect(address, status_code=303)

    @property
    def is_shown_again(self) -> bool:
        """Whether what was typed is only shown again, and nothing is to be done."""
        return is_shown_again(self.request.scope)

    def try_to(self, act: Callable[[], Response], otherwise: Callable[[Problems], Response]) -> Response:
        """Do it and answer; what stands in the way takes all of it back and is shown."""
        if self.is_shown_again:
            return otherwise({})
        try:
            return make_once(self.request, self.session, act)
        except SentAlike as alike:
            return otherwise({"": alike.sentence})
        except CannotDo as refused:
            self.session.rollback()
            return otherwise(refused.problems)


@dataclass(frozen=True, slots=True)
class At(AtDoor, Generic[Place]):
    """Somebody who is signed in and has come to a place. `as_at` is the day that the address asks about."""

    viewer: Viewer
    as_at: AsAt
    place: Place

    @property
    def today(self) -> date:
        return self.as_at.today


class AtPortal(At[None]):
    """Somebody on a page that is of no contract and no organisation."""


class AtContract(At[ContractPlace]):
    """Somebody on a page of a contract."""

    def frame(self) -> dict[str, object]:
        return {"place": self.place, "breadcrumbs": contract_crumbs(self.place)}

    def setup_page(self, template: str, problems: Problems | None = None, **context: object) -> Response:
        """A form of the contract's set-up."""
        set_up = {"text": "Set-up", "href": SET_UP(self.place.contract_id)}
        crumbs = contract_crumbs(self.place, set_up)
        return self.page(template, problems, **{"tab": "set-up", "breadcrumbs": crumbs, **context})

    def to_setup(self, done: str) -> Response:
        """To the contract's set-up, which says what was done."""
        return self.go(SET_UP(self.place.contract_id, done=done))


class AtEngagement(At[EngagementPlace]):
    """Somebody on a page of an engagement."""

    @property
    def reader(self) -> Reader:
        return reader_of(self.place)

    def find_reader(self, *, is_sent: bool = True) -> Reader:
        """The same, where it is said whose turn it is: with what the viewer sent herself, if anything was."""
        if self.reader.side is Side.LEAD and is_sent:
            return replace(self.reader, own=own_sent(self.session, self.viewer, self.place.engagement_id))
        return self.reader

    @property
    def shown_on(self) -> date:
        """The day that is shown. Who looks at today before an engagement begins sees its first day, for which
        everything is prepared."""
        first = self.place.starts_on
        return first if self.as_at.is_now and self.today < first else self.as_at.on

    def frame(self) -> dict[str, object]:
        return engagement_frame(self.place) | asking(self.session, self.place)

    def way(self, *more: Crumb) -> list[Crumb]:
        """The breadcrumbs to the engagement, and what is given."""
        return [*breadcrumbs(self.place, self.reader, inside=True), *more]

    @property
    def in_contract(self) -> AtContract:
        """The same somebody, on a page of the contract."""
        return AtContract(self.request, self.session, self.viewer, self.as_at, self.place.contract)


class AtSubmission(At[SubmissionPlace]):
    """Somebody on a page of a submission, sent or not."""

    def frame(self) -> dict[str, object]:
        return asking(self.session, self.place.engagement)


class AtOrganisation(At[OrganisationPlace]):
    """Somebody on a page of an organisation: one of its own, or a manager of a lead that it delivers for."""

    def frame(self) -> dict[str, object]:
        return {"organisation": self.place}


def engagement_frame(place: EngagementPlace) -> dict[str, object]:
    """What a page of an engagement shows, as its reader's side has it."""
    reader = reader_of(place)
    return {
        "place": place.contract,
        "engagement": place,
        "reader": reader,
        "breadcrumbs": breadcrumbs(place, reader, inside=True),
        "layout": layout_of(reader),
        "tab": "partners" if reader.side is Side.LEAD else "",
    }


def asking(session: Session, place: EngagementPlace) -> dict[str, object]:
    """Whom the partner asks about the contract, beneath each of its pages; nothing for the others."""
    if Audience.PARTNER not in place.audiences:
        return {}
    return {"lead_contact": find_lead_contact(session, place.contract)}


def gap(request: Request, name: str) -> UUID:
    """What stands in a gap of the address; the route has seen to it that it is an id."""
    found: UUID = request.path_params[name]
    return found


def at_portal(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtPortal:
    return AtPortal(request, session, viewer, as_at, None)


def at_contract(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtContract:
    """Raises NotHere where the contract is not within the viewer's reach; so do those below."""
    wanted = audiences_of_route(request.route_handler)
    place = get_contract_place(session, viewer, gap(request, "contract_id"), wanted)
    return AtContract(request, session, viewer, as_at, place)


def at_engagement(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtEngagement:
    wanted = audiences_of_route(request.route_handler)
    place = get_engagement_place(session, viewer, gap(request, "engagement_id"), wanted)
    return AtEngagement(request, session, viewer, as_at, place)


def at_submission(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtSubmission:
    wanted = audiences_of_route(request.route_handler)
    place = get_submission_place(session, viewer, gap(request, "submission_id"), wanted)
    return AtSubmission(request, session, viewer, as_at, place)


def at_organisation(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtOrganisation:
    wanted = audiences_of_route(request.route_handler)
    place = get_organisation_place(session, viewer, gap(request, "organisation_id"), wanted)
    return AtOrganisation(request, session, viewer, as_at, place)


Enter = Callable[[Request, Session, Viewer, AsAt], AtAny]
"""How one comes to the pages of a family; raises NotHere, or GoTo for whoever belongs elsewhere."""


def family(enter: Enter[Any], *audiences: Audience) -> RouteOptions:
    """The options of a route whose handler is given `at`."""

    def provide_at(
        request: Request,
        session: NamedDependency[Session],
        viewer: NamedDependency[Viewer],
        as_at: NamedDependency[AsAt],
    ) -> object:
        return enter(request, session, viewer, as_at)

    return {
        "guards": [Admits(*audiences)],
        "sync_to_thread": True,
        "dependencies": {"at": Provide(provide_at, sync_to_thread=True)},
    }


def of_door(enter: Callable[[Request, Session], AtDoor] = AtDoor) -> RouteOptions:
    """The same for pages that strangers see too."""

    def provide_at(request: Request, session: NamedDependency[Session]) -> AtDoor:
        return enter(request, session)

    return {
        "guards": [Admits(Audience.ANYONE)],
        "sync_to_thread": True,
        "dependencies": {"at": Provide(provide_at, sync_to_thread=True)},
    }


def of_portal(*audiences: Audience) -> RouteOptions:
    return family(at_portal, *audiences)


def of_contract(*audiences: Audience) -> RouteOptions:
    return family(at_contract, *audiences)


def of_engagement(*audiences: Audience) -> RouteOptions:
    return family(at_engagement, *audiences)


def of_organisation(*audiences: Audience) -> RouteOptions:
    return family(at_organisation, *audiences)
