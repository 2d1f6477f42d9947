"""The account of an engagement that is paid by results: its quarters, each with what was approved or what it
comes to by the figures that are accepted today."""

import uuid
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from checklists.calendar import Span, day_after
from checklists.year.judging import Setting
from checklists.year.paying import QuarterPaid, YearPaid, numbers_within, pay_quarter, year_of
from checklists.year.periods import Calendar, Period
from checklists.year.rows import Area, Payment
from checklists.year.settling import closing_key, is_closing
from checklists.year.vocabulary import Every
from portal.payments.queries.accounts import Given, list_given
from portal.payments.queries.drafting import Means, corrections_of, draft, draft_closing
from portal.payments.queries.fees import Agreed, Fee, agreed, list_fees
from portal.payments.queries.kept import Kept, list_kept, stated_by
from portal.payments.queries.statement import Correction, Statement
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.returns.queries.accepted import Accepted, accepted_figures
from portal.returns.queries.asked import engaged, find_begin
from portal.returns.queries.period import Partner


@dataclass(frozen=True, slots=True)
class Quarter:
    """One that has ended, or what is settled after the last one, with the days of that. `draft` is the
    statement that could be put up, None once one is approved; `kept` are those that were. `is_undecided`:
    figures of it wait for the lead's answer, or, where nothing `waits_for_lead`, for the partner to correct
    them. What is no longer `is_owed`, as the engagement does not have its days any more, is only read."""

    period: Period
    kept: tuple[Kept, ...]
    draft: Statement | None
    is_next: bool
    is_undecided: bool
    waits_for_lead: bool
    is_owed: bool = True

    @property
    def is_closing(self) -> bool:
        return is_closing(self.period.key)

    @property
    def last(self) -> Kept | None:
        return self.kept[-1] if self.kept else None

    @property
    def approved(self) -> Kept | None:
        return next((each for each in self.kept if each.is_approved), None)

    @property
    def put_up(self) -> Kept | None:
        """While it waits for a second person."""
        return self.last if self.last and self.last.waits and self.is_owed else None


@dataclass(frozen=True, slots=True)
class Account:
    """`years` are those of which quarters have ended, by the figures that stand today; `missing_since` the
    day since when no accounts were given, where that is too long ago; `corrections` are to stand on
    the next statement."""

    partner: Partner
    payment: Payment
    area: Area
    quarters: tuple[Quarter, ...]
    years: tuple[YearPaid, ...]
    missing_since: date | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def engagement_id(self) -> uuid.UUID:
        return self.partner.engagement_id

    def find(self, quarter: str) -> Quarter | None:
        return next((each for each in self.quarters if each.period.key == quarter), None)


@dataclass(frozen=True, slots=True)
class Books:
    """What the accounts of a contract are made of."""

    place: ContractPlace
    agreed: Agreed
    begins: date | None
    today: date
    figures: dict[uuid.UUID, Accepted] = field(default_factory=dict)
    kept: dict[uuid.UUID, tuple[Kept, ...]] = field(default_factory=dict)
    given: Given = field(default_factory=dict)


def find_account(session: Session, place: EngagementPlace, today: date) -> Account | None:
    """As it is today; None where the engagement is not paid by results."""
    partner = Partner(place.engagement_id, place.partner_id, place.partner, engaged(place))
    begins = find_begin(session, place.contract.contract_id)
    return next(iter(list_accounts(session, place.contract, [partner], today, begins)), None)


def list_accounts(
    session: Session, place: ContractPlace, partners: Sequence[Partner], today: date, begins: date | None
) -> tuple[Account, ...]:
    """Of the partners that are paid by results, in their order; `begins` is from when on returns are
    given."""
    books = Books(place, agreed(session, place.contract_id), begins, today)
    return list_all_accounts(session, [(books, partners)])[place.contract_id]


