"""What is wrong with the row of a partner as a whole, and what the table comes to."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from checklists.calendar import in_words
from checklists.identity import Identity, Unclear, called, named, which
from checklists.names import folded
from checklists.vocabulary import Condition
from evidence.spreadsheet import Sheet, Value
from portal.contracts.sheets.columns import CONDITION, partner_columns
from portal.contracts.sheets.nearly import Candidate, names_nearly
from portal.importing.sheets.reading import read_table
from portal.importing.sheets.said import LEAVE, NEW, NOTHING_SAID, Said
from portal.importing.sheets.tables import Check, Question, ReadRow, Table, with_questions, with_wrong

AGREED = ("starts_on", "ends_on", "funding", "legal_form", "year_end")
"""What is said once of a partner, however many contacts it has rows for."""


class Named(Protocol):
    """What a name may mean: an organisation that the lead has entered and nobody joined, or a partner that
    belongs to itself. `areas` are those that it has in the contract, as `folded` gives them."""

    @property
    def identity(self) -> Identity: ...
    @property
    def stands_in(self) -> bool: ...
    @property
    def areas(self) -> frozenset[str]: ...


Meant = TypeVar("Meant", bound=Named)


SAME = "same:"
"""Before the name that somebody said means the same, as `called` gives it."""


@dataclass(frozen=True, slots=True)
class KnownPartner:
    """An organisation that the lead has entered before, as `Named` has it. `invited` are the addresses that
    the lead has typed for it. The lead invites people only as long as it `stands_in`: nobody has joined it
    yet."""

    organisation_id: uuid.UUID
    name: str
    identity: Identity
    areas: frozenset[str]
    invited: frozenset[str]
    stands_in: bool

    @property
    def marks(self) -> frozenset[tuple[str, str]]:
        return frozenset((area, email) for area in self.areas for email in self.invited)


@dataclass(frozen=True, slots=True)
class Parties:
    """The contract as the check needs it: its days, and who cannot be a partner in it."""

    starts_on: date
    ends_on: date
    lead: str
    commissioner: str


@dataclass(slots=True)
class Planned:
    """An engagement and the contacts of all its rows. Rows of the same `partner`, a number, are of one
    organisation. `is_new` says that the engagement is not there yet; `problem` why it is left out;
    `not_joined` are contacts whom only the organisation itself can bring in. `is_asked` says that a partner
    of that name belongs to itself and is asked first: it has another area, or (`is_elsewhere`) another
    contract."""

    row: ReadRow
    partner: int
    identity: Identity
    known: KnownPartner | None
    is_new: bool
    conditions: tuple[Condition, ...]
    problem: str = ""
    contacts: list[ReadRow] = field(default_factory=list)
    not_joined: list[ReadRow] = field(default_factory=list)
    is_asked: bool = False
    is_elsewhere: bool = False

    @property
    def is_change(self) -> bool:
        return self.is_new or self.is_asked or bool(self.contacts)


def read_partners(
    sheets: Sequence[Sheet],
    used: Sequence[Condition],
    parties: Parties,
    today: date,
    said: Said = NOTHING_SAID,
    known: Sequence[KnownPartner] = (),
) -> Table:
    """Raises NoHeadings. `known` are the organisations that the lead has entered."""
    columns = partner_columns(used)
    table = read_table(sheets, columns, lambda values: check_partner(values, parties), today, said)
    table = with_questions(table, asked_of_partners(table.rows, known, said), said)
    return with_wrong(table, columns, told_otherwise(table.rows))


def asked_of_partners(
    rows: Sequence[ReadRow], known: Sequence[KnownPartner], said: Said
) -> dict[int, Question]:
    """Questions about rows whose partner is called nearly as one that is known, or as that of a row before.
    What was said of the first row of a name is said of the others."""
    found: dict[int, Question] = {}
    seen: dict[str, Candidate] = {
        name: Candidate(each.name, each.identity, each.marks)
        for each in known
        for name in each.identity.names
    }
    first: dict[str, tuple[int, Sequence[str]]] = {}
    for index, row in enumerate(rows):
        name = str(row.values["name"] or "")
        if not name:
            continue
        typed = Candidate(name, identity_of(row), marks_of(row))
        number, likely = first.setdefault(called(name), (row.number, names_nearly(typed, seen.values())))
        if likely:
            words = f"{name} in row {row.number} is called nearly as {' and '.join(likely)}."
            same = ((f"{SAME}{called(each)}", f"The same: {each}") for each in likely)
            options = (*same, (NEW, "Another organisation"), (LEAVE, "Leave this row out"))
            found[index] = Question(words, options, said.rows.get(number, ""))
        seen.setdefault(called(name), typed)
    return found


def marks_of(row: ReadRow) -> frozenset[tuple[str, str]]:
    """The area and the address of its contact, where there is one."""
    email = row.values["email"]
    return frozenset({(folded(str(row.values["area"] or "")), str(email))} if email else ())


def check_partner(values: dict[str, Value], parties: Parties) -> Iterator[Check]:
    name = called(str(values["name"] or ""))
    if name == called(parties.lead):
        yield "name", "is the lead provider, which cannot be its own partner"
    if name == called(parties.commissioner):
        yield "name", "is the commissioner, which cannot be a partner"
    starts, ends = values["starts_on"] or parties.starts_on, values["ends_on"] or parties.ends_on
    for key, day in (("starts_on", starts), ("ends_on", ends)):
        if isinstance(day, date) and (problem := outside(day, parties)):
            yield key, problem
    if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
        yield "ends_on", "is before the first day"
    if bool(values["contact"]) != bool(values["email"]):
        yield (
            ("email" if values["contact"] else "contact"),
            "is empty, though the rest of the contact is given",
        )


def outside(day: date, parties: Parties) -> str:
    """Empty for one of the contract's days."""
    if day < parties.starts_on:
        return f"is before the contract begins, on {in_words(parties.starts_on)}"
    return f"is after the contract ends, on {in_words(parties.ends_on)}" if day > parties.ends_on else ""


