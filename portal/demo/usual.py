"""The usual course of a requirement: first evidence soon after the start, renewals in good time.

`until` bends the course: the day on which the evidence in force today ends or ended.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from checklists import facts
from checklists.calendar import Span, add_months, day_after
from checklists.kinds import rules_for
from checklists.kinds.assessment import asked_of
from checklists.requirement import Cover, Requirement
from checklists.vocabulary import Assurance, Basis, Condition, DbsLevel, DbsOutcome, Kind
from portal.demo import contents, names
from portal.demo.desk import Desk, Sent

CLEAR = {
    "level": DbsLevel.ENHANCED.value,
    "adults_list": True,
    "childrens_list": True,
    "outcome": DbsOutcome.CLEAR.value,
}


def days(number: int) -> timedelta:
    return timedelta(days=number)


def all_in_order(desk: Desk, but: Iterable[str] = ()) -> None:
    """Every requirement but those takes its usual course."""
    for asked in desk.setting.checklist.requirements:
        if asked.key not in but:
            in_order(desk, asked)


def requirement(desk: Desk, key: str) -> Requirement:
    return desk.setting.checklist.requirement(key)


def in_order(desk: Desk, asked: Requirement) -> None:
    """One requirement takes its usual course."""
    COURSES[asked.kind](desk, asked)


def soon(desk: Desk) -> date:
    """A day in the first weeks of the engagement."""
    return desk.span.from_on + days(desk.rows.random.randint(2, 24))


def ahead(desk: Desk, least: int = 90, most: int = 330) -> date:
    return desk.setting.today + days(desk.rows.random.randint(least, most))


def periods(until: date, months: int, desk: Desk) -> Iterator[Span]:
    """Periods of so many months, oldest first, from the engagement's start; the last ends on `until`."""
    number = 1
    while add_months(until, -months * number) >= desk.span.from_on:
        number += 1
    for each in range(number, 0, -1):
        end = until if each == 1 else add_months(until, -months * (each - 1))
        yield Span(day_after(add_months(until, -months * each)), end)


def documents(desk: Desk, asked: Requirement, until: date | None = None) -> None:
    """Versions of a policy, each until its own next review, sent in good time."""
    months = desk.rows.random.choice((12, 24, 24))
    for period in periods(until or ahead(desk, most=420), months, desk):
        from_on = period.from_on - days(20)
        sent = document(desk, asked, max(soon(desk), from_on + days(5)), from_on, period.until_on)
        desk.accept(sent)


def document(
    desk: Desk, asked: Requirement, on: date, from_on: date, until_on: date | None, draft: bool = False
) -> Sent:
    """One version of a policy, in Word or PDF."""
    version = desk.next_version(asked.key)
    return desk.state(
        asked,
        on,
        draft=draft,
        in_word=desk.rows.random.random() < 0.4,
        from_on=from_on,
        until_on=until_on,
        paper=lambda: contents.policy(asked, desk.organisation, version, from_on, until_on),
    )


def confirmation(desk: Desk, asked: Requirement) -> None:
    if asked.condition is Condition.USES_VOLUNTEERS and not desk.uses_volunteers:
        return
    if asked.months:
        confirmed_each_year(desk, asked)
    else:
        on = soon(desk)
        desk.accept(desk.state(asked, on, from_on=on))


def confirmed_each_year(desk: Desk, asked: Requirement, until: date | None = None) -> None:
    """Signed once, and said to be still in force in each year after; the last counts until that day."""
    first_on: date | None = None
    for period in periods(until or ahead(desk), asked.months or 12, desk):
        on = min(max(soon(desk), period.from_on), period.until_on)
        details = {"first_on": first_on.isoformat()} if first_on else {}
        desk.accept(desk.state(asked, on, from_on=on, until_on=period.until_on, details=details))
        first_on = first_on or on


def acknowledged(desk: Desk, asked: Requirement) -> None:
    desk.acknowledge(asked, max(soon(desk), desk.setting.issued_on + days(2)))


def signed_agreement(desk: Desk, asked: Requirement) -> None:
    span, lead = desk.span, desk.setting.lead
    desk.accept(
        desk.send(
            asked,
            desk.span.from_on + days(1),
            from_on=span.from_on,
            until_on=span.until_on,
            details={
                "signed_for_lead": desk.setting.manager.name,
                "signed_for_partner": desk.sender.name,
                "signed_on": span.from_on.isoformat(),
            },
            paper=lambda: contents.agreement(lead, desk.organisation, span.from_on, span.until_on),
        )
    )


def all_insured(desk: Desk, asked: Requirement) -> None:
    for cover in asked.parts:
        insured(desk, asked, cover)


def insured(desk: Desk, asked: Requirement, cover: Cover, until: date | None = None) -> None:
    """Yearly policies without a gap, each sent before it begins."""
    for period in periods(until or ahead(desk), 12, desk):
        desk.accept(cover_sent(desk, asked, cover, period))


