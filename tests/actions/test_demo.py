"""The demonstration: every condition there is, and all of it sound."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Level, Stage, State
from checklists.year.giving import SectionState
from checklists.year.occurring import State as Told
from checklists.year.vocabulary import OwedState
from evidence.local_store import LocalStore
from portal import clock
from portal.database import Database
from portal.demo import CannotLoad, load_demo, who_can_sign_in
from portal.demo.rows import ORDER
from portal.demo.stories import STORIES
from portal.occurrences.queries.occurrences import list_lines
from portal.places.contracts import CONTRACT_OF_ID, contract_place
from portal.records import (
    Action,
    ChecklistDraft,
    ChecklistVersion,
    Decision,
    Engagement,
    EngagementStanding,
    EngagementTerms,
    Event,
    IssuedDocument,
    Organisation,
    OwnChecklist,
    PaymentAnswer,
    PaymentStatement,
    Person,
    ReturnAct,
    ReturnsBegin,
    ReturnSection,
    Standing,
    StoredFile,
    Submission,
    UnderWay,
    Visit,
)
from portal.returns.queries.period import list_contract_lines
from portal.settings import Settings, read_settings
from portal.sign_in.passwords import is_password
from portal.standing.queries.as_known import level_on, on_day
from portal.standing.queries.verify import find_orphans, verify_events, verify_files, verify_standing

MANY = len(STORIES) + 14
OF_LIBRARY = re.compile(r"\b(kent|kcc|medway|dover|folkestone|cornwall|thurrock)\b", re.IGNORECASE)
REAL = re.compile(r"\b(kent|medway|dover|folkestone|cornwall|thurrock|nhs|age uk)\b", re.IGNORECASE)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"PORTAL_HOME": str(tmp_path)})


def states_on(session: Session, offset: int) -> set[str]:
    """The states that there are so many days from today."""
    on = clock.today() + timedelta(days=offset)
    query = sa.select(Standing.state).where(*on_day(Standing, on))
    return set(session.scalars(query))


def levels_on(session: Session, offset: int) -> set[str]:
    on, table = clock.today() + timedelta(days=offset), EngagementStanding
    query = sa.select(table.level).where(*level_on(on))
    return set(session.scalars(query))


@pytest.fixture
def partners(database: Database, monkeypatch: pytest.MonkeyPatch, is_whole: bool) -> int:
    """Some more partners come along, without files. On PostgreSQL they do with `--whole`: what a paper looks
    like, and how many partners are alike, is nothing that the engines differ in."""
    if database.engine.dialect.name == "sqlite" or is_whole:
        return MANY
    monkeypatch.setattr("portal.demo.shelf.as_pdf", lambda paper: b"%PDF-" + paper.title.encode())
    monkeypatch.setattr("portal.demo.shelf.as_docx", lambda paper: b"PK" + paper.title.encode())
    return len(STORIES)


def test_the_demonstration(settings: Settings, database: Database, store: LocalStore, partners: int) -> None:
    """One loading, looked at from all sides."""
    load_demo(settings, database, store, partners=partners)
    with database.reading() as session:
        everything_there_is(session, partners)
        who_is_apart(session)
        returns_in_every_state(session)
        payments_in_every_state(session)
        told_in_every_state(session)
        nothing_is_wrong(session, store)
        all_of_it_has_been(session)
        nobody_is_real(session)
        nobody_signs_for_a_real_council(session)
        files_are_real(session, store)
        everybody_named_can_sign_in(session)
    with pytest.raises(CannotLoad, match="something in the database already"):
        load_demo(settings, database, store)


def everything_there_is(session: Session, partners: int) -> None:
    assert states_on(session, 0) == set(State)
    assert levels_on(session, 0) == set(Level) == levels_on(session, 21)
    assert set(session.scalars(sa.select(UnderWay.stage))) == {Stage.WAITING, Stage.RETURNED}
    assert session.scalar(sa.select(sa.func.count()).select_from(Engagement)) == partners + 6
    ahead = session.scalars(sa.select(Visit.on_date).where(Visit.on_date > clock.today())).all()
    assert 21 <= (min(ahead) - clock.today()).days <= 23
    for table in ORDER:
        assert session.execute(sa.select(table.__table__).limit(1)).first(), (
            f"nothing in {table.__tablename__}"
        )


def payments_in_every_state(session: Session) -> None:
    """Approved for two years, one with a correction; put up, handed back, and one still to be put up."""
    rows = session.execute(
        sa.select(PaymentStatement.content, PaymentAnswer.answer).outerjoin(
            PaymentAnswer, PaymentAnswer.statement_id == PaymentStatement.id
        )
    ).all()
    assert {row.answer for row in rows} == {"approved", "handed-back", None}
    assert any(row.content["corrections"] for row in rows)
    assert any(row.content["paid_back"] for row in rows)


def told_in_every_state(session: Session) -> None:
    """In time and late on both sides, one still to be forwarded; the council reads two of them."""
    lines = list_lines(session)
    today = clock.today()
    assert {each.state for each in lines} == set(Told)
    assert {each.event.key for each in lines} >= {"insolvency", "safeguarding-concern", "serious-incident"}
    assert any(each.is_late(today) for each in lines if each.waits_for_forwarding)
    assert {bool(each.clocks.telling.late_days(today)) for each in lines} == {True, False}
    assert sum(each.is_shared for each in lines) == 2
    assert any(len(each.versions) > 1 for each in lines)


def returns_in_every_state(session: Session) -> None:
    """Accepted for two years, some late, and of the last quarter a section in every state; a target that was
    missed, with its action plan."""
    acts = set(session.scalars(sa.select(ReturnAct.act)))
    assert acts == {"put-up", "handed-back", "sent", "accepted", "returned", "reopened"}
    contract_id = session.scalars(sa.select(ReturnsBegin.contract_id).order_by(ReturnsBegin.from_on)).first()
    row = session.execute(CONTRACT_OF_ID, {"contract_id": contract_id}).one()
    lines = list_contract_lines(session, contract_place(row, frozenset()), clock.today())
    assert {each for line in lines for each in line.states.values()} == set(SectionState)
    assert {line.interval.state for line in lines} >= {OwedState.MET, OwedState.LATE}
    assert any(line.interval.state is OwedState.MET and line.late for line in lines)
    (plan,) = session.scalars(sa.select(Action.measure_key).where(Action.measure_key.is_not(None)))
    assert plan
    assert set(session.scalars(sa.select(ReturnSection.is_ready))) == {True, False}
    latest = session.scalar(sa.select(sa.func.max(ReturnAct.made_at)))
    assert latest
    assert latest < clock.now()


def who_is_apart(session: Session) -> None:
    """Somebody withdrew, somebody's time is over, somebody is to begin: none of them has a level today."""
    today = clock.today()
    counted = sa.select(EngagementStanding.engagement_id).where(*level_on(today))
    rows = session.execute(
        sa.select(Organisation.name, Engagement.starts_on, Engagement.ends_on)
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.id.not_in(counted))
        .order_by(Engagement.starts_on, Engagement.ends_on)
    ).all()
    assert [row.name for row in rows] == ["Wintergreen Walks", "Bluebell Kitchen", "Sandpiper Singers"]
    assert [row.ends_on < today for row in rows] == [True, True, False]
    assert [row.starts_on > today for row in rows] == [False, False, True]
    said = session.scalars(sa.select(EngagementTerms).where(EngagementTerms.ending.is_not(None))).one()
    assert (said.ending, said.ends_on) == ("withdrew", today - timedelta(days=45))
    issued = session.scalars(sa.select(IssuedDocument.requirement_key)).all()
    assert set(issued) == {"market-stewardship", "sub-contract"}


