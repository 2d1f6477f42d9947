"""A year of forty partners, two outages of a week in it: who was reminded of what on each morning is what a
diary of what was done says, and nobody got a mail that was not for her."""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa

from portal.database import Database
from portal.notices.queries.unsent import find_unsent, list_waiting
from portal.notices.rounds import send_at_once, send_daily, tell_events
from portal.records import Contract, Engagement, Message, Notice, Pace, Reminded
from portal.settings import Settings, read_settings
from tests.actions.year_diary import Row, is_working
from tests.actions.year_story import YearStory
from tests.actions.year_world import Year, make_year
from tests.builders.clock import clock_on

FIRST = date(2026, 4, 1)
ISSUED_ON = date(2026, 9, 1)
OUTAGES = [(date(2026, 6, 8), date(2026, 6, 14)), (date(2026, 12, 20), date(2026, 12, 26))]
ONE = timedelta(days=1)
WHOLE, DAYS = 366, {"sqlite": 285, "postgresql": 45}
"""Without `--whole` it goes on until after both outages and Christmas, and on PostgreSQL for six weeks: the
statements are the same every day, and what is told is a rule."""
SAID = re.compile(r"(\d{1,2} [A-Z][a-z]+ \d{4}), (?:(today|tomorrow)|in (\d+) days|(\d+) days? ago)")


@dataclass
class Run:
    """A year as it goes by."""

    year: Year
    story: YearStory
    settings: Settings
    lapses: set[tuple[str, str, str, date]] = field(default_factory=set)
    figures: Counter[str] = field(default_factory=Counter)

    def morning(self, on: date) -> None:
        with clock_on(on, time(7)):
            tell_events(self.year.database)
            self.figures["daily mails"] += send_daily(self.settings, self.year.database, on)
        expected = self.year.diary.of_day(on) if is_working(on) else set()
        assert reminded_on(self.year.database, on) == expected, self.difference(on, expected)
        self.figures["reminders"] += len(expected)
        self.lapses |= {row[1:5] for row in expected if row[2] and not row[3].startswith("sent:")}

    def difference(self, on: date, expected: set[Row]) -> str:
        """Which engagements differ, with what the diary has of them."""
        found = reminded_on(self.year.database, on)
        lines = [f"{on}, so far {dict(self.figures)}"]
        for name in sorted({row[1] for row in found ^ expected}):
            lines.append(repr(self.year.diary.deals[name]))
            lines += [f"  too much {row}" for row in found - expected if row[1] == name]
            lines += [f"  wanting {row}" for row in expected - found if row[1] == name]
        return "\n".join(lines)

    def day(self, on: date, acts: int) -> None:
        with clock_on(on):
            self.story.happen(acts)
            if on == ISSUED_ON:
                self.story.issues()
        with clock_on(on, time(16)):
            tell_events(self.year.database)
        with clock_on(on, time(17)):
            send_at_once(self.settings, self.year.database)


def reminded_on(database: Database, on: date) -> set[Row]:
    query = sa.select(
        Reminded.person_id,
        Reminded.engagement_id,
        Reminded.requirement_key,
        Reminded.part_key,
        Reminded.last_on,
        Reminded.step,
    ).where(Reminded.on_date == on)
    with database.reading() as session:
        return {
            (str(person), str(engagement), key, part, last, step)
            for person, engagement, key, part, last, step in session.execute(query)
        }


@dataclass(frozen=True)
class Line:
    """A notice with the mail that said it."""

    person: str
    parties: frozenset[str]
    words: str
    kind: str
    message: str
    at: datetime


def lines(year: Year) -> list[Line]:
    partners = sa.select(Engagement.id, Engagement.contract_id, Engagement.partner_id)
    with year.database.reading() as session:
        engaged = session.execute(partners).all()
        contracts = {row.id: row for row in session.execute(sa.select(*Contract.__table__.columns))}
        query = sa.select(Notice, Message).join(Message, Message.id == Notice.message_id)
        rows = session.execute(query).all()
    found = []
    for notice, message in rows:
        contract = contracts[notice.contract_id]
        parts = [each for each in engaged if notice.engagement_id in {None, each.id}]
        parties = {each.partner_id for each in parts if each.contract_id == contract.id}
        parties |= {contract.lead_id, contract.commissioner_id}
        words = f"{notice.what} {notice.why}"
        theirs = frozenset(map(str, parties))
        found.append(
            Line(str(notice.person_id), theirs, words, message.kind, str(message.id), message.made_at)
        )
    return found


def check_mails(year: Year, said: list[Line]) -> None:
    """One a day, on working days, and none to who has left."""
    daily = {(line.person, line.at.date(), line.message) for line in said if line.kind == "digest"}
    assert set(Counter((who, day) for who, day, _ in daily).values()) == {1}
    assert all(is_working(day) and not is_out(day) for _, day, _ in daily)
    noon = time(12)
    for line in said:
        belongings = [str(each.organisation_id) for each in year.viewers[line.person].belongings]
        there = {
            each
            for each in belongings
            if (left := year.left.get((line.person, each))) is None
            or line.at.replace(tzinfo=None) < datetime.combine(left, noon)
        }
        assert there & line.parties, line


def check_words(said: list[Line]) -> int:
    """How far away a day is said to be, it is."""
    count = 0
    for line in said:
        for day, word, ahead, ago in SAID.findall(line.words):
            real = (datetime.strptime(day, "%d %B %Y").date() - line.at.date()).days  # noqa: DTZ007  # a day
            assert real == {"today": 0, "tomorrow": 1}.get(word, int(ahead or 0) or -int(ago or 0)), line
            count += 1
    return count


def is_out(day: date) -> bool:
    return any(first <= day <= last for first, last in OUTAGES)


def left_unsaid(year: Year) -> int:
    """What somebody was to be told by mail and was not."""
    paces = (Pace.AT_ONCE, Pace.DAILY)
    with year.database.reading() as session:
        return sum(len(find_unsent(session, each, paces).notices) for each in list_waiting(session, paces))


def test_a_year(database: Database, tmp_path: Path, is_whole: bool) -> None:
    """Whole, it has forty partners; else twelve, and is not over yet."""
    days = WHOLE if is_whole else DAYS[database.engine.dialect.name]
    year = make_year(database, copies=7 if is_whole else 1)
    settings = read_settings({"PORTAL_HOME": str(tmp_path)})
    run = Run(year, YearStory(year, seed=20260401), settings)
    for on in (FIRST + number * ONE for number in range(days)):
        if not is_out(on):
            run.morning(on)
            run.day(on, acts=1 if is_working(on) else 0)
    run.morning(on + ONE)
    said = lines(year)
    check_mails(year, said)
    run.figures["notices in mails"] = len(said)
    run.figures["lapses"] = len(run.lapses)
    run.figures["distances in words"] = check_words(said)
    run.figures["left"] = len(year.left)
    sys.stdout.write(f"{dict(run.figures)}\n")
    assert left_unsaid(year) == 0
    assert run.figures["daily mails"] > days / 5
