"""What a partner promised in the tender, and a year of it as it gives it.

Somebody comes once a year, with a number and a folder of what shows it.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience, NotHere
from portal.commitments.actions.give_year import give
from portal.commitments.forms import read_year_given
from portal.commitments.presenters import for_partner, given_views, who_promised, year_view
from portal.commitments.queries.promised import get_promised, list_of_partner
from portal.files.actions.keep_brought import Brought
from portal.files.bringing import bring
from portal.web.at import AtEngagement, at_engagement, of_engagement
from portal.web.commitment_addresses import COMMITMENTS, CONTRACT_COMMITMENTS, GIVE_COMMITMENT
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.slot import Side
from portal.words.wording import size

MOST_FILES = 10
OF_PARTNER = of_engagement(Audience.PARTNER)


@get(COMMITMENTS, **of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER))
def show_promised(at: NamedDependency[AtEngagement]) -> Response:
    """The lead is led to its own page, where those of all stand."""
    as_at = at.as_at
    if at.reader.side is not Side.PARTNER:
        return at.go(CONTRACT_COMMITMENTS(at.place.contract.contract_id))
    found = list_of_partner(at.session, at.place, as_at.known)
    return at.page(
        "commitments/partner.html",
        commitments=for_partner(found, at.place.contract, as_at.on),
        as_at=as_at,
        done="It is given." if at.asked("done") == "given" else "",
    )


@get(GIVE_COMMITMENT, **OF_PARTNER)
def ask_for_year(
    at: NamedDependency[AtEngagement], commitment_id: FromPath[UUID], year: FromPath[int]
) -> Response:
    return year_page(at, commitment_id, year, Typed())


def year_page(
    at: AtEngagement, commitment_id: UUID, year: int, typed: Typed, problems: Problems | None = None
) -> Response:
    """One that is struck is shown to nobody but who was writing its year."""
    found = get_promised(at.session, at.place.contract, commitment_id)
    if found.engagement_id != at.place.engagement_id or (found.struck and not problems):
        raise NotHere
    line = found.get_year(year)
    return at.page(
        "commitments/give.html",
        problems,
        typed=typed,
        commitment=found,
        who=who_promised(found, at.place.contract),
        decider=at.place.contract.lead,
        year=year_view(line, at.today),
        given=given_views(line),
        may_give=line.year.span.from_on <= at.today and not found.struck,
        back=COMMITMENTS(at.place.engagement_id),
        limit=size(at.settings.upload_limit),
        most=MOST_FILES,
        breadcrumbs=at.way({"text": "Commitments", "href": COMMITMENTS(at.place.engagement_id)}),
    )


@post(GIVE_COMMITMENT, **takes_files(at_engagement, Audience.PARTNER, most_files=MOST_FILES))
def take_year(
    upload: NamedDependency[Upload[AtEngagement]], commitment_id: FromPath[UUID], year: FromPath[int]
) -> Response:
    typed = upload.typed

    def act(at: AtEngagement, brought: Brought) -> bool:
        return give(at.session, at.viewer, at.place, commitment_id, read_year_given(typed, year, brought))

    return bring(
        upload,
        act,
        lambda at: COMMITMENTS(at.place.engagement_id, done="given"),
        lambda at, problems: year_page(at, commitment_id, year, typed, problems),
    )


ROUTES: list[HTTPRouteHandler] = [show_promised, ask_for_year, take_year]