def nothing_is_wrong(session: Session, store: LocalStore) -> None:
    later = clock.now() + timedelta(minutes=1)
    findings = [*verify_standing(session), *verify_events(session), *verify_files(session, store)]
    findings += find_orphans(session, store, later)
    assert findings == []


def all_of_it_has_been(session: Session) -> None:
    """Two years of history, in order, and nothing that is still to come."""
    moments = session.scalars(sa.select(Event.at).order_by(Event.number)).all()
    assert list(moments) == sorted(moments)
    assert moments[0] < clock.now() - timedelta(days=730)
    decided, sent = sa.func.max(Decision.made_at), sa.func.max(Submission.sent_at)
    latest = [moments[-1], session.scalar(sa.select(decided)), session.scalar(sa.select(sent))]
    assert max(each for each in latest if each) < clock.now()
    early = session.scalars(
        sa.select(Submission.reference)
        .join(Decision, Decision.submission_id == Submission.id)
        .where(Decision.made_at < Submission.sent_at)
    )
    assert early.all() == []


def nobody_is_real(session: Session) -> None:
    said = [
        *session.scalars(sa.select(Organisation.name)),
        *session.scalars(sa.select(Person.name)),
        *session.scalars(sa.select(Engagement.area)),
    ]
    assert [each for each in said if REAL.search(each)] == []
    assert all(each.endswith(".example") for each in session.scalars(sa.select(Person.email)))


def nobody_signs_for_a_real_council(session: Session) -> None:
    """The checklists are those of contracts that there were, with what they name put into invented words."""
    columns = ChecklistVersion.definition, ChecklistDraft.definition, OwnChecklist.definition
    texts = list(texts_in([data for each in columns for data in session.scalars(sa.select(each))]))
    assert len(texts) > 500
    assert [each for each in texts if OF_LIBRARY.search(each)] == []


def texts_in(data: object) -> Iterator[str]:
    """All that is read by people, without keys."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, each in data.items():
            if name != "key":
                yield from texts_in(each)
    elif isinstance(data, list):
        for each in data:
            yield from texts_in(each)


def files_are_real(session: Session, store: LocalStore) -> None:
    starts = {"application/pdf": b"%PDF-"}
    rows = session.execute(sa.select(StoredFile.key, StoredFile.media_type, StoredFile.organisation_id)).all()
    owners = {row.organisation_id for row in rows}
    assert len(owners) == len(STORIES) + 2  # less the new partner, with the lead and two that have ended
    assert {row.media_type.rpartition(".")[2] for row in rows} == {"application/pdf", "document", "sheet"}
    for row in rows:
        with closing(store.read(row.key)) as chunks:
            assert next(chunks).startswith(starts.get(row.media_type, b"PK"))


def everybody_named_can_sign_in(session: Session) -> None:
    people = dict(session.execute(sa.select(Person.email, Person.password_hash)).all())
    lines = [re.search(r": (\S+@\S+), password: (.+)$", line) for line in who_can_sign_in()]
    assert len(lines) >= 4
    for line in lines:
        assert line
        assert is_password(line[2], people[line[1]])


def test_production_refuses_passwords_that_everybody_knows(
    tmp_path: Path, database: Database, store: LocalStore
) -> None:
    production = read_settings(
        {
            "PORTAL_HOME": str(tmp_path),
            "PORTAL_MODE": "production",
            "PORTAL_SECRET": "a secret of thirty-two letters or more",
            "PORTAL_ADDRESS": "https://portal.example",
        }
    )
    with pytest.raises(CannotLoad, match="production"):
        load_demo(production, database, store)
