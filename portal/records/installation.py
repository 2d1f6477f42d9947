"""Which installation this is."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import Base


class Installation(Base):
    """One row: the id that stands in the store too, so that no other database is ever taken for the one that
    belongs to it."""

    __tablename__ = "installation"
    __table_args__ = (sa.CheckConstraint("number = 1", name="alone"),)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
