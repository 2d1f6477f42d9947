"""Home asks of all contracts together what may follow their last quarters."""

import uuid
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import (
    Base,
    ChecklistVersion,
    Contract,
    Engagement,
    PaymentAnswer,
    PaymentFee,
    PaymentStatement,
    ReturnsBegin,
    table_of,
)
from tests.builders import paying, returning
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


def copy_rows(
    session: Session,
    record: type[Base],
    where: sa.ColumnElement[bool],
    changed: Callable[[Any], dict[str, Any]],
) -> None:
    table = table_of(record)
    for row in session.execute(sa.select(table).where(where)).mappings().all():
        session.execute(sa.insert(table).values({**row, **changed(row)}))


def another_over(world: World, number: int) -> None:
    """Another contract of the lead with an engagement that is as far as the first."""
    contract, engagement, ids = uuid.uuid4(), uuid.uuid4(), dict[uuid.UUID, uuid.UUID]()

    def anew(row: Any) -> uuid.UUID:
        return ids.setdefault(row["id"], uuid.uuid4())

    here, its = world.contract_id, world.engagement_id
    of = {"contract_id": contract}
    with world.database.writing() as session:
        reference = f"C-MORE-222{number}"
        copy_rows(session, Contract, Contract.id == here, lambda _: {"id": contract, "reference": reference})
        versions, begin = ChecklistVersion.contract_id == here, ReturnsBegin.contract_id == here
        copy_rows(session, ChecklistVersion, versions, lambda row: {**of, "id": anew(row)})
        copy_rows(session, ReturnsBegin, begin, lambda _: of)
        named = {"id": engagement, "reference": f"E-MORE-222{number}", **of}
        copy_rows(session, Engagement, Engagement.id == its, lambda _: named)
        fee, put_up = PaymentFee.engagement_id == its, PaymentStatement.engagement_id == its
        copy_rows(session, PaymentFee, fee, lambda _: {"engagement_id": engagement})
        copy_rows(session, PaymentStatement, put_up, lambda row: statement(anew(row), engagement))
        answers = PaymentAnswer.statement_id.in_(list(ids))
        copy_rows(session, PaymentAnswer, answers, lambda row: {"statement_id": ids[row["statement_id"]]})
        session.commit()


def statement(statement_id: uuid.UUID, engagement_id: uuid.UUID) -> dict[str, object]:
    return {"id": statement_id, "engagement_id": engagement_id, "reference": f"P-{statement_id.hex}"}


def of_payments(client: PageClient) -> int:
    """How many statements of the last page read what is paid, or by which figures."""
    tables = ("payment_fee", "payment_statement", "period_return", "return_act", "return_sent", "checklist")
    return sum(any(table in each for table in tables) for each in client.queries)


def test_each_contract_that_is_over_costs_no_query_more(world: World, client_for: ClientFor) -> None:
    with paying.a_year_over(world) as second:
        manager, last = client_for(world.manager), returning.quarter(world, 4)
        paying.account_given(world, last)
        paying.settle(world, second, last)
        paying.reopen(world)
        paying.correct_again(world, sign_ups=(1,))
        another_over(world, 2)
        assert manager.get("/home").words.count("payment statement to put up") == 2
        few = of_payments(manager)
        for number in (3, 4):
            another_over(world, number)
        assert manager.get("/home").words.count("payment statement to put up") == 4
        assert of_payments(manager) == few
