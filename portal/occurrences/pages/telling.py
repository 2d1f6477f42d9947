"""Tell what happened.

A partner comes on a bad day, perhaps on a telephone: chooses what it is, answers a few questions, is done.
The lead's reviewer comes with a telephone call in the ear: writes down what was said, or asks for it.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.year.occurring import OFFICER
from portal.acting.refused import CannotDo
from portal.occurrences.actions.check_telling import is_lead
from portal.occurrences.actions.tell_occurrence import tell_occurrence
from portal.occurrences.forms import doubts_of, read_telling
from portal.occurrences.pages.frame import BOTH_SIDES, all_of_them
from portal.occurrences.presenters.told import kind_view, lead_term, row_of
from portal.occurrences.queries.occurrences import asks_themes, kind_of, kinds_of, list_of_engagement
from portal.occurrences.queries.told import Telling
from portal.returns.queries.named import find_likely_names
from portal.web.addresses import OCCURRENCE, OCCURRENCES, PARTNER_RETURNS, TELL, TELL_KIND
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.occurrences import term_words

SURE = "Look at this again. If it is right, tick the box at the end and send it once more."
OF_BOTH_SIDES = of_engagement(*BOTH_SIDES)


@get(OCCURRENCES, **OF_BOTH_SIDES)
def show_occurrences(at: NamedDependency[AtEngagement]) -> Response:
    lines, council = list_of_engagement(at.session, at.place), at.place.contract.commissioner
    return at.page(
        "occurrences/list.html",
        rows=[row_of(each, at.today, council=council, is_lead=is_lead(at.place)) for each in lines],
        is_lead=is_lead(at.place),
        tell_href=TELL(at.place.engagement_id),
    )


@get(TELL, **OF_BOTH_SIDES)
def choose_kind(at: NamedDependency[AtEngagement]) -> Response:
    kinds, part = kinds_of(at.session, at.place.contract, at.today), at.place.engagement_id
    themes = asks_themes(at.session, at.place.contract)
    return at.page(
        "occurrences/kinds.html",
        kinds=[kind_view(each, part) for each in kinds],
        is_lead=is_lead(at.place),
        returns_href=PARTNER_RETURNS(part) if themes else "",
        breadcrumbs=at.way(all_of_them(at)),
    )


@get(TELL_KIND, **OF_BOTH_SIDES)
def ask_telling(at: NamedDependency[AtEngagement], event_key: FromPath[str]) -> Response:
    return telling_page(at, event_key, Typed())


def telling_page(
    at: AtEngagement,
    event_key: str,
    typed: Typed,
    problems: Problems | None = None,
    doubts: tuple[str, ...] = (),
) -> Response:
    event, by_lead = kind_of(at.session, at.place.contract, event_key, at.today), is_lead(at.place)
    return at.page(
        "occurrences/tell.html",
        problems,
        typed=typed,
        event=event,
        term=term_words(event),
        lead_term=lead_term(event) if by_lead else "",
        doubts=doubts,
        asks=False,
        is_correction=False,
        is_lead=by_lead,
        breadcrumbs=at.way(all_of_them(at)),
    )


@post(TELL_KIND, makes=True, **OF_BOTH_SIDES)
def take_telling(
    at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], event_key: FromPath[str]
) -> Response:
    doubts: tuple[str, ...] = ()

    def act() -> Response:
        nonlocal doubts
        by_lead = is_lead(at.place)
        event = kind_of(at.session, at.place.contract, event_key, at.today)
        telling = read_telling(typed, event, at.today, by_lead=by_lead)
        doubts = doubts_about(at, telling)
        refuse_unsure(typed, doubts)
        made = tell_occurrence(at.session, at.viewer, at.place, telling)
        return at.go(OCCURRENCE(at.place.engagement_id, made, done=told_by(by_lead, telling)))

    return at.try_to(act, lambda problems: telling_page(at, event_key, typed, problems, doubts))


def told_by(by_lead: bool, telling: Telling) -> str:
    """What was done, as a word of which the page of the occurrence makes a sentence."""
    if by_lead:
        return "written" if telling.told_on else "asked"
    return "officer" if telling.event_key == OFFICER.key else "told"


def doubts_about(at: AtEngagement, telling: Telling) -> tuple[str, ...]:
    names = find_likely_names(at.session, at.place, f"{telling.words}\n{telling.follows}")
    return doubts_of(telling, names, at.today)


def refuse_unsure(typed: Typed, doubts: tuple[str, ...]) -> None:
    """Raises CannotDo where something is asked about that nobody has said yes to."""
    if doubts and typed.first("sure") != "yes":
        raise CannotDo({"sure": SURE})


ROUTES: list[HTTPRouteHandler] = [show_occurrences, choose_kind, ask_telling, take_telling]
