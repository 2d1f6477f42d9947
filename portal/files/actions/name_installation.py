"""Give an installation its id, in the database and in the store: at first use, and never again."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import OWNER, Store
from portal import clock
from portal.acting.insert_unless_there import insert_unless_there
from portal.database import Database
from portal.records import Installation
from portal.standing.queries.verify import known_keys


class NotOurStore(RuntimeError):
    """The store is another installation's, so nothing of it is touched."""


def find_installation(session: Session) -> str | None:
    return session.scalar(sa.select(Installation.id))


def name_installation(session: Session) -> str:
    """The id of this installation, made where there is none. Of two who make it at once, one does.
    Commits."""
    row = {"number": 1, "id": str(uuid.uuid4()), "made_at": clock.now()}
    session.execute(insert_unless_there(session, Installation).values(row).on_conflict_do_nothing())
    session.commit()
    return session.scalars(sa.select(Installation.id)).one()


def own_store(database: Database, store: Store) -> str:
    """The id of this installation, which stands in the store too from now on.

    Raises NotOurStore where the store is another's, or may be: it has files, and the database knows of none.
    """
    owner = store.owner()  # first: the database is named before the store, by whoever names both meanwhile
    with database.reading() as session:
        own = find_installation(session)
        knows_files = session.scalar(known_keys().limit(1)) is not None
    if owner is None and not knows_files and next(store.keys(), None) is not None:
        raise NotOurStore(
            "the store has files, and the database knows of none: it is not the database of this store, "
            "or it is an empty one. Nothing was touched."
        )
    if owner is not None and owner != own:
        ours = f"to {own}" if own else "to none yet"
        raise NotOurStore(
            f"the store belongs to installation {owner}, the database {ours}: DATABASE_URL or "
            "PORTAL_EVIDENCE names another's. Nothing was touched. Where the two do belong together all "
            f"the same, remove the file `{OWNER}` from the store."
        )
    with database.writing() as session:
        own = name_installation(session)
    if owner is None:
        store.set_owner(own)
    return own