def list_all_accounts(
    session: Session, opened: Sequence[tuple[Books, Sequence[Partner]]]
) -> dict[uuid.UUID, tuple[Account, ...]]:
    """The same by contract, of several in as many queries as of one."""
    fees = list_fees(session, [each.engagement_id for _, partners in opened for each in partners])
    ids = list(fees)
    if not ids:
        return {books.place.contract_id: () for books, _ in opened}
    keys = {key for books, _ in opened for key in books.agreed.withheld_without(fees.values())}
    figures, kept = accepted_figures(session, ids), list_kept(session, ids)
    given = list_given(session, ids, keys)
    return {
        books.place.contract_id: tuple(
            accounts_of(replace(books, figures=figures, kept=kept, given=given), partners, fees)
        )
        for books, partners in opened
    }


def accounts_of(
    books: Books, partners: Sequence[Partner], fees: Mapping[uuid.UUID, Fee]
) -> Iterator[Account]:
    for each in partners:
        fee = fees.get(each.engagement_id)
        if fee and (found := account_of(books, each, fee)):
            yield found


def account_of(books: Books, partner: Partner, fee: Fee) -> Account | None:
    found = books.agreed.find_or_last(fee, books.today)
    if found is None:
        return None
    payment, area = found
    first_on = owed_from(books, partner)
    paid = tuple(pay_quarters(books, partner, fee, list(periods_of(books, payment, first_on, partner))))
    quarters = [each for _, each in paid]
    years = tuple(years_of(paid, books.place.starts_on, partner.engaged.span))
    until_on, engagement_id = partner.engaged.span.until_on, partner.engagement_id
    given = {key: days for (its, key), days in books.given.items() if its == engagement_id}
    means = Means(payment, area, years, given, first_on, until_on, books.today)
    kept = books.kept.get(partner.engagement_id, ())
    before = [each for each in quarters if is_approved(kept, each)]
    return Account(
        partner,
        payment,
        area,
        (
            *list_quarters(books, partner, means, paid),
            *list_unowed(books, payment, kept, {each.period.key for each in quarters}),
            *list_closings(books, partner, fee, means, paid),
        ),
        years,
        means.missing_since,
        tuple(corrections_of(stated_by(kept), before)),
    )


def owed_from(books: Books, partner: Partner) -> date:
    """From when on returns, and what is paid by them, are here."""
    return max(partner.engaged.span.from_on, books.begins or date.max)


def periods_of(books: Books, payment: Payment, first_on: date, partner: Partner) -> Iterator[Period]:
    """The quarters of which a day is the engagement's, and that have ended."""
    until_on = min(partner.engaged.span.until_on, books.today)
    if first_on > until_on:
        return
    calendar = Calendar(books.place.starts_on, payment.year_of)
    for each in calendar.within(Every.QUARTER, Span(first_on, until_on)):
        if each.span.until_on < books.today:
            yield each


Rule = tuple[Payment, Area, Setting]


def rule_of(books: Books, partner: Partner, fee: Fee, period: Period) -> Rule | None:
    """What a quarter is paid by: the version that is in force on its last day; where its statement was
    approved, as it was agreed when that was put up."""
    stated = [each for each in books.kept.get(partner.engagement_id, ()) if each.quarter == period.key]
    approved = next((each for each in stated if each.is_approved), None)
    on = period.span.until_on
    if approved:
        found = books.agreed.at(approved.at).find(fee, on)
    else:
        found = books.agreed.find_stated(fee, on, stated[-1].at if stated else None)
    if found is None:
        return None
    version, payment, area = found
    figures = books.figures[partner.engagement_id].figures
    return payment, area, Setting(version.year.measures, figures, books.place.starts_on)


def pay_quarters(
    books: Books, partner: Partner, fee: Fee, periods: Sequence[Period]
) -> Iterator[tuple[Rule, QuarterPaid]]:
    for each in periods:
        if found := rule_of(books, partner, fee, each):
            yield found, pay_quarter(*found, each)


