"""Leave no bytes behind of what was taken out of the database."""

from portal.database import Database

TABLES = (
    "assessment",
    "assessment_finding",
    "contact",
    "dbs_check",
    "decision",
    "engagement_terms",
    "event",
    "file_word",
    "hold",
    "incident",
    "incident_withdrawal",
    "invitation",
    "kept_form",
    "message",
    "notice",
    "pack",
    "passkey",
    "person",
    "proposal",
    "sent_form",
    "stored_file",
    "submission",
    "visit",
    "visit_move",
    "work",
    "worker",
)
"""What names are taken out of."""


def scrub_database(database: Database) -> None:
    """SQLite: the file is written anew and the log beside it emptied. PostgreSQL: what is dead is given back;
    its bytes may stay in the file until they are written over (docs/log.md)."""
    if database.engine.dialect.name == "sqlite":
        scrub_sqlite(database)
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in TABLES:
            connection.exec_driver_sql(f"VACUUM {table}")


def scrub_sqlite(database: Database) -> None:
    """Past SQLAlchemy, which would begin a transaction first."""
    connection = database.engine.raw_connection()
    try:
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.cursor().execute(statement)
    finally:
        connection.close()
