"""What is sent to the council: roll-ups of periods, and the workbook that it wants filled."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base, Id


class RollUp(Base):
    """A period's roll-up as it was sent, for good; `number` counts those of a period from 1, as what is
    corrected is sent again. `fewest` is from how many people on the council sees a figure of it. `content` is
    what `as_data` of `portal.council.queries.snapshot` gives."""

    __tablename__ = "roll_up"
    __table_args__ = (sa.UniqueConstraint("contract_id", "period", "number"),)
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    period: Mapped[str]
    number: Mapped[int]
    fewest: Mapped[int]
    content: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    sent_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    sent_at: Mapped[datetime]


class CouncilLayout(Base):
    """The workbook that the council wants filled, and which figure stands in which cell: by sheet and cell a
    measure and a side of it. Changed by another beside it, numbered from 1; the last counts."""

    __tablename__ = "council_layout"
    __table_args__ = (sa.UniqueConstraint("contract_id", "number"),)
    id: Mapped[Id]
    contract_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contract.id"))
    number: Mapped[int]
    file_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("stored_file.id"), index=True)
    cells: Mapped[list[object]] = mapped_column(sa.JSON)
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]
