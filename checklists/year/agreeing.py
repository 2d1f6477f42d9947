"""Fields of a row that must agree with each other, and rows that name each other."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from checklists.fields import ALL, DefinitionError, Table, doubled
from checklists.year.rows import Event, Measure, Meeting, Payment, PaymentPart, Return, YearRows
from checklists.year.vocabulary import PERIODS, Every, Form, Over, Party, Shortfall


def check_return(table: Table, row: Return) -> None:
    """Raises DefinitionError, as all of these do."""
    if (row.every is Every.BEFORE_MEETING) != (row.meeting is not None):
        raise table.error("meeting", "is named where something is asked for before a meeting, and only there")
    if row.every is Every.BEFORE_MEETING and row.due is None:
        raise table.error("due", "is missing: how long before the meeting")
    if row.times > 1 and row.every is not Every.ANY_TIME:
        raise table.error("times", "belongs to what is asked for at any time of the year")
    if any(each.form is Form.RATING for each in row.sections):
        check_rated(table, row)


def check_rated(table: Table, row: Return) -> None:
    """Soft outcomes are the lead's to rate, period by period, and none of them is left out."""
    if any(each.form is not Form.RATING for each in row.sections):
        raise table.error("section", f"must be all of the form {Form.RATING}, or none")
    if row.asked_of != (Party.LEAD,):
        raise table.error("asked_of", f"must be {Party.LEAD} alone: it is the lead that rates")
    if row.every not in PERIODS:
        raise table.error("every", f"must be a period, not {row.every}")
    if row.nil or any(each.nil for each in row.sections):
        raise table.error("nil", "cannot be: each outcome is rated, if only as one that nobody could judge")


def check_measure(table: Table, row: Measure) -> None:
    targets = [
        name for name in ("at_least", "at_most", "change", "direction") if getattr(row, name) is not None
    ]
    if len(targets) > 1:
        raise table.error(targets[1], f"cannot stand beside {targets[0]}: a measure has one target")
    if row.every not in PERIODS:
        raise table.error("every", f"must be a period, not {row.every}")
    if row.tolerance and not targets:
        raise table.error("tolerance", "needs a target")
    if row.is_together and not targets:
        raise table.error("reached_by", "needs a target")
    if row.over is not Over.PERIOD and (row.denominator or (row.at_least is None and row.at_most is None)):
        raise table.error("over", "belongs to a number that is to be reached: at_least or at_most")
    check_share(table, row)
    check_joint(table, row)


def check_share(table: Table, row: Measure) -> None:
    for name in ("at_least", "at_most"):
        target = getattr(row, name)
        if row.is_share and target is not None and target > ALL:
            raise table.error(name, f"must be per cent, 100 at most, not {target}")
    if (row.change is not None and not -ALL <= row.change <= 10 * ALL) or row.change == 0:
        raise table.error("change", f"must be per cent from -100 to 1000, and not 0, not {row.change}")
    if row.fewest is not None and row.denominator is None:
        raise table.error("fewest", "needs a denominator, which it is compared with")


def check_joint(table: Table, row: Measure) -> None:
    if not row.joint:
        return
    if len(row.joint) == 1 or doubled(row.joint):
        raise table.error("joint", "must name two measures or more, each once")
    if row.at_least is None and row.at_most is None:
        raise table.error("joint", "needs a target of its own: at_least or at_most")


def check_payment(table: Table, row: Payment) -> None:
    if (weights := sum(part.weight for part in row.parts)) != ALL:
        raise table.error("part", f"weights must add up to 100 per cent, not {weights}")
    if key := doubled([key for part in row.parts for key in part.measures]):
        raise table.error("part", f"{key} is a measure of two lines")
    if row.cap is not None and row.cap > row.at_risk:
        raise table.error("cap", f"must be at_risk at most ({row.at_risk}), not {row.cap}")
    for place, part in enumerate(row.parts, 1):
        if problem := problem_of_steps(part):
            raise table.error(f"part {place} step", problem)


