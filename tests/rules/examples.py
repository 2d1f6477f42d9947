"""Short ways to write requirements, decisions and engagements, and to read a timeline."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from checklists.calendar import Span
from checklists.facts import Check, Decision, Engagement, FinancialYear, YearFact
from checklists.requirement import Cover, Requirement
from checklists.timeline import Interval
from checklists.vocabulary import BarredList, Basis, DbsLevel, DbsOutcome, Force, Kind, LegalForm, Outcome

FIRST, LAST = date(2021, 10, 1), date(2023, 3, 31)
ENGAGEMENT = Engagement(Span(FIRST, LAST))

KEY = "thing"
"""The key of a requirement that is given no other."""

LIABILITY = Cover("liability", "Public liability insurance", "public liability", 5_000_000, Basis.PER_CLAIM)
INDEMNITY = Cover("indemnity", "Indemnity insurance", "professional indemnity", 1_000_000, Basis.AGGREGATE)

BOTH_LISTS = frozenset(BarredList)
CLEAR = Check(DbsLevel.ENHANCED, BOTH_LISTS, DbsOutcome.CLEAR)

OF_KIND: dict[Kind, dict[str, Any]] = {
    Kind.COVER: {"parts": (LIABILITY, INDEMNITY)},
    Kind.ACCOUNTS: {"years": 3, "deadline_months": {LegalForm.CHARITY: 10, LegalForm.COMPANY: 9}},
    Kind.REGISTER: {"months": 36, "level": DbsLevel.ENHANCED, "lists": tuple(BarredList)},
    Kind.ASSESSMENT: {"months": 12},
    Kind.CONFIRMATION: {"statement": "It is in place."},
    Kind.ISSUED: {"statement": "We have it."},
}


def d(iso: str) -> date:
    return date.fromisoformat(iso)


def when(iso: str | None) -> date | None:
    return d(iso) if iso else None


def requirement(kind: Kind = Kind.DOCUMENT, **fields: Any) -> Requirement:
    plain: dict[str, Any] = {
        "key": KEY,
        "title": "Thing",
        "kind": kind,
        "force": Force.MUST,
        "clause": "K1",
        "group": "Group",
        "asks": "The thing.",
    }
    return Requirement(**{**plain, **OF_KIND.get(kind, {}), **fields})


def engagement(from_on: str = "2021-10-01", until_on: str = "2023-03-31", **fields: Any) -> Engagement:
    return Engagement(Span(d(from_on), d(until_on)), **fields)


def always(year: FinancialYear | None) -> tuple[YearFact, ...]:
    """What is known of a financial year, without a day from which it is so."""
    return (YearFact(year),) if year else ()


def accept(
    from_on: str | None, until_on: str | None = None, made: str = "2021-10-01", **fields: Any
) -> Decision:
    return decide(Outcome.ACCEPT, from_on, until_on, made, **fields)


def waive(from_on: str | None, until_on: str | None, made: str = "2021-10-01", **fields: Any) -> Decision:
    return decide(Outcome.WAIVE, from_on, until_on, made, **fields)


def give_back(made: str = "2021-10-01", **fields: Any) -> Decision:
    return decide(Outcome.RETURN, None, None, made, **fields)


def decide(outcome: Outcome, from_on: str | None, until_on: str | None, made: str, **fields: Any) -> Decision:
    """A decision whose key, unless given, says what it is."""
    key = f"{outcome} {fields.get('part', '')} {from_on} {until_on} {made}"
    named: dict[str, Any] = {"key": key, "from_on": when(from_on), "until_on": when(until_on), **fields}
    return Decision(outcome=outcome, made_on=d(made), **named)


def insure(from_on: str | None, until_on: str | None, part: str = "liability", **fields: Any) -> Decision:
    """An accepted cover that is enough unless the fields say otherwise."""
    return accept(
        from_on, until_on, **{"part": part, "amount": 5_000_000, "basis": Basis.PER_CLAIM, **fields}
    )


def checked(person: str, issued: str | None, **fields: Any) -> Decision:
    """An accepted check that is clear unless the fields say otherwise."""
    return accept(issued, **{"part": person, "check": CLEAR, **fields})


def told(intervals: Iterable[Interval]) -> list[str]:
    """A line per interval: state, days, the parts that it names, those of the lesser sort after "also"."""
    return [
        " ".join([each.state, f"{each.from_on}..{each.until_on}", *each.parts, *said_also(each)])
        for each in intervals
    ]


def said_also(each: Interval) -> list[str]:
    return ["also", *each.also] if each.also else []
