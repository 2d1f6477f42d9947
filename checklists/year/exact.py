"""Fractions written as decimals."""

from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 28
"""Significant digits of what no decimal can say exactly, such as a third."""


def exact(number: Fraction) -> str:
    """The decimal that it is, without an exponent; of what has no end the first 28 digits, rounded.

    >>> exact(Fraction(35, 4)), exact(Fraction(9, 10)), exact(Fraction(1200))
    ('8.75', '0.9', '1200')
    >>> exact(Fraction(1, 3))
    '0.3333333333333333333333333333'
    """
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    with localcontext() as context:
        context.prec = (
            DIGITS if rest != 1 else len(str(number.numerator)) + 4 * number.denominator.bit_length()
        )
        found = Decimal(number.numerator) / Decimal(number.denominator)
        text = f"{found:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
