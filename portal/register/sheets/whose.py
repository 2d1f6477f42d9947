"""Whose row it is: of somebody on the register, a new person or an earlier row; else it is asked."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from checklists.calendar import Span, in_words
from checklists.names import folded
from checklists.periods import back_on
from checklists.same_person import Same, Traits, rough_key, same_person
from evidence.spreadsheet import Value
from portal.importing.sheets.said import LEAVE, NEW
from portal.importing.sheets.tables import Question, ReadRow

Facts = dict[str, Value]
LEFT_OUT = (LEAVE, "Leave this row out")
SOMEBODY_ELSE = (NEW, "Somebody else, who is new")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is on the register. `checks` are what CHECK names, `training` topics and days; `away`
    are the days between two periods."""

    worker_id: uuid.UUID
    facts: Facts
    checks: tuple[Facts, ...] = ()
    training: frozenset[tuple[str, date]] = frozenset()
    engagements: frozenset[str] = frozenset()
    away: tuple[Span, ...] = ()

    @property
    def back_on(self) -> date | None:
        """The first day of the last period of somebody who came back."""
        return back_on(self.away)

    @property
    def traits(self) -> Traits:
        numbers = (str(check["certificate_number"] or "") for check in self.checks)
        return traits_of(self.facts, frozenset(filter(None, numbers)))


