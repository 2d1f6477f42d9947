"""What is asked for through the year is read as strictly as requirements: an error names row and field."""

import pytest

from checklists.library import DefinitionError
from tests.rules.year_tables import (
    AREA,
    EVENT,
    HALF,
    MEASURE,
    MEETING,
    PAID,
    PART,
    PAYMENT,
    RETURN,
    SHARE,
    STEPS,
    THREE,
    read,
)

BAD: dict[str, tuple[str, str, str]] = {
    "an unknown field": (f"{RETURN}colour = 1\n", "colour", "not a field"),
    "an unknown field of a term": (f"{RETURN}due = {{ days = 1, hours = 2 }}\n", "due hours", "not a field"),
    "an unknown field of a section": (
        f'{RETURN}[[return.section]]\nkey = "a"\ntitle = "A"\nform = "data"\nsize = 1\n',
        "section 1 size",
        "not a field",
    ),
    "no source": (RETURN.replace('source = "It says so."\n', ""), "source", "is missing"),
    "no clause": (MEASURE.replace('clause = "6.2"\n', ""), "clause", "is missing"),
    "a doubled key": (RETURN + RETURN, "key", "two rows of return"),
    "a doubled key in TOML": (f"{RETURN}nil = true\nnil = true\n", "nil", "overwrite"),
    "a doubled section": (
        RETURN + '[[return.section]]\nkey = "a"\ntitle = "A"\nform = "data"\n' * 2,
        "section",
        "a is the key of two",
    ),
    "no period that there is": (RETURN.replace("quarter", "fortnight"), "every", "must be one of week"),
    "nobody who is asked": (f'{RETURN}asked_of = ["council"]\n', "asked_of", "must be one of partner, lead"),
    "nobody at all": (f"{RETURN}asked_of = []\n", "asked_of", "list of words"),
    "a term that is a number": (f"{RETURN}due = 7\n", "due", "must be a table"),
    "a term of no days": (f"{RETURN}due = {{ days = 0 }}\n", "due days", "whole number above 0"),
    "a meeting that is not prepared": (f'{RETURN}meeting = "group"\n', "meeting", "before a meeting"),
    "before a meeting that is not named": (
        RETURN.replace("quarter", "before-meeting"),
        "meeting",
        "is named",
    ),
    "before a meeting, no matter when": (
        RETURN.replace("quarter", "before-meeting") + 'meeting = "group"\n',
        "due",
        "is missing",
    ),
    "before a meeting that there is not": (
        RETURN.replace("quarter", "before-meeting") + 'meeting = "group"\ndue = { days = 1 }\n',
        "meeting",
        "group is no meeting",
    ),
    "several in a quarter": (f"{RETURN}times = 2\n", "times", "at any time"),
    "a measure before a meeting": (MEASURE.replace("quarter", "any-time"), "every", "must be a period"),
    "two targets": (f"{SHARE}at_least = 5\nat_most = 6\n", "at_most", "cannot stand beside at_least"),
    "a target and a direction": (
        f'{SHARE}at_least = 5\ndirection = "increasing"\n',
        "direction",
        "cannot stand beside at_least",
    ),
    "more than all": (f"{SHARE}at_least = 101\n", "at_least", "100 at most"),
    "less than nothing": (f"{MEASURE}at_most = -1\n", "at_most", "0 or more"),
    "nothing to be reached": (f"{MEASURE}at_least = 0\n", "at_least", "above 0"),
    "a target in words": (f'{MEASURE}at_least = "many"\n', "at_least", "must be a number"),
    "true for a target": (f"{MEASURE}at_least = true\n", "at_least", "must be a number"),
    "a target that is no number": (f"{MEASURE}at_least = nan\n", "at_least", "must be a number of at most"),
    "a target of endless digits": (f"{MEASURE}at_least = 1e400\n", "at_least", "must be a number of at most"),
    "a direction that there is not": (f'{SHARE}direction = "up"\n', "direction", "must be one of increasing"),
    "no change": (f"{MEASURE}change = 0\n", "change", "not 0"),
    "less than none left": (f"{MEASURE}change = -101\n", "change", "from -100"),
    "a tolerance of nothing": (f"{MEASURE}tolerance = 1\n", "tolerance", "needs a target"),
    "a share of a year": (f'{SHARE}at_least = 5\nover = "year"\n', "over", "belongs to a number"),
    "nothing to be reached together": (
        f'{MEASURE}reached_by = "all-partners"\n',
        "reached_by",
        "needs a target",
    ),
    "reached by whom": (
        f'{SHARE}at_least = 5\nreached_by = "some"\n',
        "reached_by",
        "must be one of each-partner",
    ),
    "paid by what all reach together": (
        PAYMENT + AREA + PART + PAID + 'reached_by = "all-partners"\n',
        "part measures",
        "share is no measure with a target by quarter that each partner reaches by itself",
    ),
    "the fewest of a number": (f"{MEASURE}fewest = 3\n", "fewest", "needs a denominator"),
    "given in what there is not": (f'{MEASURE}given_in = "book"\n', "given_in", "book is no return"),
    "joint with one": (f'{SHARE}at_least = 5\njoint = ["a"]\n', "joint", "two measures or more"),
    "joint with itself": (
        f'{SHARE}at_least = 5\njoint = ["thing", "share"]\n{PAID}',
        "joint",
        "is no measure",
    ),
    "joint with nobody": (f'{SHARE}at_least = 5\njoint = ["a", "b"]\n', "joint", "a is no measure"),
    "joint without a target": (f'{SHARE}joint = ["a", "b"]\n', "joint", "needs a target of its own"),
    "joint with what is no share": (
        f'{SHARE}at_least = 5\njoint = ["share", "b"]\n{PAID}{MEASURE.replace("thing", "b")}',
        "joint",
        "with a denominator as they",
    ),
    "no area": (f"{PAYMENT}{PART}{PAID}", "area", "is missing"),
    "no part": (f"{PAYMENT}{AREA}{PAID}", "part", "is missing"),
    "more at risk than all": (f"{PAYMENT.replace('20', '120')}{AREA}{PART}{PAID}", "at_risk", "100 at most"),
    "weights of less than all": (
        f"{PAYMENT}{AREA}{PART.replace('100', '90')}{PAID}",
        "part",
        "must add up to 100 per cent, not 90",
    ),
    "a measure of two lines": (
        PAYMENT + AREA + HALF + HALF.replace('"p"', '"q"') + PAID,
        "part",
        "share is a measure of two lines",
    ),
    "paid by what there is not": (f"{PAYMENT}{AREA}{PART}", "part measures", "share is no measure"),
    "paid by what has no target": (
        f"{PAYMENT}{AREA}{PART}{SHARE.replace('thing', 'share')}",
        "part measures",
        "share is no measure with a target by quarter",
    ),
    "a cap above the risk": (f"{PAYMENT}cap = 30\n{AREA}{PART}{PAID}", "cap", "must be at_risk at most"),
    "withheld without what there is not": (
        f'{PAYMENT}withheld_without = "accounts"\n{AREA}{PART}{PAID}',
        "withheld_without",
        "accounts is no return",
    ),
    "steps that are not there": (
        f'{PAYMENT}{AREA}{PART}shortfall = "steps"\n{PAID}',
        "part 1 step",
        "belongs to a shortfall by steps",
    ),
    "steps that go up": (
        f"{PAYMENT}{AREA}{PART}{STEPS.format(50, 10, 100, 20)}{PAID}",
        "part 1 step",
        "must be below the one before it",
    ),
    "steps that deduct less": (
        f"{PAYMENT}{AREA}{PART}{STEPS.format(100, 20, 50, 10)}{PAID}",
        "part 1 step",
        "deduct more",
    ),
    "two terms of an event": (f"{EVENT}due = {{ days = 7 }}\nat_once = true\n", "at_once", "beside due"),
    "a meeting without a number": (f'{MEETING}every = "year"\n', "every", "times how many"),
    "a meeting without its period": (f"{MEETING}times = 3\n", "every", "must be a period"),
    "a meeting of nothing": (MEETING, "times", "or as_agreed"),
    "a meeting that is agreed and counted": (f"{THREE}as_agreed = true\n", "times", "or as_agreed"),
}


@pytest.mark.parametrize(("text", "field", "problem"), BAD.values(), ids=BAD)
def test_a_definition_is_read_strictly(text: str, field: str, problem: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(text)
    error = caught.value
    assert (error.file, error.requirement, error.field) == ("some.toml", "thing", field)
    assert problem in error.problem