def told_otherwise(rows: Sequence[ReadRow]) -> Iterator[tuple[int, str, str]]:
    """Rows that say something else of the same engagement than the first one, or give the same contact; and
    those of which it cannot be said whose they are."""
    first: dict[tuple[int, str], ReadRow] = {}
    contacts: dict[tuple[int, str, str], int] = {}
    groups, unclear = partners_in(rows)
    for index in unclear:
        yield index, "name", "could be more than one partner of this file: give its charity or company number"
    for index, row in enumerate(rows):
        key, address = (groups[index], folded(str(row.values["area"] or ""))), str(row.values["email"] or "")
        known = first.setdefault(key, row)
        for fact in AGREED:
            if row.values[fact] not in {None, known.values[fact]}:
                yield index, fact, f"is not what row {known.number} says of the same partner"
        if row is not known and (not address or (*key, address) in contacts):
            yield index, "name", f"is the same as row {contacts.get((*key, address), known.number)}"
        contacts.setdefault((*key, address), row.number)


def partners_in(rows: Sequence[ReadRow]) -> tuple[list[int], list[int]]:
    """The number of each row's partner, by identity; and the rows that could be of more than one."""
    found: list[Identity] = []
    groups, unclear = [], []
    for index, row in enumerate(rows):
        typed = identity_of(row)
        try:
            place = which(typed, found)
        except Unclear:
            unclear.append(index)
            place = None
        if place is None:
            found.append(typed)
            place = len(found) - 1
        else:
            found[place] = found[place].and_also(typed)
        groups.append(place)
    return groups, unclear


def identity_of(row: ReadRow) -> Identity:
    """With the name that somebody said is the same."""
    charity, company = row.values.get("charity_number"), row.values.get("company_number")
    typed = named(
        str(row.values["name"] or ""), str(charity) if charity else None, str(company) if company else None
    )
    if row.answer.startswith(SAME):
        return typed.and_also(named(row.answer.removeprefix(SAME)))
    return typed


def plan_partners(rows: Sequence[ReadRow], known: Sequence[KnownPartner]) -> tuple[Planned, ...]:
    """By partner and area, in the order of rows. `known` are the organisations that the lead has entered."""
    groups, _ = partners_in(rows)
    said: dict[int, Identity] = {}
    for group, row in zip(groups, rows, strict=True):
        typed = identity_of(row)
        said[group] = said[group].and_also(typed) if group in said else typed
    found: dict[tuple[int, str], Planned] = {}
    for group, row in zip(groups, rows, strict=True):
        key = group, folded(str(row.values["area"] or ""))
        if key not in found:
            found[key] = planned_for(row, group, said[group], known)
        add_contact(found[key], row)
    return tuple(found.values())


def planned_for(row: ReadRow, group: int, identity: Identity, known: Sequence[KnownPartner]) -> Planned:
    area = str(row.values["area"] or "")
    try:
        partner = meant(identity, area, known)
    except Unclear as unclear:
        return Planned(row, group, identity, None, False, (), str(unclear))
    is_there = partner is not None and folded(area) in partner.areas
    own = [] if partner else [each for each in known if not each.stands_in and is_called(identity, each)]
    return Planned(
        row,
        group,
        identity,
        partner,
        not is_there,
        conditions_of(row),
        is_asked=bool(own),
        is_elsewhere=bool(own) and not any(each.areas for each in own),
    )


def meant(typed: Identity, area: str, known: Sequence[Meant]) -> Meant | None:
    """The partner that has that area already; else what the lead has entered and nobody joined. None for a
    new one: whoever belongs to itself is asked before it has another area. Raises Unclear."""
    has_it = [each for each in known if not each.stands_in and folded(area) in each.areas]
    for some in (has_it, [each for each in known if each.stands_in]):
        place = which(typed, [each.identity for each in some])
        if place is not None:
            return some[place]
    return None


def is_called(typed: Identity, known: Named) -> bool:
    its = known.identity
    return typed.shares_number(its) or bool(typed.names & its.names and not typed.contradicts(its))


def add_contact(planned: Planned, row: ReadRow) -> None:
    partner = planned.known
    if not row.values["email"] or planned.problem or (partner and row.values["email"] in partner.invited):
        return
    (planned.contacts if not partner or partner.stands_in else planned.not_joined).append(row)


def conditions_of(row: ReadRow) -> tuple[Condition, ...]:
    return tuple(
        Condition(key.removeprefix(CONDITION))
        for key, value in row.values.items()
        if key.startswith(CONDITION) and value is True
    )
