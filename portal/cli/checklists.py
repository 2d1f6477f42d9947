"""checklists list, checklists show."""

import json
from argparse import Namespace

from checklists.library import as_data, library
from portal.cli.failing import Failed
from portal.cli.tables import table


def list_checklists(chosen: Namespace) -> int:
    found = [
        {"key": each.key, "title": each.title, "requirements": len(each.requirements)}
        for each in library().values()
    ]
    if chosen.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        print(table(("Key", "Title", "Requirements"), [tuple(map(str, each.values())) for each in found]))
    return 0


def show_checklist(chosen: Namespace) -> int:
    checklist = library().get(chosen.key)
    if checklist is None:
        raise Failed(f"there is no checklist {chosen.key!r}: see `portal checklists list`")
    if chosen.json:
        print(json.dumps(as_data(checklist), indent=2, ensure_ascii=False))
        return 0
    print(f"{checklist.title} ({checklist.key})\n")
    rows = [(each.clause, each.key, each.title, each.kind, each.force) for each in checklist.requirements]
    print(table(("Clause", "Key", "Title", "Kind", "Force"), rows))
    return 0
