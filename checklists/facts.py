"""The little that a rule may know: decisions, and the engagement that they are about."""

from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span
from checklists.requirement import WHOLE
from checklists.vocabulary import Assurance, BarredList, Basis, Condition, DbsLevel, LegalForm, Outcome


@dataclass(frozen=True, slots=True)
class Check:
    """What a person's DBS certificate says. `clear` is None where nobody recorded the outcome: that is no
    pass."""

    level: DbsLevel
    lists: frozenset[BarredList]
    clear: bool | None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a part of a slot, append-only: a later one may name in `corrects` the one it replaces.

    `made_on` is the local day of the decision. `from_on` is the date that the evidence bears; without one it
    counts from the decision. `amount` is in whole pounds.

    `layer` is the place of a policy in a programme of several that add up (1 is the primary one); without it
    the policy stands alone. `assurance` is what came with accounts. `covers` are the characteristics or
    sections that an assessment deals with, None where nobody said. `first_on` is the day of the signed
    confirmation of which this one says that it is still in force.
    """

    key: str
    outcome: Outcome
    made_on: date
    part: str = WHOLE
    from_on: date | None = None
    until_on: date | None = None
    amount: int | None = None
    basis: Basis | None = None
    check: Check | None = None
    layer: int | None = None
    assurance: Assurance | None = None
    covers: frozenset[str] | None = None
    first_on: date | None = None
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on the register: asked for from the day they start to the day they leave, both inside."""

    key: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """When a partner's financial year ends. 29 February means the last day of February.

    `first_end_on` is the end of its first year, where known: no accounts are asked for years before that.
    """

    month: int
    day: int
    legal_form: LegalForm
    first_end_on: date | None = None


@dataclass(frozen=True, slots=True)
class Engagement:
    """What the rules may know of an engagement. `incidents` are the days of incidents that were recorded."""

    span: Span
    conditions: frozenset[Condition] = frozenset()
    people: tuple[Person, ...] = ()
    financial_year: FinancialYear | None = None
    incidents: tuple[date, ...] = ()


def known_by(decisions: tuple[Decision, ...], known: date | None) -> tuple[Decision, ...]:
    """The decisions made up to and on `known` (all, without one), less those that another of them
    corrects."""
    made = [decision for decision in decisions if known is None or decision.made_on <= known]
    undone = {decision.corrects for decision in made if decision.corrects}
    return tuple(decision for decision in made if decision.key not in undone)
