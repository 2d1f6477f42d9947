"""Measures over their periods, as pictures and as tables: of a contract, and of one engagement.

The lead comes to see which measure goes the wrong way, and with whom; a partner to see its own.
"""

from collections.abc import Sequence

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.year.rolling_up import Rolled
from portal.access import Audience, NotHere
from portal.returns.presenters.chart import Chart
from portal.returns.presenters.charts import measures_of, of_partner, together
from portal.returns.presenters.gaps import gaps_of
from portal.returns.queries.corrected import list_corrected
from portal.returns.queries.fewest import find_fewest
from portal.returns.queries.notes import list_notes
from portal.returns.queries.period import Line, list_contract_lines, list_lines
from portal.returns.queries.rolled import list_rolled
from portal.web.addresses import CONTRACT_CHARTS, CONTRACT_RETURNS, PARTNER_CHARTS, PARTNER_RETURNS
from portal.web.at import AtContract, AtEngagement, of_contract, of_engagement
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.web.pagination import pagination, paging
from portal.words.slot import Side

EACH = 24
"""Partners on a page."""


@get(CONTRACT_CHARTS, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_charts(at: NamedDependency[AtContract]) -> Response:
    """Every measure, or of one that is asked for every partner."""
    session, place = at.session, at.place
    lines = list_contract_lines(session, place, at.today)
    fewest, notes = find_fewest(session, place.contract_id), list_notes(session, place.contract_id)
    rolled = list_rolled(session, lines, fewest)
    corrected, gaps = list_corrected(session, {each.engagement_id for each in lines}), gaps_of(lines)
    measures = {each.key: each for each in measures_of(rolled)}
    asked = at.asked("measure")
    if asked and asked not in measures:
        raise NotHere
    if asked:
        measure = measures[asked]
        whole = together(rolled, measure, place, fewest, notes, corrected, gaps, "all", leads=False)
        theirs = by_partner(lines)
        page = paging(at.asked("page"), len(theirs), EACH)
        parts = [
            of_partner(
                rolled, measure, its, place.starts_on, fewest, corrected, gaps, f"p{number}", its[0].partner
            )
            for number, its in enumerate(page.lines_of(theirs))
        ]
        path = CONTRACT_CHARTS(place.contract_id)
        links = pagination(path, {"measure": asked}, page.number, len(theirs), EACH)
        return charts_page(at, measure.title, whole, parts, links)
    charts = [
        together(rolled, each, place, fewest, notes, corrected, gaps, f"m{number}")
        for number, each in enumerate(measures.values())
    ]
    return charts_page(at, "", None, charts, None)


def by_partner(lines: tuple[Line, ...]) -> list[list[Line]]:
    found: dict[object, list[Line]] = {}
    for each in lines:
        found.setdefault(each.engagement_id, []).append(each)
    return list(found.values())


def charts_page(
    at: AtContract, title: str, whole: Chart | None, charts: list[Chart], pages: object
) -> Response:
    returns = {"text": "Returns", "href": CONTRACT_RETURNS(at.place.contract_id)}
    every = {"text": "Measures over time", "href": CONTRACT_CHARTS(at.place.contract_id)}
    return at.page(
        "returns/charts.html",
        tab="returns",
        breadcrumbs=contract_crumbs(at.place, returns, *([every] if title else [])),
        layout="layouts/contract.html",
        title=title,
        caption="",
        whole=whole,
        charts=charts,
        pagination=pages,
    )


@get(PARTNER_CHARTS, **of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER))
def show_own(at: NamedDependency[AtEngagement]) -> Response:
    place, contract = at.place, at.place.contract
    lines = list_lines(at.session, place, at.today)
    fewest = find_fewest(at.session, contract.contract_id)
    own = list_rolled(at.session, lines, fewest)
    measures = measures_of(own)
    rolled = of_all(at, fewest) if any(each.measure.is_together for each in own) else own
    corrected, gaps = list_corrected(at.session, {place.engagement_id}), gaps_of(lines)
    is_partner = at.reader.side is Side.PARTNER
    charts = [
        of_partner(
            rolled,
            each,
            lines,
            contract.starts_on,
            fewest,
            corrected,
            gaps,
            f"m{number}",
            each.title,
            is_partner=is_partner,
        )
        for number, each in enumerate(measures)
    ]
    return at.page(
        "returns/charts.html",
        breadcrumbs=at.way({"text": "Returns", "href": PARTNER_RETURNS(place.engagement_id)}),
        title="",
        caption=place.partner,
        whole=None,
        charts=charts,
        pagination=None,
    )


def of_all(at: AtEngagement, fewest: int) -> Sequence[Rolled]:
    """What all partners were asked for: whether a verdict is this one's follows from it. None is shown."""
    return list_rolled(at.session, list_contract_lines(at.session, at.place.contract, at.today), fewest)


ROUTES: list[HTTPRouteHandler] = [show_charts, show_own]