def problem_of_steps(part: PaymentPart) -> str | None:
    """Steps go down: the less is reached, the more is deducted, so that better figures never pay less."""
    if (part.shortfall is Shortfall.STEPS) != bool(part.steps):
        return f"belongs to a shortfall by {Shortfall.STEPS}, which needs it"
    pairs = pairwise(part.steps)
    if any(later.below >= step.below or later.deducts <= step.deducts for step, later in pairs):
        return "must be below the one before it, and deduct more"
    return None


def check_event(table: Table, row: Event) -> None:
    terms = [name for name in ("due", "at_once", "as_set") if getattr(row, name)]
    if len(terms) > 1:
        raise table.error(terms[1], f"cannot stand beside {terms[0]}")
    if row.confidential and row.forward:
        raise table.error("forward", "cannot stand beside confidential: the council is not told of it")


def check_meeting(table: Table, row: Meeting) -> None:
    counted = row.times is not None or row.every is not None
    if row.as_agreed == counted:
        raise table.error("times", "and every must be there, or as_agreed")
    if counted and (row.times is None or row.every not in PERIODS):
        raise table.error("every", "must be a period, and times how many meetings it has")


def check_together(rows: YearRows, file: str) -> None:
    """Every key that one row names is the key of another."""
    for _, error in wrong_together(rows, file):
        raise error


def wrong_together(rows: YearRows, file: str) -> Iterator[tuple[str, DefinitionError]]:
    """Whatever names a row that is not there or is not fit for it, each with what its own row is called."""
    meetings, returns = keys_of(rows.meetings), keys_of(rows.returns)
    for asked in rows.returns:
        for error in wrong_names(file, asked.key, "meeting", [asked.meeting], meetings, "meeting"):
            yield "return", error
    for measure in rows.measures:
        for error in wrong_measure(rows, measure, returns, file):
            yield "measure", error
    for payment in rows.payments:
        for error in wrong_payment(rows, payment, returns, file):
            yield "payment", error


def wrong_measure(
    rows: YearRows, measure: Measure, returns: Sequence[str], file: str
) -> Iterator[DefinitionError]:
    measures = {each.key: each for each in rows.measures}
    yield from wrong_names(file, measure.key, "given_in", [measure.given_in], returns, "return")
    joinable = [each.key for each in rows.measures if not each.joint]
    yield from wrong_names(file, measure.key, "joint", measure.joint, joinable, "measure")
    if any(not alike(measure, measures[key]) for key in measure.joint if key in measures):
        problem = "must be of the same periods as the measures that it names, with a denominator as they"
        yield Table({}, file, measure.key).error("joint", problem)


def wrong_payment(
    rows: YearRows, payment: Payment, returns: Sequence[str], file: str
) -> Iterator[DefinitionError]:
    paid = [key for part in payment.parts for key in part.measures]
    judged = [each.key for each in rows.measures if can_be_paid_by(each)]
    what = "measure with a target by quarter that each partner reaches by itself"
    yield from wrong_names(file, payment.key, "part measures", paid, judged, what)
    yield from wrong_names(
        file, payment.key, "withheld_without", [payment.withheld_without], returns, "return"
    )


def can_be_paid_by(measure: Measure) -> bool:
    """Whether each quarter answers for a target of its own, or for its part of the year's. By what all
    partners reach together none is paid: it would lose by the others' figures, and read them."""
    is_of_quarter = measure.every is Every.QUARTER and measure.over is not Over.CONTRACT
    return measure.has_target and is_of_quarter and not measure.is_together


def alike(joint: Measure, other: Measure) -> bool:
    same = (joint.every, joint.year_of, joint.is_share) == (other.every, other.year_of, other.is_share)
    return same and other.change is None


def keys_of(rows: Iterable[Return | Measure | Meeting]) -> list[str]:
    return [each.key for each in rows]


def wrong_names(
    file: str, key: str, field: str, named: Sequence[str | None], known: Sequence[str], what: str
) -> Iterator[DefinitionError]:
    for each in named:
        if each is not None and each not in known:
            yield Table({}, file, key).error(field, f"{each} is no {what} of this definition")
