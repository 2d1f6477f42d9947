"""A return that is asked for besides those of every period, and one that is not asked for any more.

The lead comes with a question of the council's, asks one partner or every one, and names a day; or comes with
the news that nobody needs it any more.
"""

from collections.abc import Sequence

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.year.rows import Return
from portal.access import Audience, NotHere
from portal.returns.actions.ask_return import ask_return, withdraw_request
from portal.returns.forms import EVERY_PARTNER, read_asking
from portal.returns.queries.asked import find_asked, find_begin
from portal.returns.queries.period import Partner, list_partners_on
from portal.returns.queries.requests import get_request, list_askable
from portal.web.addresses import ASK_RETURN, CONTRACT_RETURNS, PARTNER_RETURNS, RETURNS_BEGIN, WITHDRAW_RETURN
from portal.web.at import AtContract, AtEngagement, of_contract, of_engagement
from portal.web.choices import options, radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.returns import from_address
from portal.words.wording import counted

OF_LEAD = of_contract(Audience.REVIEWER, Audience.MANAGER)
OF_ONE = of_engagement(Audience.REVIEWER, Audience.MANAGER)


@get(ASK_RETURN, **OF_LEAD)
def ask_for_return(at: NamedDependency[AtContract]) -> Response:
    return asking_page(at, Typed({"partner": [at.asked("partner")]}))


@post(ASK_RETURN, makes=True, **OF_LEAD)
def take_asking(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        rows, partners = askable(at)
        wanted = read_asking(typed, rows, [each.engagement_id for each in partners])
        ask_return(at.session, at.viewer, at.place, wanted)
        return at.go(CONTRACT_RETURNS(at.place.contract_id, done="asked"))

    return at.try_to(act, lambda problems: asking_page(at, typed, problems))


def askable(at: AtContract) -> tuple[Sequence[Return], Sequence[Partner]]:
    """Which returns can be asked for, and of whom. Raises NotHere where the contract has none."""
    rows = list_askable(at.session, at.place, at.today)
    if not rows:
        raise NotHere
    return rows, list_partners_on(at.session, at.place, at.today)


def partners_or_areas(partners: Sequence[Partner]) -> str:
    """How many are asked: a partner that works in several areas is asked in each."""
    is_each_once = len({each.partner_id for each in partners}) == len(partners)
    return counted(len(partners), "partner") if is_each_once else f"{len(partners)} partners or areas"


def asking_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    rows, partners = askable(at)
    names = {str(each.engagement_id): each.name for each in partners}
    all_of_them = f"Every one of today’s {partners_or_areas(partners)}"
    every = {EVERY_PARTNER: all_of_them} if len(names) > 1 else {}
    chosen = typed.first("partner") or (next(iter(names)) if len(names) == 1 else "")
    return at.page(
        "returns/ask.html",
        problems,
        tab="returns",
        typed=typed,
        returns=radios(
            {each.key: f"{each.title} ({each.clause})" for each in rows},
            typed.first("return") or (rows[0].key if len(rows) == 1 else ""),
            {each.key: each.asks for each in rows},
        ),
        partners=options(every | names, chosen, "Choose"),
        any_partner=bool(names),
        has_begun=find_begin(at.session, at.place.contract_id) is not None,
        begin_href=RETURNS_BEGIN(at.place.contract_id),
        back=CONTRACT_RETURNS(at.place.contract_id),
    )


@get(WITHDRAW_RETURN, **OF_ONE)
def ask_why(at: NamedDependency[AtEngagement], return_key: FromPath[str], part: FromPath[str]) -> Response:
    return withdrawing_page(at, return_key, from_address(part), Typed())


@post(WITHDRAW_RETURN, once=True, **OF_ONE)
def take_withdrawal(
    at: NamedDependency[AtEngagement],
    return_key: FromPath[str],
    part: FromPath[str],
    typed: NamedDependency[Typed],
) -> Response:
    key, which = return_key, from_address(part)

    def act() -> Response:
        withdraw_request(at.session, at.viewer, at.place, key, which, typed.first("words"))
        return at.go(PARTNER_RETURNS(at.place.engagement_id, done="withdrawn"))

    return at.try_to(act, lambda problems: withdrawing_page(at, key, which, typed, problems))


def withdrawing_page(
    at: AtEngagement, key: str, part: str, typed: Typed, problems: Problems | None = None
) -> Response:
    line = get_request(at.session, at.place, key, part)
    asked = find_asked(at.session, at.place, key, part)
    back = PARTNER_RETURNS(at.place.engagement_id)
    return at.page(
        "returns/withdraw.html",
        problems,
        breadcrumbs=at.way({"text": "Returns", "href": back}),
        line=line,
        title=asked.row.title if asked else "",
        typed=typed,
        back=back,
    )


ROUTES: list[HTTPRouteHandler] = [ask_for_return, take_asking, ask_why, take_withdrawal]
