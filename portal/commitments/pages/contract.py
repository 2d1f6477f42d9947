"""Commitments of a contract: written down by its lead, decided on, and read by the council as figures.

A manager types them once out of the tender. A year later a reviewer comes to see who has given what.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.calendar import Span
from portal.access import Audience, NotHere
from portal.commitments.actions.give_year import decide, give_own
from portal.commitments.actions.write_promise import promise, strike
from portal.commitments.forms import read_because, read_deciding, read_promise, read_year_given
from portal.commitments.presenters import (
    counts,
    for_council,
    for_lead,
    given_views,
    who_labels,
    who_promised,
    year_name,
    year_view,
)
from portal.commitments.queries.nameless import without_named
from portal.commitments.queries.promised import (
    Promised,
    YearLine,
    clause_of,
    get_promised,
    list_promised,
    list_who,
    years_of,
)
from portal.files.actions.keep_brought import Brought
from portal.files.bringing import bring
from portal.web.at import AtContract, at_contract, of_contract
from portal.web.choices import options
from portal.web.commitment_addresses import (
    CONTRACT_COMMITMENTS,
    DECIDE_COMMITMENT,
    GIVE_OWN_COMMITMENT,
    NEW_COMMITMENT,
    STRIKE_COMMITMENT,
)
from portal.web.crumbs import Crumb, contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.wording import size

MOST_FILES = 10
DONE = {"made": "It is written down.", "struck": "It is struck.", "decided": "What you decided is kept."}
NOTHING_WAITS = "Nothing waits here for your decision. Look at how it stands now."
OF_DESK = of_contract(Audience.REVIEWER, Audience.MANAGER)
OF_MANAGER = of_contract(Audience.MANAGER)


def crumbs_of(at: AtContract) -> list[Crumb]:
    way: Crumb = {"text": "Commitments", "href": CONTRACT_COMMITMENTS(at.place.contract_id)}
    return contract_crumbs(at.place, way)


@get(CONTRACT_COMMITMENTS, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_commitments(at: NamedDependency[AtContract]) -> Response:
    as_at = at.as_at
    found = list_promised(at.session, at.place, as_at.known)
    is_desk, is_manager = (each in at.place.audiences for each in (Audience.REVIEWER, Audience.MANAGER))
    shown = (
        for_lead(found, at.place, as_at.on, is_manager=is_manager)
        if is_desk
        else for_council(without_named(at.session, found, at.place.lead_id), at.place, as_at.on)
    )
    return at.page(
        "commitments/contract.html",
        commitments=[each for each in shown if not each.struck],
        struck=[each for each in shown if each.struck],
        counts=counts(found, as_at.on),
        as_at=as_at,
        is_desk=is_desk,
        new_href=NEW_COMMITMENT(at.place.contract_id) if is_manager else "",
        done=DONE.get(at.asked("done"), ""),
        tab="returns" if is_desk else "readiness",
    )


@get(NEW_COMMITMENT, **OF_MANAGER)
def ask_for_commitment(at: NamedDependency[AtContract]) -> Response:
    return new_page(at, Typed({"clause": [clause_of(at.session, at.place, at.today)]}))


def new_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    labels = who_labels(at.place, list_who(at.session, at.place))
    years = years_of(at.session, at.place, Span(at.place.starts_on, at.place.ends_on))
    return at.page(
        "commitments/new.html",
        problems,
        typed=typed,
        who=options(labels, typed.first("who"), "Choose"),
        years=[(f"target_{each.year}", year_name(each)) for each in years],
        back=CONTRACT_COMMITMENTS(at.place.contract_id),
        tab="returns",
        breadcrumbs=crumbs_of(at),
    )


@post(NEW_COMMITMENT, makes=True, **OF_MANAGER)
def take_commitment(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        years = years_of(at.session, at.place, Span(at.place.starts_on, at.place.ends_on))
        labels = who_labels(at.place, list_who(at.session, at.place))
        promise(at.session, at.viewer, at.place, read_promise(typed, years, labels))
        return at.go(CONTRACT_COMMITMENTS(at.place.contract_id, done="made"))

    return at.try_to(act, lambda problems: new_page(at, typed, problems))


@get(STRIKE_COMMITMENT, **OF_MANAGER)
def ask_to_strike(at: NamedDependency[AtContract], commitment_id: FromPath[UUID]) -> Response:
    return strike_page(at, commitment_id, Typed())


def strike_page(
    at: AtContract, commitment_id: UUID, typed: Typed, problems: Problems | None = None
) -> Response:
    found = get_promised(at.session, at.place, commitment_id)
    return at.page(
        "commitments/strike.html",
        problems,
        typed=typed,
        commitment=found,
        who=who_promised(found, at.place),
        back=CONTRACT_COMMITMENTS(at.place.contract_id),
        tab="returns",
        breadcrumbs=crumbs_of(at),
    )


@post(STRIKE_COMMITMENT, **OF_MANAGER)
def strike_it(
    at: NamedDependency[AtContract], commitment_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        strike(at.session, at.viewer, at.place, commitment_id, read_because(typed))
        return at.go(CONTRACT_COMMITMENTS(at.place.contract_id, done="struck"))

    return at.try_to(act, lambda problems: strike_page(at, commitment_id, typed, problems))


@get(DECIDE_COMMITMENT, **OF_DESK)
def show_year(
    at: NamedDependency[AtContract], commitment_id: FromPath[UUID], year: FromPath[int]
) -> Response:
    return year_page(at, commitment_id, year, Typed())


def year_page(
    at: AtContract, commitment_id: UUID, year: int, typed: Typed, problems: Problems | None = None
) -> Response:
    found = get_promised(at.session, at.place, commitment_id)
    line = found.get_year(year)
    waits = line.waits
    is_own = waits is not None and waits.given_by == at.viewer.person_id
    is_partner = found.partner_id in at.viewer.organisations
    may_decide = waits is not None and not is_own and not is_partner and not found.struck
    if problems and not may_decide and "" not in problems:
        problems = {"": NOTHING_WAITS}
    return at.page(
        "commitments/year.html",
        problems,
        typed=typed,
        commitment=found,
        who=who_promised(found, at.place),
        year=year_view(line, at.today),
        given=given_views(line),
        waits=waits,
        may_decide=may_decide,
        is_own=is_own,
        done="It is given. A colleague decides on it." if at.asked("done") == "given" else "",
        here=DECIDE_COMMITMENT(at.place.contract_id, commitment_id, year),
        give_href=GIVE_OWN_COMMITMENT(at.place.contract_id, commitment_id, year)
        if may_give_own(at, found, line)
        else "",
        tab="returns",
        breadcrumbs=crumbs_of(at),
    )


@post(DECIDE_COMMITMENT, once=True, **OF_DESK)
def take_decision(
    at: NamedDependency[AtContract],
    commitment_id: FromPath[UUID],
    year: FromPath[int],
    typed: NamedDependency[Typed],
) -> Response:
    def act() -> Response:
        decide(at.session, at.viewer, at.place, commitment_id, read_deciding(typed, year))
        return at.go(CONTRACT_COMMITMENTS(at.place.contract_id, done="decided"))

    return at.try_to(act, lambda problems: year_page(at, commitment_id, year, typed, problems))


def may_give_own(at: AtContract, found: Promised, line: YearLine) -> bool:
    return found.engagement_id is None and not found.struck and line.year.span.from_on <= at.today


@get(GIVE_OWN_COMMITMENT, **OF_DESK)
def ask_for_own(
    at: NamedDependency[AtContract], commitment_id: FromPath[UUID], year: FromPath[int]
) -> Response:
    return own_page(at, commitment_id, year, Typed())


def own_page(
    at: AtContract, commitment_id: UUID, year: int, typed: Typed, problems: Problems | None = None
) -> Response:
    """One that is struck is shown to nobody but who was writing its year."""
    found = get_promised(at.session, at.place, commitment_id)
    if found.engagement_id or (found.struck and not problems):
        raise NotHere
    line = found.get_year(year)
    return at.page(
        "commitments/give.html",
        problems,
        layout="layouts/contract.html",
        typed=typed,
        commitment=found,
        who=who_promised(found, at.place),
        decider="a colleague",
        year=year_view(line, at.today),
        given=given_views(line),
        may_give=may_give_own(at, found, line),
        limit=size(at.settings.upload_limit),
        most=MOST_FILES,
        tab="returns",
        breadcrumbs=crumbs_of(at),
    )


@post(
    GIVE_OWN_COMMITMENT,
    **takes_files(at_contract, Audience.REVIEWER, Audience.MANAGER, most_files=MOST_FILES),
)
def take_own(
    upload: NamedDependency[Upload[AtContract]], commitment_id: FromPath[UUID], year: FromPath[int]
) -> Response:
    typed = upload.typed

    def act(at: AtContract, brought: Brought) -> bool:
        return give_own(at.session, at.viewer, at.place, commitment_id, read_year_given(typed, year, brought))

    return bring(
        upload,
        act,
        lambda at: DECIDE_COMMITMENT(at.place.contract_id, commitment_id, year, done="given"),
        lambda at, problems: own_page(at, commitment_id, year, typed, problems),
    )


ROUTES: list[HTTPRouteHandler] = [
    show_commitments,
    ask_for_commitment,
    take_commitment,
    ask_to_strike,
    strike_it,
    show_year,
    take_decision,
    ask_for_own,
    take_own,
]
