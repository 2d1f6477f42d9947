"""What a definition asks for through the year is read whole, and comes back as it was."""

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from checklists.library import DefinitionError, as_data, from_data, library
from checklists.requirement import Checklist
from checklists.year.rows import (
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
    is_asked_of,
)
from checklists.year.vocabulary import Every, Form, Over, Party, ReachedBy, Shortfall, TrueUp, YearOf
from tests.rules.year_tables import (
    ABOUT,
    AREA,
    ASKS,
    EVENT,
    MEASURE,
    MEETING,
    PAID,
    PART,
    PAYMENT,
    RETURN,
    STEPS,
    THREE,
    read,
)

EVERY_FIELD = f"""
{RETURN.replace("quarter", "before-meeting")}force = "should"
asked_of = ["partner", "lead"]
year_of = "calendar"
meeting = "group"
due = {{ days = 14 }}
lead_due = {{ days = 20, working = true }}
nil = true
certified = true
blocks = true
consequence = "Payment may be withheld."
[[return.section]]
key = "data"
title = "Data"
form = "data"
nil = true
[[return]]
key = "twice"
{ABOUT}{ASKS}every = "any-time"
times = 2
{MEASURE}over = "year"
reached_by = "all-partners"
year_of = "calendar"
at_least = 35.5
tolerance = 1
fractions = true
given_in = "twice"
asked_of = ["lead"]
plan_due = {{ days = 10, working = true }}
consequence = "8.3: an action plan."
second_miss = "8.4: the council may terminate."
{PAID}fewest = 10
{PAYMENT}year_of = "calendar"
cap = 10
true_up = "by-line"
arrears_months = 1
withheld_without = "twice"
consequence = "It may be withheld."
{AREA}{PART}{STEPS.format(100, 10, 50, "100")}
{EVENT}asked_of = ["partner", "lead"]
due = {{ days = 7, working = true }}
forward = {{ days = 2 }}
procedure = "The procedure"
consequence = "Something."
{EVENT.replace("thing", "private")}confidential = true
{THREE}year_of = "calendar"
topics = ["Performance", "Policies"]
{MEETING.replace("thing", "group")}as_agreed = true
"""


def test_every_field_is_read() -> None:
    year = read(EVERY_FIELD).year
    before, twice = year.returns
    assert (before.every, before.meeting, before.due) == (Every.BEFORE_MEETING, "group", Due(14))
    assert (before.lead_due, before.asked_of) == (Due(20, working=True), (Party.PARTNER, Party.LEAD))
    assert (before.nil, before.certified, before.blocks, before.year_of) == (
        True,
        True,
        True,
        YearOf.CALENDAR,
    )
    assert before.sections == (Section("data", "Data", Form.DATA, nil=True),)
    assert (twice.every, twice.times, twice.due, twice.sections) == (Every.ANY_TIME, 2, None, ())
    number, share = year.measures
    assert (number.at_least, number.tolerance, number.over) == (Decimal("35.5"), Decimal(1), Over.YEAR)
    assert (number.reached_by, share.reached_by) == (ReachedBy.ALL_PARTNERS, ReachedBy.EACH_PARTNER)
    assert (number.plan_due, number.given_in, number.is_share) == (Due(10, working=True), "twice", False)
    assert (share.at_least, share.fewest, share.is_share) == (Decimal(80), 10, True)
    (payment,) = year.payments
    assert (payment.at_risk, payment.cap, payment.true_up) == (Decimal(20), Decimal(10), TrueUp.BY_LINE)
    assert payment.areas == (Area("a", "A", 1000),)
    steps = (Step(Decimal(100), Decimal(10)), Step(Decimal(50), Decimal(100)))
    assert payment.parts == (PaymentPart("p", "P", Decimal(100), ("share",), Shortfall.STEPS, steps),)
    event, private = year.events
    assert (event.confidential, private.confidential) == (False, True)
    assert (event.due, event.forward, event.procedure) == (Due(7, working=True), Due(2), "The procedure")
    three, agreed = year.meetings
    assert (three.times, three.every, three.topics) == (3, Every.YEAR, ("Performance", "Policies"))
    assert (agreed.times, agreed.every, agreed.as_agreed) == (None, None, True)


@pytest.mark.parametrize("kind", [Return, Measure, Payment, Event, Meeting])
def test_every_field_stands_in_a_row_that_is_tried(kind: type[YearRow]) -> None:
    """A field that is new is in one of the rows above, or in one of the library's, with something in it."""
    checklists = [read(EVERY_FIELD), *library().values()]
    rows = [row for each in checklists for row in all_rows(each) if isinstance(row, kind)]
    usual = {each.name: each.default for each in fields(kind)}
    seen = {name for row in rows for name, default in usual.items() if getattr(row, name) != default}
    assert set(usual) - seen - NOT_ASKED_BY_ANY == set()


NOT_ASKED_BY_ANY = {"at_most"}
"""Tried among the targets, and in no contract yet."""


def all_rows(checklist: Checklist) -> list[YearRow]:
    year = checklist.year
    return [*year.returns, *year.measures, *year.payments, *year.events, *year.meetings]


@pytest.mark.parametrize("checklist", [read(EVERY_FIELD), *library().values()], ids=lambda each: each.key)
def test_plain_data_comes_back_as_it_was(checklist: Checklist) -> None:
    data = as_data(checklist)
    assert from_data(json.loads(json.dumps(data)), "version 1") == checklist
    for name in ("returns", "measures", "payments", "events", "meetings"):
        assert all({"key", "title", "clause", "source"} <= set(row) for row in data[name])


def test_a_version_that_was_stored_before_there_was_a_year_has_none() -> None:
    stored = {name: value for name, value in as_data(read("")).items() if value != []}
    assert set(stored) == {"key", "title", "in_force_from", "requirements"}
    assert from_data(stored, "version 1") == read("")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"returns": "none"}, "returns"),
        ({"measures": ["thing"]}, "measures"),
        ({"events": [{"key": "e", "title": "E", "clause": "1", "source": "S"}]}, "asks"),
        ({"holidays": []}, "holidays"),
    ],
)
def test_plain_data_is_read_as_strictly(change: dict[str, Any], field: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        from_data({**as_data(read("")), **change}, "version 1")
    assert (caught.value.file, caught.value.field) == ("version 1", field)


def test_what_is_asked_of_the_lead_is_told_apart() -> None:
    year = library()["thurrock-floating-support"].year
    of_lead = {each.key for each in year.returns if is_asked_of(each, Party.LEAD)}
    of_partners = {each.key for each in year.returns if is_asked_of(each, Party.PARTNER)}
    assert "invoice" in of_lead - of_partners
    assert "hard-outcomes" in of_lead & of_partners
    peer = library()["porchlight-peer-support"].year
    assert [each.key for each in peer.returns if is_asked_of(each, Party.LEAD)] == []
