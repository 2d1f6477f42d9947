"""The payments of a contract, a quarter on a page; those of an engagement, year by year; and its fee.

A manager comes a month after a quarter to see what waits for whom, and to open one after the other; a partner
to see what was approved.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.payments.actions.set_fee import set_fee
from portal.payments.forms import fee_typed, read_fee
from portal.payments.pages.frame import BOTH_SIDES
from portal.payments.presenters.fees import choices
from portal.payments.presenters.listed import quarter_page, unsaid, years_of
from portal.payments.queries.account import find_account, list_accounts
from portal.payments.queries.fees import agreed, find_fee
from portal.returns.queries.asked import find_begin
from portal.returns.queries.period import list_partners
from portal.standing.actions.lock_engagements import lock_contract
from portal.web.addresses import CONTRACT_PAYMENTS, PARTNER_PAYMENTS, PAYMENT_FEE
from portal.web.at import AtContract, AtEngagement, of_contract, of_engagement
from portal.web.between import Questions, opened, settle
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.slot import Side

DONE = {"fee": "It is kept."}


@get(CONTRACT_PAYMENTS, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_quarter(at: NamedDependency[AtContract]) -> Response:
    session, place = at.session, at.place
    payments = agreed(session, place.contract_id).ever
    partners = list_partners(session, place) if payments else ()
    begins = find_begin(session, place.contract_id) if payments else None
    accounts = list_accounts(session, place, partners, at.today, begins)
    is_manager = Audience.MANAGER in place.audiences
    return at.page(
        "payments/quarter.html",
        tab="payments",
        payments=payments,
        page=quarter_page(accounts, at.asked("quarter"), place.contract_id, at.viewer, is_manager=is_manager),
        unsaid=unsaid(partners, accounts, at.today),
        begins=begins,
        may_say=is_manager,
    )


@get(PARTNER_PAYMENTS, **of_engagement(*BOTH_SIDES))
def show_years(at: NamedDependency[AtEngagement]) -> Response:
    is_partner, is_manager = at.reader.side is Side.PARTNER, Audience.MANAGER in at.place.audiences
    account = find_account(at.session, at.place, at.today)
    return at.page(
        "payments/years.html",
        account=account,
        years=(years_of(account, at.viewer, is_partner=is_partner, is_manager=is_manager) if account else ()),
        begins=find_begin(at.session, at.place.contract.contract_id),
        is_partner=is_partner,
        may_say=is_manager,
        fee_href=PAYMENT_FEE(at.place.engagement_id),
        tab="" if is_partner else "payments",
        done=DONE.get(at.asked("done"), ""),
    )


@get(PAYMENT_FEE, **of_engagement(Audience.MANAGER))
def ask_fee(at: NamedDependency[AtEngagement]) -> Response:
    return fee_page(at, opened(fee_question(at), kept_fee(at)))


def fee_question(at: AtEngagement) -> Questions:
    fees = choices(agreed(at.session, at.place.contract.contract_id).payments)
    words = {each.value: each.text for each in fees}
    return Questions({"area": "Which fee is this partner paid?"}, {"area": words})


def kept_fee(at: AtEngagement) -> Typed:
    return fee_typed(find_fee(at.session, at.place.engagement_id))


@post(PAYMENT_FEE, once=True, **of_engagement(Audience.MANAGER))
def take_fee(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract.contract_id)
        settle(fee_question(at), typed, kept_fee(at))
        set_fee(at.session, at.viewer, at.place, read_fee(typed))
        return at.go(PARTNER_PAYMENTS(at.place.engagement_id, done="fee"))

    return at.try_to(act, lambda problems: fee_page(at, typed, problems))


def fee_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    payments = agreed(at.session, at.place.contract.contract_id).payments
    return at.page(
        "payments/fee.html",
        problems,
        typed=typed,
        choices=choices(payments),
        payments=payments,
        breadcrumbs=at.way({"text": "Payments", "href": PARTNER_PAYMENTS(at.place.engagement_id)}),
        tab="payments",
    )


ROUTES: list[HTTPRouteHandler] = [show_quarter, show_years, ask_fee, take_fee]
