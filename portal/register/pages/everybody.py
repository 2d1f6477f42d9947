"""An organisation's register of people. A member comes to see whose check runs out, or to enter somebody."""

from collections.abc import Sequence

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.calendar import Span
from portal.access import Audience
from portal.places.organisations import OrganisationPlace
from portal.register.presenters.everybody import register_view
from portal.register.presenters.narrowing import narrowed, page_of
from portal.register.queries.asked import RegisterAsked, list_registers_asked, topics_of
from portal.register.queries.own import checks_of, list_own_people
from portal.register.queries.standing import PersonPart, register_parts
from portal.web.addresses import HOME, REGISTER
from portal.web.at import At, AtOrganisation, of_organisation
from portal.web.http import Response
from portal.web.pagination import pagination, paging

DONE = {
    "added": "The person is on the register.",
    "imported": "What was read is on the register.",
}


@get(REGISTER, **of_organisation(Audience.OWN))
def show_register(at: NamedDependency[AtOrganisation]) -> Response:
    asked = list_registers_asked(at.session, at.place, at.today)
    people = list_own_people(at.session, at.place)
    parts = asked_parts(at, asked)
    checks = checks_of(at.session, [each.worker_id for each in people])
    base = REGISTER(at.place.organisation_id)
    view = register_view(people, checks, parts, asked, at.place.name, base, at.today)
    words, group = at.asked("q"), at.asked("group")
    groups = narrowed(view, words, group)
    here = paging(at.asked("page"), sum(len(each.people) for each in groups))
    given = {"q": words, "group": group}
    return at.page(
        "register/show.html",
        tab="register",
        base=base,
        view=view,
        groups=page_of(groups, here.start, here.at_once),
        sizes={each.key: len(each.people) for each in groups},
        asked=given,
        found=here.words("person", "people") if here.total else "Nobody is found.",
        pagination=pagination(base, given, here.number, here.total, here.at_once),
        has_topics=bool(topics_of(asked)),
        leads=sorted({each.lead for each in asked if each.registers}),
        done=DONE.get(at.asked("done"), ""),
        breadcrumbs=[{"text": "Home", "href": HOME()}],
    )


def asked_parts(at: At[OrganisationPlace], asked: Sequence[RegisterAsked]) -> list[PersonPart]:
    """How everybody stands today under every contract."""
    spans = {
        each.engagement_id: (each.contract_id, Span(each.starts_on, each.ends_on))
        for each in asked
        if each.registers
    }
    return register_parts(at.session, spans, at.today)


def way_to(place: OrganisationPlace, *further: tuple[str, str]) -> list[dict[str, str]]:
    """The breadcrumbs of a page of the register: home, the register, and titles with addresses."""
    way = [("Home", HOME()), ("Register", REGISTER(place.organisation_id)), *further]
    return [{"text": text, "href": href} for text, href in way]


ROUTES: list[HTTPRouteHandler] = [show_register]
