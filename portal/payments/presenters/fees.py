"""The fees that a contract pays, to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklists.year.rows import Payment


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    hint: str


def choices(payments: Sequence[Payment]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            f"{payment.key}/{area.key}",
            area.title,
            f"£{area.fee:,} a year, of which {payment.at_risk.normalize():f}% depends on results",
        )
        for payment in payments
        for area in payment.areas
    )
