"""A period of a contract on one page: 200 partners who each gave 22 outputs, which are accepted."""

import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import LiteralString

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.engines import EngineMaker, analyse
from bench.floors import joined
from bench.loading import load
from bench.measures import Measure, getter
from bench.running import Timing, run
from bench.worker import running_worker, sign_in
from checklists.library import as_data, library
from checklists.year.giving import Act
from checklists.year.giving_figures import Pair
from checklists.year.periods import Calendar
from checklists.year.vocabulary import Every
from portal import clock
from portal.database import open_database
from portal.demo.setting import CHECKLIST
from portal.records import (
    ChecklistVersion,
    Contract,
    Engagement,
    PeriodReturn,
    Person,
    ReturnAct,
    ReturnsBegin,
    ReturnSent,
)
from portal.returns.queries.content import Content
from portal.returns.queries.content import as_data as content_data

PARTNERS, OUTPUTS, RETURN, SECTION = 200, 22, "outputs-workbook", "outputs"
YEAR = library()["cornwall-social-inclusion"].year
NAME = "Returns of a period, {partners} partners × {outputs} outputs"
ROWS: LiteralString = (
    "SELECT r.engagement_id, r.return_key, r.part, a.number, a.act, a.made_at, s.section_key, s.content"
    " FROM period_return r JOIN return_act a ON a.return_id = r.id"
    " LEFT JOIN return_sent s ON s.act_id = a.id"
    " JOIN engagement e ON e.id = r.engagement_id WHERE e.contract_id = ?"
)


def period_table(make: EngineMaker, partners: int, rounds: int) -> Iterator[str]:
    """As a table: the page beside the same rows by the bare driver."""
    timing, engine = measure_period(make, partners, rounds)
    yield f"## {engine}, a period"
    yield ""
    yield "| | p50 ms | p95 ms | floor ms | × floor | rounds |"
    yield "|---|---:|---:|---:|---:|---:|"
    yield (
        f"| {timing.name} | {timing.p50:.1f} | {timing.p95:.1f} | {timing.floor_p50:.2f} | "
        f"{timing.ratio:.1f} | {len(timing.act)} |"
    )
    yield ""


def measure_period(make: EngineMaker, partners: int, rounds: int) -> tuple[Timing, str]:
    with (
        tempfile.TemporaryDirectory(prefix="gs-bench-", ignore_cleanup_errors=True) as folder,
        make(Path(folder)) as engine,
    ):
        data = load(Path(folder), engine, partners, 1)
        database = open_database(data.settings.database_url)
        with database.writing() as session:
            period = give_period(session, data.contract_id)
            session.commit()
        database.engine.dispose()
        analyse(engine)
        sqlite = data.settings.database_url.startswith("sqlite")
        contract, bare = data.contract_id.hex if sqlite else str(data.contract_id), engine.bare()
        with (
            running_worker(data.settings) as worker,
            closing(sign_in(worker.address, data.reviewer)) as reviewer,
        ):
            page = getter(reviewer, f"/contracts/{data.contract_id}/returns?period={period}")
            name = NAME.format(partners=partners, outputs=OUTPUTS)
            (timing,) = run([Measure(name, page, lambda: joined(bare.rows(ROWS, (contract,))))], rounds, 60)
        return timing, engine.name


def give_period(session: Session, contract_id: uuid.UUID) -> str:
    """The last quarter that has ended, sent by every partner and accepted; its key."""
    starts_on = session.scalars(sa.select(Contract.starts_on).where(Contract.id == contract_id)).one()
    person_id = session.scalars(sa.select(Person.id).limit(1)).one()
    calendar = Calendar(starts_on)
    now = calendar.holding(Every.QUARTER, clock.today())
    period, *_ = calendar.before(now)
    ask_for_outputs(session, contract_id)
    session.execute(sa.delete(ReturnsBegin).where(ReturnsBegin.contract_id == contract_id))
    session.execute(sa.insert(ReturnsBegin).values(begin(contract_id, period.span.from_on, person_id)))
    engagements = session.scalars(sa.select(Engagement.id).where(Engagement.contract_id == contract_id)).all()
    give_all(session, engagements, period.key, person_id)
    return period.key


def ask_for_outputs(session: Session, contract_id: uuid.UUID) -> None:
    """The contract asks for those returns and outputs alone, from its first day on."""
    returns = tuple(each for each in YEAR.returns if each.key == RETURN)
    outputs = [each for each in YEAR.measures if each.given_in == RETURN and not each.joint][:OUTPUTS]
    year = replace(type(YEAR)(), returns=returns, measures=tuple(outputs))
    definition = as_data(replace(library()[CHECKLIST], year=year))
    its = ChecklistVersion.contract_id == contract_id
    session.execute(sa.update(ChecklistVersion).where(its).values(definition=definition))


def begin(contract_id: uuid.UUID, from_on: date, person_id: uuid.UUID) -> dict[str, object]:
    return {"contract_id": contract_id, "from_on": from_on, "said_by": person_id, "said_at": clock.now()}


def give_all(session: Session, engagements: Sequence[uuid.UUID], part: str, person_id: uuid.UUID) -> None:
    (asked,) = (each for each in YEAR.returns if each.key == RETURN)
    keys = [each.key for each in asked.sections]
    outputs = [each for each in YEAR.measures if each.given_in == RETURN and not each.joint][:OUTPUTS]
    pairs = {each.key: Pair(Decimal(18), Decimal(20) if each.denominator else None) for each in outputs}
    at = clock.now() - timedelta(hours=2)
    returns, acts, sent = list[dict[str, object]](), list[dict[str, object]](), list[dict[str, object]]()
    for number, engagement_id in enumerate(engagements):
        return_id, act_id = uuid.uuid4(), uuid.uuid4()
        returns.append(
            {
                "id": return_id,
                "reference": f"R-BENCH-{number:04}",
                "engagement_id": engagement_id,
                "return_key": RETURN,
                "part": part,
                "made_by": person_id,
                "made_at": at,
            }
        )
        plain = {"return_id": return_id, "sections": keys, "words": "", "made_by": person_id, "made_at": at}
        acts.append(plain | {"id": act_id, "number": 1, "act": Act.SENT.value})
        acts.append(plain | {"id": uuid.uuid4(), "number": 2, "act": Act.ACCEPTED.value})
        content = content_data(Content(figures=pairs))
        sent.extend({"act_id": act_id, "section_key": key, "content": content} for key in keys[:1])
    for table, found in ((PeriodReturn, returns), (ReturnAct, acts), (ReturnSent, sent)):
        session.execute(sa.insert(table), found)
