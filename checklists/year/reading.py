"""What a definition asks for through the year, read as strictly as its requirements."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from checklists.fields import (
    Table,
    doubled,
    flag,
    mapping,
    not_negative,
    number,
    percent,
    positive,
    tables,
    text,
    texts,
    whole,
    word_of,
    words_of,
)
from checklists.vocabulary import Force
from checklists.year.agreeing import (
    check_event,
    check_measure,
    check_meeting,
    check_payment,
    check_return,
    check_together,
)
from checklists.year.rows import (
    OF_PARTNER,
    Area,
    Due,
    Event,
    Measure,
    Meeting,
    Payment,
    PaymentPart,
    Return,
    Section,
    Step,
    YearRow,
    YearRows,
)
from checklists.year.vocabulary import (
    Direction,
    Every,
    Form,
    Over,
    Party,
    ReachedBy,
    Shortfall,
    TrueUp,
    YearOf,
)

EXACT = Decimal(0)
Row = TypeVar("Row", bound=YearRow)
Within = TypeVar("Within", Section, Area, PaymentPart, Step)
Keyed = TypeVar("Keyed", Section, Area, PaymentPart)


def read_year(definition: Table) -> YearRows:
    """The five lists of a definition, each of which may be absent; raises DefinitionError."""
    rows = read_apart(definition)
    check_together(rows, definition.file)
    return rows


def read_apart(definition: Table) -> YearRows:
    """The same, each row by itself: what one of them names need not be there."""
    return YearRows(
        returns=read_rows(definition, "return", read_return),
        measures=read_rows(definition, "measure", read_measure),
        payments=read_rows(definition, "payment", read_payment),
        events=read_rows(definition, "event", read_event),
        meetings=read_rows(definition, "meeting", read_meeting),
    )


def read_rows(definition: Table, name: str, read: Callable[[Table], Row]) -> tuple[Row, ...]:
    found = []
    for place, data in enumerate(definition.find(name, tables, ()), 1):
        key = Table(data, definition.file, f"{name} {place}").take("key", text)
        table = Table(data, definition.file, key)
        found.append(read(table))
        table.close()
    if key := doubled([row.key for row in found]):
        raise Table({}, definition.file, key).error("key", f"is the key of two rows of {name}")
    return tuple(found)


def shared(table: Table) -> dict[str, str]:
    """What every row has."""
    return {name: table.take(name, text) for name in ("key", "title", "clause", "source")}


def read_return(table: Table) -> Return:
    row = Return(
        **shared(table),
        asks=table.take("asks", text),
        every=table.take("every", word_of(Every)),
        force=table.find("force", word_of(Force), Force.MUST),
        asked_of=table.find("asked_of", words_of(Party), OF_PARTNER),
        year_of=table.find("year_of", word_of(YearOf), YearOf.CONTRACT),
        times=table.find("times", whole, 1),
        meeting=table.find("meeting", text),
        due=read_due(table, "due"),
        lead_due=read_due(table, "lead_due"),
        sections=read_keyed(table, "section", read_section),
        nil=table.find("nil", flag, False),
        certified=table.find("certified", flag, False),
        blocks=table.find("blocks", flag, False),
        consequence=table.find("consequence", text),
    )
    check_return(table, row)
    return row


def read_measure(table: Table) -> Measure:
    row = Measure(
        **shared(table),
        every=table.take("every", word_of(Every)),
        numerator=table.take("numerator", text),
        denominator=table.find("denominator", text),
        asked_of=table.find("asked_of", words_of(Party), OF_PARTNER),
        year_of=table.find("year_of", word_of(YearOf), YearOf.CONTRACT),
        given_in=table.find("given_in", text),
        at_least=table.find("at_least", positive),
        at_most=table.find("at_most", not_negative),
        change=table.find("change", number),
        direction=table.find("direction", word_of(Direction)),
        over=table.find("over", word_of(Over), Over.PERIOD),
        reached_by=table.find("reached_by", word_of(ReachedBy), ReachedBy.EACH_PARTNER),
        tolerance=table.find("tolerance", not_negative, EXACT),
        joint=table.find("joint", texts, ()),
        fractions=table.find("fractions", flag, False),
        fewest=table.find("fewest", whole),
        plan_due=read_due(table, "plan_due"),
        consequence=table.find("consequence", text),
        second_miss=table.find("second_miss", text),
    )
    check_measure(table, row)
    return row


def read_payment(table: Table) -> Payment:
    for name in ("area", "part"):
        table.take(name, tables)
    row = Payment(
        **shared(table),
        areas=read_keyed(table, "area", read_area),
        at_risk=table.take("at_risk", percent),
        parts=read_keyed(table, "part", read_part),
        year_of=table.find("year_of", word_of(YearOf), YearOf.CONTRACT),
        cap=table.find("cap", percent),
        true_up=table.find("true_up", word_of(TrueUp)),
        arrears_months=table.find("arrears_months", whole),
        withheld_without=table.find("withheld_without", text),
        consequence=table.find("consequence", text),
    )
    check_payment(table, row)
    return row


def read_event(table: Table) -> Event:
    row = Event(
        **shared(table),
        asks=table.take("asks", text),
        asked_of=table.find("asked_of", words_of(Party), OF_PARTNER),
        due=read_due(table, "due"),
        at_once=table.find("at_once", flag, False),
        as_set=table.find("as_set", flag, False),
        forward=read_due(table, "forward"),
        procedure=table.find("procedure", text),
        consequence=table.find("consequence", text),
        confidential=table.find("confidential", flag, False),
    )
    check_event(table, row)
    return row


def read_meeting(table: Table) -> Meeting:
    row = Meeting(
        **shared(table),
        asks=table.take("asks", text),
        asked_of=table.find("asked_of", words_of(Party), OF_PARTNER),
        times=table.find("times", whole),
        every=table.find("every", word_of(Every)),
        year_of=table.find("year_of", word_of(YearOf), YearOf.CONTRACT),
        as_agreed=table.find("as_agreed", flag, False),
        topics=table.find("topics", texts, ()),
    )
    check_meeting(table, row)
    return row


def read_due(table: Table, name: str) -> Due | None:
    data: Mapping[str, object] | None = table.find(name, mapping)
    if data is None:
        return None
    within = Table(data, table.file, table.requirement, within=f"{name} ")
    due = Due(days=within.take("days", whole), working=within.find("working", flag, False))
    within.close()
    return due


def read_within(table: Table, name: str, read: Callable[[Table], Within]) -> tuple[Within, ...]:
    """The tables of a row, each read by itself; none where the row has none."""
    found = []
    for place, data in enumerate(table.find(name, tables, ()), 1):
        within = Table(data, table.file, table.requirement, within=f"{table.within}{name} {place} ")
        found.append(read(within))
        within.close()
    return tuple(found)


def read_keyed(table: Table, name: str, read: Callable[[Table], Keyed]) -> tuple[Keyed, ...]:
    """The same, of tables with keys: none may stand there twice."""
    found = read_within(table, name, read)
    if key := doubled([each.key for each in found]):
        raise table.error(name, f"{key} is the key of two of them")
    return found


def read_section(table: Table) -> Section:
    return Section(
        key=table.take("key", text),
        title=table.take("title", text),
        form=table.take("form", word_of(Form)),
        nil=table.find("nil", flag, False),
    )


def read_area(table: Table) -> Area:
    return Area(key=table.take("key", text), title=table.take("title", text), fee=table.take("fee", whole))


def read_part(table: Table) -> PaymentPart:
    return PaymentPart(
        key=table.take("key", text),
        title=table.take("title", text),
        weight=table.take("weight", percent),
        measures=table.take("measures", texts),
        shortfall=table.find("shortfall", word_of(Shortfall), Shortfall.PROPORTION),
        steps=read_within(table, "step", read_step),
    )


def read_step(table: Table) -> Step:
    return Step(below=table.take("below", percent), deducts=table.take("deducts", percent))
