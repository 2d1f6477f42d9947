"""A definition's tables to a checklist, strictly."""

from collections.abc import Mapping

from checklists.fields import (
    Reader,
    Table,
    day,
    doubled,
    flag,
    months_by_form,
    tables,
    text,
    text_or_none,
    texts,
    whole,
    word_of,
    words_of,
)
from checklists.requirement import Checklist, Cover, Requirement, Topic
from checklists.vocabulary import BarredList, Basis, By, Condition, DbsLevel, Force, Kind
from checklists.year.reading import read_year

REQUIRED: dict[Kind, dict[str, Reader]] = {
    Kind.COVER: {"part": tables},
    Kind.ACCOUNTS: {"years": whole, "deadline_months": months_by_form},
    Kind.ASSESSMENT: {"months": whole},
    Kind.CONFIRMATION: {"statement": text},
    Kind.ISSUED: {"statement": text},
}
"""Fields that a requirement of the kind must have."""

BELONGS = {
    "part": Kind.COVER,
    "years": Kind.ACCOUNTS,
    "deadline_months": Kind.ACCOUNTS,
    "level": Kind.REGISTER,
    "lists": Kind.REGISTER,
    "topic": Kind.REGISTER,
    "characteristics": Kind.ASSESSMENT,
    "sections": Kind.ASSESSMENT,
    "after_incident": Kind.ASSESSMENT,
    "audited": Kind.ACCOUNTS,
    "still_years": Kind.CONFIRMATION,
    "on_request": Kind.ASSESSMENT,
    "carried_out_by": Kind.ASSESSMENT,
    "asks_end": Kind.DOCUMENT,
}
"""Fields that only one kind has. On another they would promise what nothing keeps."""


def read_checklist(data: Mapping[str, object], file: str) -> Checklist:
    """A whole definition; raises DefinitionError."""
    table = Table(data, file)
    rows = table.take("requirement", tables)
    requirements = tuple(read_requirement(each, file, place) for place, each in enumerate(rows, 1))
    if key := doubled([requirement.key for requirement in requirements]):
        raise Table({}, file, key).error("key", "is the key of two requirements")
    checklist = Checklist(
        key=table.take("key", text),
        title=table.take("title", text),
        in_force_from=table.take("in_force_from", day),
        requirements=requirements,
        year=read_year(table),
    )
    table.close()
    return checklist


def read_requirement(data: Mapping[str, object], file: str, place: int) -> Requirement:
    """One requirement table; `place` names it in errors until its key is known."""
    key = Table(data, file, f"requirement {place}").take("key", text)
    table = Table(data, file, key)
    kind: Kind = table.take("kind", word_of(Kind))
    check_kind(table, kind)
    requirement = Requirement(
        key=table.take("key", text),
        title=table.take("title", text),
        kind=kind,
        force=table.take("force", word_of(Force)),
        clause=table.take("clause", text_or_none),
        group=table.take("group", text),
        asks=table.take("asks", text),
        look_for=table.find("look_for", texts, ()),
        statement=table.find("statement", text),
        months=table.find("months", whole),
        warn_days=table.find("warn_days", whole, 30),
        condition=table.find("condition", word_of(Condition)),
        parts=read_covers(table),
        years=table.find("years", whole),
        deadline_months=table.find("deadline_months", months_by_form, {}),
        level=table.find("level", word_of(DbsLevel)),
        lists=table.find("lists", words_of(BarredList), ()),
        topics=read_topics(table),
        characteristics=table.find("characteristics", texts, ()),
        sections=table.find("sections", texts, ()),
        after_incident=table.find("after_incident", flag, False),
        audited=table.find("audited", flag, False),
        still_years=table.find("still_years", whole),
        on_request=table.find("on_request", flag, False),
        carried_out_by=table.find("carried_out_by", word_of(By)),
        asks_end=table.find("asks_end", flag, False),
        consequence=table.find("consequence", text),
    )
    table.close()
    return requirement


def check_kind(table: Table, kind: Kind) -> None:
    """Raises DefinitionError for a field that the kind must have and lacks, or that belongs to another."""
    on_request = table.data.get("on_request") is True
    for field, read in REQUIRED.get(kind, {}).items():
        if field != "months" or not on_request:
            table.take(field, read)
    for field, owner in BELONGS.items():
        if field in table.data and kind is not owner:
            raise table.error(field, f"belongs to {owner}, not to {kind}")
    if kind is Kind.ACCOUNTS and "months" in table.data:
        raise table.error("months", "does not belong to accounts, which do not lapse")
    check_pairs(table, kind)


def check_pairs(table: Table, kind: Kind) -> None:
    """Raises DefinitionError for a field without the other that it needs."""
    if kind is Kind.REGISTER and ("level" in table.data) == ("topic" in table.data):
        raise table.error("level", "or topics must be there, one of the two: checks or training")
    if "level" in table.data:
        table.take("months", whole)
    if "lists" in table.data and "level" not in table.data:
        raise table.error("lists", "belong to a level of check")
    if "still_years" in table.data and "months" not in table.data:
        raise table.error("still_years", "needs months, after which it is said again")


def read_topics(table: Table) -> tuple[Topic, ...]:
    rows = table.find("topic", tables, ())
    topics = tuple(read_topic(each, table, place) for place, each in enumerate(rows, 1))
    if key := doubled([topic.key for topic in topics]):
        raise table.error("topic", f"{key} is the key of two topics")
    return topics


def read_topic(data: Mapping[str, object], requirement: Table, place: int) -> Topic:
    table = Table(data, requirement.file, requirement.requirement, within=f"topic {place} ")
    topic = Topic(key=table.take("key", text), title=table.take("title", text))
    table.close()
    return topic


def read_covers(table: Table) -> tuple[Cover, ...]:
    rows = table.find("part", tables, ())
    covers = tuple(read_cover(each, table, place) for place, each in enumerate(rows, 1))
    if key := doubled([cover.key for cover in covers]):
        raise table.error("part", f"{key} is the key of two parts")
    return covers


def read_cover(data: Mapping[str, object], requirement: Table, place: int) -> Cover:
    table = Table(data, requirement.file, requirement.requirement, within=f"part {place} ")
    cover = Cover(
        key=table.take("key", text),
        title=table.take("title", text),
        insurance=table.take("insurance", text),
        amount=table.take("amount", whole),
        basis=table.take("basis", word_of(Basis)),
    )
    table.close()
    return cover
