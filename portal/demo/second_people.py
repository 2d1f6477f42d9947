"""The partner's people under the second contract: entered once, checked once, trained as this one asks."""

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Requirement, Topic
from checklists.vocabulary import Kind
from portal.demo.desk import Desk
from portal.demo.usual import days
from portal.records import DbsCheck, Training, Worker

TEAM = 4


def bring_team(session: Session, desk: Desk) -> None:
    """Some of those who work under the first contract; the last of them is new here and mostly untrained."""
    people = session.execute(
        sa.select(Worker.id, DbsCheck.id.label("check_id"), DbsCheck.issued_on)
        .join(DbsCheck, DbsCheck.worker_id == Worker.id)
        .where(Worker.organisation_id == desk.sender.organisation_id, Worker.left_on.is_(None))
        .order_by(Worker.started_on, Worker.id)
        .limit(TEAM)
    ).all()
    registers = [each for each in desk.setting.checklist.requirements if each.kind is Kind.REGISTER]
    for place, worker in enumerate(people):
        is_new = place == len(people) - 1
        from_on = desk.setting.today - days(16) if is_new else desk.span.from_on
        desk.assign(worker.id, from_on)
        for asked in registers:
            show(desk, asked, worker, from_on, is_new)


def show(desk: Desk, asked: Requirement, worker: Any, from_on: date, is_new: bool) -> None:
    """The check that is there already; training in each topic, waiting for the reviewer of somebody new."""
    if not asked.topics:
        sent = desk.send(
            asked,
            from_on + days(2),
            str(worker.id),
            from_on=worker.issued_on,
            record={"check_id": worker.check_id},
        )
        desk.accept(sent)
        return
    for topic in asked.topics[:1] if is_new else asked.topics:
        train(desk, asked, worker.id, topic, from_on, is_new)


def train(
    desk: Desk, asked: Requirement, worker_id: uuid.UUID, topic: Topic, from_on: date, is_new: bool
) -> None:
    training_id, on = desk.rows.new_id(), from_on + days(desk.rows.random.randint(1, 12))
    desk.rows.add(
        Training,
        id=training_id,
        worker_id=worker_id,
        topic=topic.key,
        completed_on=on,
        recorded_by=desk.sender.person_id,
        recorded_at=desk.moment(on + days(1)),
        withdrawn_at=None,
    )
    sent = desk.send(
        asked, on + days(1), f"{worker_id}:{topic.key}", from_on=on, record={"training_id": training_id}
    )
    if not is_new:
        desk.accept(sent)
