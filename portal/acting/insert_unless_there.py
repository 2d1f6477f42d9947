"""An insert that may find its row there already: SQLAlchemy has one for each database."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.records import Base

Insert = postgresql.Insert | sqlite.Insert


def insert_unless_there(session: Session, record: type[Base]) -> Insert:
    """To be given `on_conflict_do_nothing` or `on_conflict_do_update`."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(record) if is_postgresql else sqlite.insert(record)
