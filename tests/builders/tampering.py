"""What somebody does to the log who can write into the database and has not its key: all but the key is
known, the hashes are counted anew where that helps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.chain import event_hash
from portal.records import Base

BEHIND = sa.MetaData()
for each in Base.metadata.sorted_tables:
    each.to_metadata(BEHIND)
EVENT, HEAD = BEHIND.tables["event"], BEHIND.tables["log_head"]
"""The same tables for whoever comes by the back door: what is written through them is noted nowhere."""


@dataclass(frozen=True)
class Tamperer:
    """Somebody at the database's own prompt."""

    session: Session

    @property
    def events(self) -> list[dict[str, Any]]:
        return [
            dict(each) for each in self.session.execute(sa.select(EVENT).order_by(EVENT.c.number)).mappings()
        ]

    @property
    def last(self) -> int:
        return int(self.events[-1]["number"])

    def change(self, number: int, **values: Any) -> None:
        self.session.execute(sa.update(EVENT).where(EVENT.c.number == number).values(values))

    def remove(self, above: int, until: int = 10**9) -> None:
        gone = EVENT.c.number.between(above + 1, until)
        self.session.execute(sa.delete(EVENT).where(gone))

    def write_anew(self, events: list[dict[str, Any]]) -> None:
        """All of the log, numbered and hashed to the end; the seals stay with what they were made for."""
        self.session.execute(sa.delete(EVENT))
        previous = ""
        for number, each in enumerate(events, 1):
            each |= {"number": number, "previous_hash": previous}
            previous = each["hash"] = event_hash(each)
        self.session.execute(sa.insert(EVENT), events)

    def end_at(self, event: Mapping[str, Any], **more: Any) -> None:
        """What says where the log ends says that it ends there."""
        self.session.execute(sa.update(HEAD).values(number=event["number"], hash=event["hash"], **more))

    def end_nowhere(self) -> None:
        self.session.execute(sa.delete(HEAD))

    def forged(self, **values: Any) -> dict[str, Any]:
        return {**self.events[-1], "name": "evidence-accepted", **values}


Tampering = Callable[[Tamperer], None]


def is_rehashed(change: Callable[[list[dict[str, Any]]], None]) -> Tampering:
    def tamper(by: Tamperer) -> None:
        events = by.events
        change(events)
        by.write_anew(events)
        by.end_at(by.events[-1])

    return tamper


def swap(events: list[dict[str, Any]]) -> None:
    events[1], events[2] = events[2], events[1]


def append_forged(by: Tamperer) -> None:
    by.write_anew([*by.events, by.forged()])


def append_forged_with_its_end(by: Tamperer) -> None:
    append_forged(by)
    by.end_at(by.events[-1])


def remove_newest_with_the_end(by: Tamperer) -> None:
    by.remove(by.last - 1)
    by.end_at(by.events[-1])


def remove_all_with_the_end(by: Tamperer) -> None:
    by.remove(0)
    by.end_nowhere()


def make_as_if_there_were_no_key(by: Tamperer) -> None:
    events = by.events
    events[1]["data"] = {}
    by.write_anew([each | {"seal": None, "rows": None} for each in events])
    last = by.events[-1]
    by.end_at(last, keyed_from=last["number"] + 1)


def seal_with_a_seal_of_another(by: Tamperer) -> None:
    events = by.events
    by.write_anew([*events, by.forged(seal=events[1]["seal"])])
    by.end_at(by.events[-1])


def tell_rows_otherwise(by: Tamperer) -> None:
    """The digests of rows are what stands between a changed row and the log."""
    number = next(each["number"] for each in by.events if each["rows"])
    by.change(number, rows=[])


TAMPERINGS: Mapping[str, Tampering] = {
    "another name": lambda by: by.change(2, name="evidence-lost"),
    "other data": lambda by: by.change(2, data={"part": "another"}),
    "another person": lambda by: by.change(2, person_id=None),
    "another moment": lambda by: by.change(2, at=by.events[1]["at"] - timedelta(days=30)),
    "another requirement": lambda by: by.change(2, requirement_key="anti-bribery-2"),
    "another hash": lambda by: by.change(2, hash="0" * 64),
    "another seal": lambda by: by.change(2, seal="0" * 64),
    "other rows": tell_rows_otherwise,
    "the first is gone": lambda by: by.remove(0, 1),
    "one within is gone": lambda by: by.remove(1, 2),
    "the newest is gone": lambda by: by.remove(by.last - 1),
    "the newest three are gone": lambda by: by.remove(by.last - 3),
    "all are gone": lambda by: by.remove(0),
    "the newest is gone, and the end is moved": remove_newest_with_the_end,
    "all are gone, and the end too": remove_all_with_the_end,
    "the end alone is gone": lambda by: by.end_nowhere(),
    "one is forged behind the end": append_forged,
    "one is forged, and the end is moved": append_forged_with_its_end,
    "one is forged with another's seal": seal_with_a_seal_of_another,
    "one is changed and hashed to the end": is_rehashed(
        lambda all_: all_[1].update(data={"part": "another"})
    ),
    "one within is gone, and hashed to the end": is_rehashed(lambda all_: all_.__delitem__(1)),
    "one is put within, and hashed to the end": is_rehashed(lambda all_: all_.insert(1, dict(all_[2]))),
    "two are swapped, and hashed to the end": is_rehashed(swap),
    "all is written as if there were no key": make_as_if_there_were_no_key,
}
"""By what was done."""


def other_value(column: sa.Column[Any], value: Any) -> Any:
    """Something else that the column can hold."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value}."
    if isinstance(value, list):
        return [*value, "more"]
    if isinstance(value, dict):
        return {**value, "more": "more"}
    if isinstance(value, time):
        return value.replace(minute=(value.minute + 1) % 60)
    return value + timedelta(days=1)


def is_free(column: sa.Column[Any]) -> bool:
    """Whether it can be changed alone: no key, no pointer at another row, no word of a closed vocabulary."""
    words = [str(each.sqltext) for each in column.table.constraints if isinstance(each, sa.CheckConstraint)]
    is_listed = any(text.startswith(f"{column.name} IN") for text in words)
    return not (column.primary_key or column.foreign_keys or is_listed)
