"""Measures that are given in a return of other periods than their own: figures by which nothing is judged."""

from checklists.year.rows import Measure, Return, YearRows
from checklists.year.vocabulary import PERIODS, Every


def is_given_otherwise(measure: Measure, row: Return) -> bool:
    """Whether what the return is given for is no period of the measure: a meeting, a time in the year, or a
    period of another length or year. Some measures take whole years in place of their periods."""
    if row.every not in PERIODS or row.year_of is not measure.year_of:
        return True
    return row.every is not measure.every and not (measure.takes_years and row.every is Every.YEAR)


def given_otherwise(rows: YearRows) -> dict[str, Return]:
    """By the key of each such measure the return that it is given in."""
    returns = {each.key: each for each in rows.returns}
    pairs = [(each, returns[each.given_in]) for each in rows.measures if each.given_in in returns]
    return {each.key: row for each, row in pairs if is_given_otherwise(each, row)}
