"""By which words names and files are found: they follow from the rows that they are of."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.records.base import IN_ORDER_OF_BYTES, Base


class NameWord(Base):
    """A name of an organisation, or one of its trading names, is found by whatever begins the word."""

    __tablename__ = "name_word"
    word: Mapped[str] = mapped_column(IN_ORDER_OF_BYTES, primary_key=True)
    name_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("organisation_name.id"), primary_key=True, index=True
    )


class FileWord(Base):
    """A file on the shelf of that organisation is found by whatever begins the word."""

    __tablename__ = "file_word"
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), primary_key=True)
    word: Mapped[str] = mapped_column(IN_ORDER_OF_BYTES, primary_key=True)
    file_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("stored_file.id", ondelete="CASCADE"), primary_key=True, index=True
    )
