"""Acknowledge what the lead has issued. Somebody comes to read it, say so in one line, and be done."""

from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.facts import FIRST_EDITION
from portal.access import Audience
from portal.issued.actions.acknowledge_issued import acknowledge_issued
from portal.slots.pages.slot import slot_page
from portal.submissions.forms.statement import Signature
from portal.submissions.pages.slot import send_signed
from portal.web.addresses import ACKNOWLEDGE, SLOT
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

LONGEST_NUMBER = 6


@post(ACKNOWLEDGE, **of_engagement(Audience.PARTNER))
def acknowledge(
    at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], key: FromPath[str]
) -> Response:
    def say(signature: Signature) -> UUID:
        name, position = signature.name, signature.position
        return acknowledge_issued(
            at.session,
            at.viewer,
            at.place,
            key,
            name=name,
            position=position,
            edition=read_edition(typed.first("edition")),
        )

    def otherwise(problems: Problems) -> Response:
        if "" in problems:  # clicked twice: it is done, and the page says so
            return at.go(SLOT(at.place.engagement_id, key))
        return slot_page(at, key, problems, typed)

    return send_signed(at, typed, say, otherwise)


def read_edition(text: str) -> int:
    """The edition that stood on the page; none that there is where something else was sent.

    >>> read_edition("2"), read_edition(""), read_edition("x")
    (2, 1, 0)
    """
    if not text:
        return FIRST_EDITION
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 0


ROUTES: list[HTTPRouteHandler] = [acknowledge]
