"""What was sent of a period as rows of a sheet: numbers as numbers, and what is hidden in words."""

from collections.abc import Iterator
from decimal import Decimal

from evidence.sheet_values import Value
from portal.council.presenters.told import HIDDEN, LineView, line_views
from portal.council.queries.snapshot import Kept
from portal.places.contracts import ContractPlace
from portal.words.returns import period_name
from portal.words.wording import moment

Row = tuple[Value, ...]


def facts(place: ContractPlace, kept: Kept) -> list[Row]:
    return [
        ("Contract", f"{place.title}, {place.reference}"),
        ("Period", period_name(kept.period)),
        ("Sent", f"{moment(kept.sent_at)} by {place.lead}"),
        ("Sending", kept.number),
        ("Hidden", f"Figures of fewer than {kept.snapshot.fewest} people, and what would give them away"),
        ("What the lead says", kept.snapshot.words or "-"),
        *(("Noted", each.words) for each in kept.snapshot.notes),
    ]


def measures(kept: Kept) -> list[Row]:
    return [measure_row(each) for each in line_views(kept.snapshot)]


def measure_row(line: LineView) -> Row:
    target = f"{line.rule} ({line.target} in the period)" if line.target else line.rule
    counted = line.title, line.clause, line.counts
    judged = line.value, target, line.verdict, line.to_date, line.to_date_verdict, line.again
    numerator, denominator = cells(line)
    return (*counted, numerator, line.out_of, denominator, *judged)


def cells(line: LineView) -> tuple[Value, Value]:
    if line.is_hidden:
        return HIDDEN, HIDDEN if line.out_of else None
    return exact_cell(line.pair.numerator), exact_cell(line.pair.denominator)


def exact_cell(number: Decimal | None) -> Value:
    """
    >>> exact_cell(Decimal("12")), exact_cell(Decimal("7.5")), exact_cell(None)
    (12, 7.5, None)
    """
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def partners(kept: Kept) -> Iterator[Row]:
    for line in line_views(kept.snapshot):
        yield from ((line.title, each.partner, each.words) for each in line.parts)


def missing(kept: Kept) -> list[Row]:
    return [(each.partner, each.title, each.why) for each in kept.snapshot.missing]
