"""Keep the workbook that the council wants filled, and say what stands in its cells."""

import uuid
from collections.abc import Sequence
from dataclasses import astuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.council.queries.layout import Mapped, find_layout
from portal.files.actions.keep_file import KeptFile, add_stored_file, uploaded_data
from portal.files.actions.require_room import Limits, lock_room, require_room
from portal.places.contracts import ContractPlace
from portal.records import CouncilLayout
from portal.standing.actions.lock_engagements import lock_contract

MANAGERS = "Only the lead provider's managers keep the council's workbook."


def keep_layout(
    session: Session, viewer: Viewer, place: ContractPlace, kept: KeptFile, limits: Limits | None = None
) -> None:
    """In place of the one before, of which the cells that were mapped are taken over. Raises NotAllowed or
    NoRoom."""
    require(place.audiences, Audience.MANAGER, MANAGERS)
    lock_contract(session, place.contract_id)
    lock_room(session, place.lead_id)
    if limits:
        require_room(session, limits, place.lead_id, kept.size)
    before = find_layout(session, place.contract_id)
    file_id = add_stored_file(session, kept, place.lead_id, viewer.person_id)
    number = before.number + 1 if before else 1
    add(session, viewer, place, number, file_id, before.cells if before else ())
    record(session, viewer, place, {**uploaded_data(file_id, kept), "number": number})
    session.commit()


def map_cells(session: Session, viewer: Viewer, place: ContractPlace, cells: Sequence[Mapped]) -> None:
    """What is said so already is not said again. Raises NotAllowed or NotHere."""
    require(place.audiences, Audience.MANAGER, MANAGERS)
    lock_contract(session, place.contract_id)
    before = find_layout(session, place.contract_id)
    if before is None:
        raise NotHere
    if before.cells == tuple(cells):
        return
    number = before.number + 1
    add(session, viewer, place, number, before.file_id, cells)
    record(session, viewer, place, {"number": number, "cells": len(cells)})
    session.commit()


def add(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    number: int,
    file_id: uuid.UUID,
    cells: Sequence[Mapped],
) -> None:
    session.execute(
        sa.insert(CouncilLayout).values(
            id=uuid.uuid4(),
            contract_id=place.contract_id,
            number=number,
            file_id=file_id,
            cells=[list(astuple(each)) for each in cells],
            said_by=viewer.person_id,
            said_at=clock.now(),
        )
    )


def record(session: Session, viewer: Viewer, place: ContractPlace, data: dict[str, str | int]) -> None:
    record_event(
        session, "council-layout-kept", viewer.person_id, contract_id=place.contract_id, data=dict(data)
    )
