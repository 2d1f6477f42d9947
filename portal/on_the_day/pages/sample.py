"""The sample of a visit: how much is drawn of what, how it was drawn, and what somebody adds by choice."""

from collections.abc import Iterator

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.sampling import TOLD, draw
from portal.on_the_day.actions.take_sample import take_by_choice, take_sample
from portal.on_the_day.forms import read_sizes
from portal.on_the_day.pages.frame import OF_SHEET, AtSheet
from portal.on_the_day.pages.sheet import done_at
from portal.on_the_day.presenters.sheet import STRATUM_WORDS
from portal.on_the_day.queries.pool import STRATA, Pool, find_pool
from portal.on_the_day.queries.sheets import Draw, find_sheet
from portal.web.addresses import PICK, SAMPLE
from portal.web.choices import options
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.wording import moment


@get(SAMPLE, **OF_SHEET)
def ask_for_sample(at: NamedDependency[AtSheet]) -> Response:
    return sample_page(at, Typed())


@post(SAMPLE, once=True, **OF_SHEET)
def draw_it(at: NamedDependency[AtSheet], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        sizes = read_sizes(typed)
        take_sample(at.session, at.viewer, at.place, at.where, sizes, typed.first("seed"))
        return at.go(done_at(at, "drawn"))

    return at.try_to(act, lambda problems: sample_page(at, typed, problems))


@post(PICK, once=True, **OF_SHEET)
def add_one(at: NamedDependency[AtSheet], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        take_by_choice(at.session, at.viewer, at.place, at.where, typed.first("key"))
        return at.go(done_at(at, "picked"))

    return at.try_to(act, lambda problems: sample_page(at, typed, problems))


def sample_page(at: AtSheet, typed: Typed, problems: Problems | None = None) -> Response:
    pool, sheet = find_pool(at.session, at.place, at.where), find_sheet(at.session, at.where)
    there = {each.requirement_key or str(each.worker_id) for each in sheet.rows}
    left = {key: pool.called[key] for each in STRATA for key in pool.keys[each] if key not in there}
    return at.page(
        "on_the_day/sample.html",
        problems,
        typed=typed,
        strata=[{"key": each, "title": STRATUM_WORDS[each], "many": len(pool.keys[each])} for each in STRATA],
        drawn=drawn_view(sheet.draw, pool) if sheet.draw else None,
        told=TOLD,
        choices=options(left, typed.first("key"), "Choose"),
        draw_href=SAMPLE(*at.own),
        pick_href=PICK(*at.own),
        signed=sheet.signed is not None,
    )


def drawn_view(drawn: Draw, pool: Pool) -> dict[str, object]:
    """The draw, made again from what was kept of it."""
    return {
        "seed": drawn.seed,
        "by": f"Drawn by {drawn.drawn_by}, {moment(drawn.drawn_at)}",
        "strata": list(strata_of(drawn, pool)),
    }


def strata_of(drawn: Draw, pool: Pool) -> Iterator[dict[str, object]]:
    again = draw(drawn.seed, drawn.pool, drawn.sizes)
    for each in STRATA:
        if asked := drawn.sizes.get(each, 0):
            those = [one.key for one in again if one.stratum == each]
            yield {
                "title": STRATUM_WORDS[each],
                "words": f"{len(those)} of {len(drawn.pool.get(each, ()))}, {asked} asked for",
                "those": [pool.called.get(key, "No longer there") for key in those],
            }


ROUTES: list[HTTPRouteHandler] = [ask_for_sample, draw_it, add_one]
