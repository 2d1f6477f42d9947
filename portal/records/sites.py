"""Changing Places toilets that a partner uses: whether they are on the national map, and their faults."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from checklists.year.changing_places import FaultStep, OnMap
from portal.records.base import Base, Id, one_of


class Site(Base):
    """A place with a Changing Places toilet that an engagement uses, until it uses it no more."""

    __tablename__ = "site"
    __table_args__ = (
        sa.UniqueConstraint("engagement_id", "name"),
        sa.CheckConstraint("(ended_on IS NULL) = (ended_at IS NULL)", name="ended"),
    )
    id: Mapped[Id]
    engagement_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("engagement.id"))
    name: Mapped[str]
    place: Mapped[str]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class SiteLook(Base):
    """What somebody saw who looked at the map on a day: appended, counted from 1, the last one counts.
    `since_on` is, where it is known, since when it is on the map; `words` what is done about one that is not.
    """

    __tablename__ = "site_look"
    __table_args__ = (
        one_of("on_map", OnMap),
        sa.CheckConstraint("on_map = 'on-map' OR since_on IS NULL", name="since"),
    )
    site_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("site.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    on_map: Mapped[str]
    looked_on: Mapped[date]
    since_on: Mapped[date | None]
    words: Mapped[str]
    by_lead: Mapped[bool]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class SiteFault(Base):
    """What is wrong with it, as somebody reported it on a day."""

    __tablename__ = "site_fault"
    id: Mapped[Id]
    site_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("site.id"), index=True)
    what: Mapped[str]
    reported_on: Mapped[date]
    by_lead: Mapped[bool]
    made_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]


class SiteFaultStep(Base):
    """That it was passed on, and to whom; that it was mended, and how: appended, counted from 1, the last of
    each kind counts."""

    __tablename__ = "site_fault_step"
    __table_args__ = (one_of("kind", FaultStep),)
    fault_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("site_fault.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    done_on: Mapped[date]
    words: Mapped[str]
    by_lead: Mapped[bool]
    said_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]
