"""All confirmations of an engagement on one page.

Somebody comes with ten minutes to put one name to all that is true already: tick, sign, send.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.submissions.actions.confirm_statements import confirm_statements
from portal.submissions.forms.confirmations import read_together
from portal.submissions.presenters.to_confirm import statement_views
from portal.submissions.queries.signing import find_position
from portal.submissions.queries.to_confirm import list_to_confirm
from portal.web.addresses import CONFIRMATIONS, RECEIPT
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

OF_CONFIRMATIONS = of_engagement(Audience.PARTNER)


@get(CONFIRMATIONS, **OF_CONFIRMATIONS)
def ask_confirmations(at: NamedDependency[AtEngagement]) -> Response:
    position = find_position(at.session, at.viewer, at.place)
    return confirmations_page(at, Typed({"signed_name": [at.viewer.name], "signed_position": [position]}))


@post(CONFIRMATIONS, **OF_CONFIRMATIONS)
def take_confirmations(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        said = read_together(typed)
        done = confirm_statements(at.session, at.viewer, at.place, said.ticked, said.name, said.position)
        before = (done.before or "") if done.sent or done.is_other else ""
        signed = "before" if done.is_other else ""
        return at.go(RECEIPT(done.submission_id, before=before, signed=signed))

    return at.try_to(act, lambda problems: confirmations_page(at, typed, problems))


def confirmations_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    found = list_to_confirm(at.session, at.place, at.today)
    return at.page(
        "submissions/confirmations.html",
        problems,
        statements=statement_views(found, at.reader),
        ticked=typed.getlist("confirm"),
        typed=typed,
        has_ended=at.place.ends_on < at.today,
        breadcrumbs=at.way(),
    )


ROUTES: list[HTTPRouteHandler] = [ask_confirmations, take_confirmations]
