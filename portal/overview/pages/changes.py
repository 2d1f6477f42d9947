"""What has changed since the last meeting, or since any day: what both sides read before one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.changes import Change
from portal.access import Audience
from portal.overview.presenters import changes as presenter
from portal.overview.presenters.changes import Naming, Section
from portal.overview.presenters.readiness import is_lead
from portal.overview.queries.changes import Between, Cut, find_slot_changes
from portal.overview.queries.come_and_gone import find_changes
from portal.overview.queries.versions import titles_of
from portal.standing.queries.as_known import When
from portal.visits.queries.booked import VisitLine, get_visit
from portal.visits.queries.held import list_held_before
from portal.visits.queries.taking_part import PartnerThere, list_partners_of
from portal.web.addresses import CHANGES
from portal.web.as_at import as_at_given
from portal.web.asked import asked_day, asked_id
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.web.pagination import A_PAGE, page_number, pagination
from portal.words import labels

MEETINGS = 6


@get(CHANGES, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_changes(at: NamedDependency[AtContract]) -> Response:
    place, as_at = at.place, at.as_at
    visit_id, partners = asked_visit(at)
    only = frozenset(each.engagement_id for each in partners)
    held = list_held_before(at.session, place, min(as_at.on, as_at.today), MEETINGS, only)
    since = asked_day(at.request, "since") or (held[0].on_date if held else place.starts_on)
    naming = Naming(place, titles_of(at.session, place, as_at.known), as_at_given(as_at), is_lead(place))
    between = Between(at.session, place, known_then(at, since), as_at.when, at.today, only)
    is_backwards = since >= as_at.on
    shown = Shown() if is_backwards else read_there(between, cut_of(at), naming, at.asked("of"))
    found, learnt, alone = shown.found, shown.learnt, shown.alone
    kept = as_at_given(as_at) | ({"visit": str(visit_id)} if only else {})
    way, given = contract_crumbs(place), {**kept, "since": since.isoformat()}
    return at.page(
        "overview/changes.html",
        tab="readiness",
        breadcrumbs=way if is_lead(place) else way[:1],
        as_at=as_at,
        since=since,
        since_what=what_was(held, since),
        with_whom=[each.called for each in partners],
        visit=kept.get("visit", ""),
        everybody=CHANGES(place.contract_id, **given | {"visit": ""}),
        is_backwards=is_backwards,
        sections=found,
        summary=presenter.summary(found),
        learnt=learnt,
        alone=alone,
        pages=pages_of(at, shown, given),
        whole=CHANGES(place.contract_id, **given),
        ways={each.key: CHANGES(place.contract_id, **given, of=each.key) for each in [*found, *learnt]},
        meetings=[
            {
                "words": labels.VISIT[each.kind],
                "on": each.on_date,
                "href": CHANGES(place.contract_id, **kept | {"since": each.on_date.isoformat()}),
            }
            for each in held
        ],
    )


def asked_visit(at: AtContract) -> tuple[UUID | None, list[PartnerThere]]:
    """The visit that the address names, and with whom it is; nobody where it is about the whole contract.
    Raises NotHere where it is none of the contract's."""
    visit_id = asked_id(at.request, "visit")
    if visit_id is None:
        return None, []
    return visit_id, list_partners_of(at.session, get_visit(at.session, at.place, visit_id).visit_id)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown, of it perhaps one section `alone`, from which line on."""

    found: Sequence[Section] = ()
    learnt: Sequence[Section] = ()
    alone: Section | None = None
    start: int = 0


def cut_of(at: AtContract) -> Cut:
    """The first of each sort; of one sort that is shown alone, the page asked for."""
    start = (page_number(at.asked("page")) - 1) * A_PAGE if at.asked("of") else 0
    return Cut(A_PAGE, start)


def read_there(between: Between, cut: Cut, naming: Naming, of: str) -> Shown:
    """Where there are fewer lines than the address asks for, those at the end; from the first line where
    nothing is shown alone."""
    shown = read(between, cut, naming, of)
    lines = shown.alone.all_lines if shown.alone else 0
    last = max(lines - 1, 0) // A_PAGE * A_PAGE
    return shown if cut.start <= last else read(between, replace(cut, start=last), naming, of)


def read(between: Between, cut: Cut, naming: Naming, of: str) -> Shown:
    found = presenter.sections_of(find_changes(between, cut), naming)
    learnt = learnt_since(between, cut, naming)
    alone = next((each for each in [*found, *learnt] if each.key == of and each.number), None)
    return Shown(found, learnt, alone, cut.start)


def pages_of(at: AtContract, shown: Shown, given: Mapping[str, str]) -> dict[str, object] | None:
    if shown.alone is None:
        return None
    path, number = CHANGES(at.place.contract_id), shown.start // A_PAGE + 1
    return pagination(path, {**given, "of": shown.alone.key}, number, shown.alone.all_lines, A_PAGE)


def known_then(at: AtContract, since: date) -> When:
    """The first day as it was known on its own evening."""
    known = since if since < at.today else None
    return When(since, known, known)


def learnt_since(between: Between, cut: Cut, naming: Naming) -> list[Section]:
    """What of the first day is known otherwise than it was on its evening; nothing where nobody has learnt
    anything."""
    if between.before.known is None:
        return []
    then_known = When(between.before.on, between.after.known)
    found = find_slot_changes(replace(between, after=then_known), cut)
    titles = {
        Change.IN_ORDER: "Known now to have been in order",
        Change.LAPSED: "Known now to have been missing or expired",
    }
    return [
        replace(each, key=f"learnt-{each.key}", title=titles[Change(each.key)])
        for each in presenter.of_slots(found, naming)
        if each.number and each.key in set(titles)
    ]


def what_was(held: list[VisitLine], since: date) -> str:
    """The meeting of that day, in lower case; empty where there was none."""
    return next((labels.VISIT[each.kind].lower() for each in held if each.on_date == since), "")


ROUTES: list[HTTPRouteHandler] = [show_changes]
