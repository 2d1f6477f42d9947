"""The closed vocabularies of what a contract asks for through the year. Keys are stored and permanent."""

from enum import StrEnum


class Every(StrEnum):
    """How often something is asked for. Before a meeting: once for each meeting that it prepares; on request:
    each time that somebody asks; at any time: so many times a year, whenever it suits."""

    WEEK = "week"
    FOUR_WEEKS = "four-weeks"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    BEFORE_MEETING = "before-meeting"
    ON_REQUEST = "on-request"
    ANY_TIME = "any-time"


PERIODS: frozenset[Every] = frozenset(
    {Every.WEEK, Every.FOUR_WEEKS, Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR}
)
"""Those that follow upon each other without a gap."""


class YearOf(StrEnum):
    """Whose year is cut into periods: the contract's, which begins on its first day, or the calendar's."""

    CONTRACT = "contract"
    CALENDAR = "calendar"


class Party(StrEnum):
    """Of whom something is asked: of each partner, or of the lead itself towards the council."""

    PARTNER = "partner"
    LEAD = "lead"


class Form(StrEnum):
    """How a section of a return is given. A rating is of one soft outcome: the lead says it of each partner,
    with its reason. What is kept by site is told when it changes, and read in the return."""

    NARRATIVE = "narrative"
    DATA = "data"
    CASE_STUDY = "case-study"
    ACCOUNTS = "accounts"
    FILE = "file"
    STATEMENT = "statement"
    RATING = "rating"
    SITES = "sites"


class Consent(StrEnum):
    """What a case study says of people: nobody is named or can be recognised in a picture, or whoever is has
    agreed in writing."""

    NOBODY = "nobody"
    AGREED = "agreed"


class Direction(StrEnum):
    """Which way a measure is to go over the periods there are."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    STABLE_OR_INCREASING = "stable-or-increasing"
    STABLE_OR_DECREASING = "stable-or-decreasing"


class Verdict(StrEnum):
    """What is said of a measure in a period. Nothing but met is a pass: a figure from too few people, one
    that is not given, and a measure without a target are none. Open is what is reached over the whole
    contract while the periods that are ahead may turn it."""

    MET = "met"
    NOT_MET = "not-met"
    OPEN = "open"
    TOO_FEW = "too-few"
    NOT_GIVEN = "not-given"
    NO_TARGET = "no-target"


class Over(StrEnum):
    """What a target is one of: each period, a year, of which a period answers for its part, or the whole
    contract, for which the periods are added up until it is reached."""

    PERIOD = "period"
    YEAR = "year"
    CONTRACT = "contract"


class ReachedBy(StrEnum):
    """Who is to reach a target: each partner by its own figures, or all partners of the contract together, by
    their figures added up."""

    EACH_PARTNER = "each-partner"
    ALL_PARTNERS = "all-partners"


class Shortfall(StrEnum):
    """How what is wanting of a target becomes a deduction: as much of the line's weight as is wanting of the
    target, so much as a step says, or all of it."""

    PROPORTION = "proportion"
    STEPS = "steps"
    ALL_OR_NOTHING = "all-or-nothing"


class TrueUp(StrEnum):
    """What is paid back after the last quarter: all where every target is met over the year, or each line
    of which the target is."""

    ALL = "all"
    BY_LINE = "by-line"


class OwedState(StrEnum):
    """What is true on a day of something that is owed: ahead while its period goes on."""

    AHEAD = "ahead"
    DUE = "due"
    LATE = "late"
    MET = "met"
