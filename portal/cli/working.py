"""work failed, work again."""

import json
import uuid
from argparse import Namespace

from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.cli.tables import table
from portal.work.claim import try_again
from portal.work.queries import list_failed


def show_failed(chosen: Namespace) -> int:
    """What was tried often enough, the last first."""
    with opened() as database, database.reading() as session:
        failed = list_failed(session)
    if chosen.json:
        rows = [
            {"id": str(each.work_id), "kind": each.kind, "subject": each.subject, "problem": each.problem}
            for each in failed
        ]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        lines = [(str(each.work_id), each.kind, each.subject, each.problem) for each in failed]
        print(table(("Id", "Kind", "Subject", "Problem"), lines) if lines else "Nothing has failed.")
    return 0


def again(chosen: Namespace) -> int:
    """What has failed waits once more."""
    try:
        work_id = uuid.UUID(chosen.id)
    except ValueError:
        raise Failed(f"{chosen.id!r} is no id of work") from None
    with opened() as database, database.writing() as session:
        if not try_again(session, work_id):
            raise Failed(f"{chosen.id!r} has not failed, or is being tried again already")
    print("It is tried again.")
    return 0