def years_of(paid: Sequence[tuple[Rule, QuarterPaid]], first_on: date, engaged: Span) -> Iterator[YearPaid]:
    """By the rule of the last of their quarters. A year in which the engagement begins or ends has only the
    quarters that it reaches; those before returns were given here are wanting."""
    for year in sorted({each.period.year for _, each in paid}):
        its = [(rule, each) for rule, each in paid if each.period.year == year]
        (payment, _, setting), _ = its[-1]
        numbers = numbers_within(Calendar(first_on, payment.year_of), year, engaged)
        yield year_of(payment, setting, [each for _, each in its], numbers)


def list_quarters(
    books: Books, partner: Partner, means: Means, paid: Sequence[tuple[Rule, QuarterPaid]]
) -> Iterator[Quarter]:
    """Each as it was agreed for it."""
    kept, quarters = books.kept.get(partner.engagement_id, ()), [each for _, each in paid]
    figures, stated = books.figures[partner.engagement_id], stated_by(kept)
    open_ones = [each for each in quarters if not is_approved(kept, each)]
    before = [each for each in quarters if is_approved(kept, each)]
    for (payment, area, _), each in paid:
        is_next = open_ones[:1] == [each]
        its = tuple(one for one in kept if one.quarter == each.period.key)
        made = None
        if each in open_ones:
            its_means = replace(means, payment=payment, area=area)
            made = draft(its_means, each, stated if is_next else None, before, partner.engaged.span)
        key = each.period.key
        yield Quarter(each.period, its, made, is_next, key in figures.undecided, key in figures.with_lead)


def list_unowed(books: Books, payment: Payment, kept: Sequence[Kept], owed: Set[str]) -> Iterator[Quarter]:
    """Quarters that were put up, and are none of the engagement's any more since its days were changed."""
    calendar = Calendar(books.place.starts_on, payment.year_of)
    for key in sorted({each.quarter for each in kept} - owed):
        period = None if is_closing(key) else calendar.find(key)
        if period:
            its = tuple(each for each in kept if each.quarter == key)
            yield Quarter(period, its, None, False, False, False, is_owed=False)


def list_closings(
    books: Books, partner: Partner, fee: Fee, means: Means, paid: Sequence[tuple[Rule, QuarterPaid]]
) -> Iterator[Quarter]:
    """The statements that follow the last quarter: those that were put up, and the next one where anything is
    to be settled by then."""
    if not paid:
        return
    ((payment, area, _), last_paid), quarters = paid[-1], [each for _, each in paid]
    kept, last = books.kept.get(partner.engagement_id, ()), last_paid.period
    means = replace(means, payment=payment, area=area)
    its = [each for each in kept if is_closing(each.quarter)]
    keys = [closing_key(number + 1) for number in range(len({each.quarter for each in its}) + 1)]
    done = {each.quarter for each in its if each.is_approved}
    is_over = is_last(books, fee, payment, last, means) and all(is_approved(kept, each) for each in quarters)
    figures, periods = books.figures[partner.engagement_id], {each.period.key for each in quarters}
    waits = bool(periods & figures.undecided), bool(periods & figures.with_lead)
    open_ones = [key for key in keys if key not in done][:1]
    for key in [*(key for key in keys if key in done), *open_ones]:
        stated = tuple(each for each in its if each.quarter == key)
        made = None if key in done else draft_closing(means, key, stated_by(kept), quarters)
        if stated or (is_over and made and made.settles):
            yield Quarter(replace(last, key=key), stated, made, is_over and key not in done, *waits)


def is_last(books: Books, fee: Fee, payment: Payment, last: Period, means: Means) -> bool:
    """Whether no later quarter is paid by results: the engagement ends with it, or it is agreed no more."""
    if means.until_on <= last.span.until_on:
        return True
    calendar = Calendar(books.place.starts_on, payment.year_of)
    later = calendar.within(Every.QUARTER, Span(day_after(last.span.until_on), means.until_on))
    return all(books.agreed.find(fee, each.span.until_on) is None for each in later)


def is_approved(kept: Sequence[Kept], quarter: QuarterPaid) -> bool:
    return any(each.is_approved and each.quarter == quarter.period.key for each in kept)


__all__ = ["Account", "Quarter", "list_accounts"]
