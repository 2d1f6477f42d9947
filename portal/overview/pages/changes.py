"""What has changed since the last meeting, or since any day: what both sides read before one."""

from datetime import date

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.changes import Change
from portal import clock
from portal.access import Audience
from portal.overview.presenters import changes as presenter
from portal.overview.presenters.changes import Naming, Section
from portal.overview.presenters.readiness import is_lead
from portal.overview.queries.changes import (
    Parties,
    list_closed,
    list_decided,
    list_parts_change,
    list_people_changes,
    list_sent,
    list_slot_changes,
)
from portal.overview.queries.versions import titles_of
from portal.standing.queries.as_known import When
from portal.visits.queries.booked import VisitLine, list_held_before
from portal.web.addresses import CHANGES
from portal.web.as_at import as_at_given
from portal.web.asked import asked_day
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.words import labels

MEETINGS = 6


@get(CHANGES, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_changes(at: NamedDependency[AtContract]) -> Response:
    place, as_at = at.place, at.as_at
    held = list_held_before(at.session, place, min(as_at.on, as_at.today), MEETINGS)
    since = asked_day(at.request, "since") or (held[0].on_date if held else place.starts_on)
    then, now = known_then(at, since), as_at.when
    naming = Naming(place, titles_of(at.session, place, as_at.known), as_at_given(as_at), is_lead(place))
    parties = Parties(at.session, place)
    sections = sections_of(parties, then, now, naming)
    way = contract_crumbs(place)
    return at.page(
        "overview/changes.html",
        tab="readiness",
        breadcrumbs=way if is_lead(place) else way[:1],
        as_at=as_at,
        since=since,
        since_what=what_was(held, since),
        is_backwards=since >= as_at.on,
        sections=sections,
        summary=presenter.summary(sections),
        learnt=learnt_since(parties, then, now, naming),
        meetings=[
            {
                "words": labels.VISIT[each.kind],
                "on": each.on_date,
                "href": CHANGES(place.contract_id, since=each.on_date, **as_at_given(as_at)),
            }
            for each in held
        ],
    )


def known_then(at: AtContract, since: date) -> When:
    """The first day as it was known on its own evening."""
    known = since if since < at.today else None
    return When(since, known, known)


def sections_of(parties: Parties, then: When, now: When, naming: Naming) -> list[Section]:
    today = clock.today()
    since, until = min(then.on, today), min(now.on, now.known or today, today)
    return [
        *presenter.of_slots(list_slot_changes(parties, then, now), naming),
        presenter.of_done("sent", "Sent by partners", list_sent(parties, since, until, now), naming),
        presenter.of_done("decided", "Decided", list_decided(parties, since, until, now), naming),
        presenter.of_closed(list_closed(parties, since, until, now), naming),
        presenter.of_people(list_people_changes(parties, then, now), naming),
        presenter.of_parts(list_parts_change(parties, then, now), naming),
    ]


def learnt_since(parties: Parties, then: When, now: When, naming: Naming) -> list[Section]:
    """What of the first day is known otherwise than it was on its evening; nothing where nobody has learnt
    anything."""
    if then.known is None:
        return []
    found = list_slot_changes(parties, then, When(then.on, now.known))
    titles = {
        Change.IN_ORDER: "Known now to have been in order",
        Change.LAPSED: "Known now to have been missing or expired",
    }
    return [
        Section(f"learnt-{each.key}", titles[Change(each.key)], each.number, each.lines)
        for each in presenter.of_slots(found, naming)
        if each.number and each.key in set(titles)
    ]


def what_was(held: list[VisitLine], since: date) -> str:
    """The meeting of that day, in lower case; empty where there was none."""
    return next((labels.VISIT[each.kind].lower() for each in held if each.on_date == since), "")


ROUTES: list[HTTPRouteHandler] = [show_changes]
