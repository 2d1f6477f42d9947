"""How many returns of a partner are late or open, in a few words."""

from collections.abc import Iterable

from checklists.year.vocabulary import OwedState
from portal.returns.presenters.times import is_rolled_up
from portal.returns.queries.period import Line

OF_EACH_PERIOD = "Returns of each period"
"""What leads to them where nothing is counted."""


def returns_words(lines: Iterable[Line]) -> str:
    """What lies with the partner; as on the list of returns, what is given at any time of a year is not
    counted before it is begun or late."""
    late = to_give = 0
    for line in lines:
        if line.is_late:
            late += 1
        elif is_open(line):
            to_give += 1
    told = [f"{late} late"] if late else []
    told += [f"{to_give} to give"] if to_give else []
    return f"Returns: {', '.join(told)}" if told else OF_EACH_PERIOD


def is_open(line: Line) -> bool:
    return not (line.lies_with_lead or line.interval.state is OwedState.AHEAD or is_rolled_up(line))