def cover_sent(
    desk: Desk,
    asked: Requirement,
    cover: Cover,
    period: Span,
    amount: int | None = None,
    basis: Basis | None = None,
    on: date | None = None,
    draft: bool = False,
    layer: int | None = None,
) -> Sent:
    """A certificate of insurance, of the amount and basis asked for unless said otherwise; of one of several
    policies with its layer."""
    insured_for, on_basis = amount or cover.amount, basis or cover.basis
    insurer = desk.rows.random.choice(names.INSURERS)
    number = policy_number(desk, insurer, cover, period, layer)
    details = {"insurer": insurer, "policy_number": number, "insured_name": desk.organisation, "layer": layer}
    return desk.send(
        asked,
        on or max(soon(desk), period.from_on - days(12)),
        cover.key,
        draft=draft,
        from_on=period.from_on,
        until_on=period.until_on,
        amount=insured_for,
        basis=on_basis.value,
        details=details,
        paper=lambda: contents.certificate(cover.title, details, period, insured_for, on_basis),
    )


def policy_number(desk: Desk, insurer: str, cover: Cover, period: Span, layer: int | None) -> str:
    """Not by chance, so that all that is left to chance stays as it was."""
    letters = "".join(word[0] for word in insurer.split()).upper()
    place = len(desk.organisation) * 137 + len(cover.title) * 11 + (layer or 0)
    return f"{letters}/{period.from_on:%Y}/{place:05}"


def in_layers(
    desk: Desk, asked: Requirement, cover: Cover, amounts: Sequence[int], until: date | None = None
) -> None:
    """Yearly, a policy for each layer, the primary one first."""
    for period in periods(until or ahead(desk), 12, desk):
        for layer, amount in enumerate(amounts, 1):
            desk.accept(cover_sent(desk, asked, cover, period, amount, layer=layer))


def assessments(desk: Desk, asked: Requirement, until: date | None = None) -> None:
    """One a year, each done some weeks before the last one lapses."""
    for period in periods(until or ahead(desk), asked.months or 12, desk):
        assessment(desk, asked, max(soon(desk), period.from_on + days(3)), period.from_on)


def assessment(desk: Desk, asked: Requirement, on: date, from_on: date) -> None:
    paper = contents.assessment(asked, desk.organisation, from_on)
    sent = desk.send(asked, on, from_on=from_on, paper=lambda: paper, in_word=True)
    desk.accept(sent, details={"covers": list(asked_of(asked))})


EXAMINED = "Income was below the threshold for an audit that year; the examiner is a member of the ICAEW."


def filed_accounts(desk: Desk, asked: Requirement, but: int = 0, examined: bool = False) -> None:
    """The accounts of every year that is or soon will be due, less the last `but`, filed in time. The
    one before the last may be examined instead of audited: the reviewer says why that will do."""
    fact = facts.Engagement(desk.span, financial_years=(facts.YearFact(desk.financial_year),))
    parts = rules_for(asked).parts(asked, fact, ())
    due = [part for part in parts if part.asked[0].from_on <= desk.setting.today + days(80)]
    for place, part in enumerate(due[: len(due) - but]):
        assurance = Assurance.EXAMINATION if examined and place == len(due) - 2 else Assurance.AUDIT
        on = max(soon(desk), part.asked[0].from_on - days(100))
        sent = accounts_sent(desk, asked, part.key, on, assurance)
        desk.accept(sent, words=EXAMINED if assurance is Assurance.EXAMINATION else "")


def accounts_sent(desk: Desk, asked: Requirement, year_end: str, on: date, assurance: Assurance) -> Sent:
    ended_on = date.fromisoformat(year_end)
    return desk.send(
        asked,
        on,
        year_end,
        details={"assurance": assurance.value},
        paper=lambda: contents.accounts(desk.organisation, ended_on, assurance),
    )


def team(desk: Desk, asked: Requirement, number: int | None = None) -> None:
    """People with a clear check each, most from the start on; one of many has left since."""
    for place in range(number or desk.rows.random.randint(3, 7)):
        from_on = desk.span.from_on if place < 3 else joined_later(desk)
        left_on = desk.setting.today - days(60) if place == 5 else None
        checked(desk, asked, somebody(desk, from_on, left_on), from_on)


def joined_later(desk: Desk) -> date:
    there = (desk.setting.today - desk.span.from_on).days
    return desk.span.from_on + days(desk.rows.random.randint(0, max(1, there - 70)))


def somebody(desk: Desk, from_on: date, until_on: date | None = None) -> str:
    chance = desk.rows.random
    name = f"{chance.choice(names.FIRST_NAMES)} {chance.choice(names.LAST_NAMES)}"
    return desk.hire(name, chance.choice(names.JOBS), from_on, until_on)


def checked(
    desk: Desk, asked: Requirement, worker: str, from_on: date, issued_on: date | None = None, **said: object
) -> None:
    """The check of somebody who starts on a day: seen and entered in their first week."""
    issued_on = issued_on or from_on - days(desk.rows.random.randint(8, 200))
    seen_on = max(from_on, issued_on + days(2))
    check = {**CLEAR, "seen_by": desk.sender.name, "seen_on": seen_on, **said}
    desk.accept(desk.send(asked, seen_on + days(3), worker, check=check, from_on=issued_on))


COURSES: dict[Kind, Callable[[Desk, Requirement], None]] = {
    Kind.DOCUMENT: documents,
    Kind.CONFIRMATION: confirmation,
    Kind.AGREEMENT: signed_agreement,
    Kind.ISSUED: acknowledged,
    Kind.REGISTER: team,
    Kind.COVER: all_insured,
    Kind.ACCOUNTS: filed_accounts,
    Kind.ASSESSMENT: assessments,
}