@dataclass(slots=True)
class Register:
    """The people who are there, to be found as a table names them."""

    people: Sequence[Known]
    _by_id: dict[str, Known] = field(default_factory=dict)
    _by_mark: dict[tuple[str, ...], list[Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.people:
            self._by_id[str(each.worker_id)] = each
            for mark in marks(each.traits):
                self._by_mark.setdefault(mark, []).append(each)

    def get(self, worker_id: str) -> Known | None:
        return self._by_id.get(worker_id)

    def find(self, row: ReadRow) -> tuple[Known, ...]:
        """Whom the row means for sure: one, nobody, or several."""
        return self.alike(row)[0]

    def alike(self, row: ReadRow) -> tuple[tuple[Known, ...], tuple[Known, ...]]:
        """Whom the row means, and whom it may mean. A staff code that is known is decisive; of several of
        one name and role it is the one of the same first day."""
        traits = traits_of_row(row)
        found = {each.worker_id: each for mark in marks(traits) for each in self._by_mark.get(mark, ())}
        told = [(same_person(traits, each.traits), each) for each in found.values()]
        sure = [each for same, each in told if same is Same.YES]
        coded = [each for each in sure if traits.staff_code and each.traits.staff_code]
        same_day = [each for each in sure if each.facts["started_on"] == traits.started_on]
        if len(sure) > 1 and (len(coded) == 1 or len(same_day) == 1):
            sure = coded if len(coded) == 1 else same_day
        return tuple(sure), tuple(each for same, each in told if same is Same.ASK)


def traits_of(facts: Mapping[str, Value], certificates: frozenset[str]) -> Traits:
    started = facts["started_on"]
    return Traits(
        str(facts["name"] or ""),
        str(facts["staff_code"] or ""),
        str(facts["job"] or ""),
        started if isinstance(started, date) else None,
        certificates,
    )


def traits_of_row(row: ReadRow) -> Traits:
    number = row.values["certificate_number"]
    return traits_of(row.values, frozenset({str(number)} if number else ()))


def marks(traits: Traits) -> Iterator[tuple[str, ...]]:
    """By any of these somebody is found."""
    if traits.staff_code:
        yield "code", folded(traits.staff_code)
    for number in traits.certificates:
        yield "certificate", number
    if name := rough_key(traits.name):
        yield "name", *name


def who_is_meant(register: Register, row: ReadRow) -> Known | None:
    """The person of the register that a row is about, by what was answered or else for sure; None for
    somebody new."""
    if row.answer == NEW:
        return None
    if row.answer and (said := register.get(row.answer)):
        return said
    found = register.find(row)
    return found[0] if len(found) == 1 else None


def asked_of_register(register: Register, rows: Sequence[ReadRow]) -> dict[int, Question]:
    """Questions about rows of which it cannot be told for sure who is meant, and about who comes back."""
    found: dict[int, Question] = {}
    for index, row in enumerate(rows):
        sure, likely = register.alike(row)
        if len(sure) == 1:
            if started_after_leaving(sure[0], row):
                found[index] = came_back(sure[0], row)
        elif several := (*sure, *likely):
            found[index] = Question(
                f"{called(row)}: your register has {' and '.join(map(person_words, several))}.",
                (
                    *((str(each.worker_id), f"The same: {person_words(each)}") for each in several),
                    SOMEBODY_ELSE,
                    LEFT_OUT,
                ),
            )
    return found


def between_periods(register: Register, rows: Sequence[ReadRow]) -> Iterator[tuple[int, str, str]]:
    """Rows about somebody who came back before, with a first day that is that of no period."""
    for index, row in enumerate(rows):
        known = who_is_meant(register, row)
        if known and known.back_on and not is_first_day(known, row):
            back = said_day(known.back_on)
            yield index, "started_on", f"is no first day of this person, who came back on {back}"


def is_first_day(known: Known, row: ReadRow) -> bool:
    """Whether the row begins before the person was away, with the last period, or after the last day."""
    started = row.values["started_on"]
    if not isinstance(started, date) or started_after_leaving(known, row):
        return True
    return started == known.back_on or all(started < gap.from_on for gap in known.away)


def gives_code_of(known: Known, row: ReadRow) -> bool:
    code = str(known.facts["staff_code"] or "")
    return bool(code) and folded(code) == folded(str(row.values["staff_code"] or ""))


def came_back(known: Known, row: ReadRow) -> Question:
    left, started = said_day(known.facts["left_on"]), said_day(row.values["started_on"])
    words = f"{called(row)} left on {left} by your register, and starts on {started} by the file."
    back = (
        str(known.worker_id),
        "The same person, who came back: a second period",
    )
    others = () if gives_code_of(known, row) else (SOMEBODY_ELSE,)
    return Question(words, (back, *others, LEFT_OUT))


def started_after_leaving(known: Known, row: ReadRow) -> bool:
    started, left = row.values["started_on"], known.facts["left_on"]
    return isinstance(started, date) and isinstance(left, date) and started > left


def left_before_back(known: Known, row: ReadRow) -> bool:
    """Whether the last day of the row is that of an earlier period: it says nothing of who came back."""
    left, back = row.values["left_on"], known.back_on
    return isinstance(left, date) and back is not None and left < back


def doubled(rows: Sequence[ReadRow]) -> tuple[dict[int, Question], list[tuple[int, str, str]]]:
    """Questions about rows that are, or may be, about somebody of an earlier row; and the rows that give
    another person's staff code. A row that says nothing else than the earlier one is left out, unless
    somebody says otherwise."""
    by_mark: dict[tuple[str, ...], list[ReadRow]] = {}
    asked: dict[int, Question] = {}
    wrong: list[tuple[int, str, str]] = []
    for index, row in enumerate(rows):
        traits = traits_of_row(row)
        before = {each.number: each for mark in marks(traits) for each in by_mark.get(mark, ())}
        for earlier in before.values():
            others = traits_of_row(earlier)
            same = same_person(traits, others)
            if same is Same.YES and traits.staff_code and rough_key(traits.name) != rough_key(others.name):
                problem = f"is the code of the person in row {earlier.number} already"
                wrong.append((index, "staff_code", problem))
            elif same is not Same.NO:
                asked[index] = said_twice(row, earlier)
            else:
                continue
            break
        for mark in marks(traits):
            by_mark.setdefault(mark, []).append(row)
    return asked, wrong


def said_twice(row: ReadRow, earlier: ReadRow) -> Question:
    other = [
        key
        for key, value in row.values.items()
        if value is not None and value != earlier.values[key] and not alike_words(value, earlier.values[key])
    ]
    words = f"{called(row)} in row {row.number} is like row {earlier.number}, {called(earlier)}."
    same = f"The same person: row {earlier.number} is read"
    if is_later(row, earlier):
        same += ", and the second period is entered on the person’s page"
    return Question(words, ((LEAVE, same), SOMEBODY_ELSE), "" if other else LEAVE)


def is_later(row: ReadRow, earlier: ReadRow) -> bool:
    """Whether it begins after the other has ended."""
    started, left = row.values["started_on"], earlier.values["left_on"]
    return isinstance(started, date) and isinstance(left, date) and started > left


def alike_words(one: Value, other: Value) -> bool:
    return isinstance(one, str) and isinstance(other, str) and rough_key(one) == rough_key(other)


def called(row: ReadRow) -> str:
    name, job = row.values["name"] or row.values["staff_code"] or "Somebody", row.values["job"]
    return f"{name}, {job}" if job else str(name)


def person_words(known: Known) -> str:
    """Ada Leap, Cook, since 29 Feb 2024."""
    facts = known.facts
    name = facts["name"] or facts["staff_code"]
    code = f", {facts['staff_code']}" if facts["staff_code"] and facts["name"] else ""
    return f"{name}{code}, {facts['job']}, since {said_day(facts['started_on'])}"


def said_day(value: Value) -> str:
    return in_words(value) if isinstance(value, date) else ""
