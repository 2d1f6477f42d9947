"""Commitments of a tender in words: how a year of one stands."""

from decimal import Decimal

from checklists.year.promised import Kept

KEPT = {
    Kept.AHEAD: "Not due yet",
    Kept.DUE: "Due",
    Kept.OVERDUE: "Late",
    Kept.GIVEN: "Given, to be decided",
    Kept.RETURNED: "Needs a change",
    Kept.SO_FAR: "Accepted so far",
    Kept.MET: "Met",
    Kept.SHORT: "Not met",
}
TAG = {
    Kept.AHEAD: "govuk-tag--grey",
    Kept.DUE: "govuk-tag--yellow",
    Kept.OVERDUE: "govuk-tag--red",
    Kept.GIVEN: "govuk-tag--light-blue",
    Kept.RETURNED: "govuk-tag--orange",
    Kept.SO_FAR: "govuk-tag--blue",
    Kept.MET: "govuk-tag--green",
    Kept.SHORT: "govuk-tag--red",
}


def many(figure: Decimal) -> str:
    """As few decimals as it has.

    >>> many(Decimal("1200.50")), many(Decimal("40"))
    ('1,200.5', '40')
    """
    words = f"{figure:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
