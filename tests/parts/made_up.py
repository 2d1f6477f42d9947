"""How many cases Hypothesis makes up for a test."""

PART = 4
"""`make test` tries a fourth of them, ten at least; `--whole`, as `make trust` does, all."""


class Share:
    """Whether all are tried is known before the first test is read."""

    is_whole = False


def made_up(number: int) -> int:
    return number if Share.is_whole else max(number // PART, 10)
