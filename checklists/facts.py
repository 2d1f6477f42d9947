"""The little that a rule may know: decisions, and the engagement that they are about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from checklists.calendar import Span
from checklists.requirement import WHOLE
from checklists.vocabulary import (
    Assurance,
    BarredList,
    Basis,
    Condition,
    DbsLevel,
    DbsOutcome,
    LegalForm,
    Outcome,
)


@dataclass(frozen=True, slots=True)
class News:
    """The Update Service knew something new about a certificate on a day; entered on another."""

    on: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Unclear:
    """Another certificate of the same person that was sent for the same requirement, and is no pass: it is
    not clear, or nobody said, and no risk decision is recorded with it. It was issued `on` a day, sent on
    another, and perhaps withdrawn on a third. `is_later` where it was sent after the one that it is told
    of."""

    on: date
    sent_on: date
    withdrawn_on: date | None = None
    is_later: bool = True
    outcome: DbsOutcome | None = DbsOutcome.UNDECIDED

    def is_known(self, known: date | None) -> bool:
        """Whether it stood at the end of that day; without one, whether it stands."""
        if known is None:
            return self.withdrawn_on is None
        return self.sent_on <= known and (self.withdrawn_on is None or self.withdrawn_on > known)


@dataclass(frozen=True, slots=True)
class Check:
    """A person's DBS check. Where nobody recorded its outcome that is None, and no pass. From the day of news
    on it counts no more: a new check is asked for. Nor does it from the issue of a newer one on that is
    `unclear`."""

    level: DbsLevel
    lists: frozenset[BarredList]
    outcome: DbsOutcome | None
    news: tuple[News, ...] = ()
    unclear: tuple[Unclear, ...] = ()

    def as_known(self, known: date | None) -> "Check":
        """With the news that were entered up to and on that day, and what had been sent and not withdrawn by
        then; without one, with what stands."""
        return replace(
            self,
            news=tuple(each for each in self.news if known is None or each.recorded_on <= known),
            unclear=tuple(each for each in self.unclear if each.is_known(known)),
        )

    def told_on(self) -> Iterator[date]:
        """The days on which something became known that ends it, or ends it no more."""
        yield from (each.recorded_on for each in self.news)
        for each in self.unclear:
            yield each.sent_on
            if each.withdrawn_on:
                yield each.withdrawn_on


FIRST_EDITION = 1
"""What the lead issued is the first one, until it issues another."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a part of a slot, append-only: a later one may name in `corrects` the one it replaces.

    `made_on` is the local day of the decision. `from_on` is the date that the evidence bears; without one it
    counts from the decision. `amount` is in whole pounds.

    `layer` is the place of a policy in a programme of several that add up (1 is the primary one); without it
    the policy stands alone. `assurance` is what came with accounts. `covers` are the characteristics or
    sections that an assessment deals with, None where nobody said. `first_on` is the day of the signed
    confirmation of which this one says that it is still in force. `reasoned` says whether a reason in words
    is recorded with the decision. What was `carried` over from the lead's own records has no file and no more
    than a last day. `edition` is the one that was acknowledged, where what the lead issued has several.
    `signed_on` is the day on which the last side signed an agreement. `signed` is the mark of the statement
    that was signed, empty where none was, None where nobody noted it.
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
    reasoned: bool = False
    corrects: str | None = None
    carried: bool = False
    edition: int = FIRST_EDITION
    signed: str | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on the register: asked for from the day they start to the day they leave, both inside."""

    key: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """When a partner's financial year ends. 28 and 29 February both mean the last day of February.

    `first_end_on` is the end of its first year, where known: no accounts are asked for years before that.
    """

    month: int
    day: int
    legal_form: LegalForm
    first_end_on: date | None = None


@dataclass(frozen=True, slots=True)
class YearFact:
    """That a partner's financial years end so, and that it has that legal form, from a day on; without one
    always. The first of several reaches back: what was so before anybody said it is what was said first."""

    year: FinancialYear
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened on a day: recorded on another, and perhaps withdrawn on a third."""

    on: date
    recorded_on: date
    withdrawn_on: date | None = None

    def is_known(self, known: date | None) -> bool:
        """Whether it stood at the end of that day; without one, whether it stands."""
        if known is None:
            return self.withdrawn_on is None
        return self.recorded_on <= known and (self.withdrawn_on is None or self.withdrawn_on > known)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding by which a requirement is not in order from a day on. It was sent on another, when it became
    known; on the day `closed_on` its last action was closed, on `withdrawn_on` it was withdrawn.
    `finding` is its own key, `with_lead` has the evenings on which its partner had said that all is done."""

    key: str
    on: date
    recorded_on: date
    closed_on: date | None = None
    withdrawn_on: date | None = None
    finding: str = ""
    with_lead: tuple[Span, ...] = ()

    def as_known(self, known: date | None) -> "Found | None":
        """As it stood at the end of that day, or stands; None where it did not."""
        if known is None:
            return None if self.withdrawn_on else self
        if self.recorded_on > known or (self.withdrawn_on and self.withdrawn_on <= known):
            return None
        closed_on = self.closed_on if self.closed_on and self.closed_on <= known else None
        return replace(self, closed_on=closed_on, withdrawn_on=None)

    @property
    def days(self) -> Span | None:
        """The days on which the requirement is not in order: until the day before the last action was
        closed."""
        until_on = self.closed_on - timedelta(days=1) if self.closed_on else date.max
        return Span(self.on, until_on) if self.on <= until_on else None


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition after the first of what the lead issued for the requirement of that key. It counts from a
    day on and was issued on another; partners may be asked to acknowledge it by a third."""

    key: str
    number: int
    issued_on: date
    from_on: date
    by_on: date | None = None

    @property
    def spares_until(self) -> date:
        """The last day on which an acknowledgement of an edition before it is enough."""
        return self.by_on or self.from_on - timedelta(days=1)


ConditionDays = Mapping[Condition, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Engagement:
    """What the rules may know of an engagement.

    `conditions` has the days on which each holds, in their order; one that is not there never does.
    `learned` has them as they were known from each day on which something was said about them, earliest
    first; empty where that does not matter.
    `incidents` are all that were recorded, also those that were withdrawn; so is what was `found`. Of
    `financial_years` each holds from its day to that of the next; without any the financial year is not
    known. `editions` are those that the lead issued after the first ones.
    """

    span: Span
    conditions: ConditionDays = field(default_factory=dict, hash=False)
    people: tuple[Person, ...] = ()
    financial_years: tuple[YearFact, ...] = ()
    incidents: tuple[Incident, ...] = ()
    learned: tuple[tuple[date, ConditionDays], ...] = field(default=(), hash=False)
    found: tuple[Found, ...] = ()
    editions: tuple[Edition, ...] = ()

    def as_known(self, known: date | None) -> "Engagement":
        """With the incidents, findings, conditions and editions that were known on that day; without one,
        with those that stand."""
        then = replace(
            self,
            incidents=tuple(each for each in self.incidents if each.is_known(known)),
            conditions=self.conditions_known(known),
            found=tuple(then for each in self.found if (then := each.as_known(known))),
            editions=tuple(each for each in self.editions if known is None or each.issued_on <= known),
        )
        return self if then == self else then

    def not_in_order(self, key: str) -> tuple[Span, ...]:
        """The days on which a finding says so of the requirement of that key; ask `as_known` first."""
        return tuple(days for each in self.found if each.key == key and (days := each.days))

    def conditions_known(self, known: date | None) -> ConditionDays:
        if known is None or not self.learned:
            return self.conditions
        by_then = [conditions for day, conditions in self.learned if day <= known]
        return by_then[-1] if by_then else {}


def known_by(decisions: tuple[Decision, ...], known: date | None) -> tuple[Decision, ...]:
    """The decisions made up to and on `known` (all, without one), less those that another of them
    corrects."""
    made = [decision for decision in decisions if known is None or decision.made_on <= known]
    undone = {decision.corrects for decision in made if decision.corrects}
    return tuple(as_known(decision, known) for decision in made if decision.key not in undone)


def as_known(decision: Decision, known: date | None) -> Decision:
    """The decision with what was known of its check on that day, or is known."""
    if decision.check is None or not (decision.check.news or decision.check.unclear):
        return decision
    return replace(decision, check=decision.check.as_known(known))
