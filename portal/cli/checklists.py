"""checklists list, checklists show, checklists propose."""

import json
import tempfile
from argparse import Namespace
from pathlib import Path

from checklists.as_toml import as_toml
from checklists.library import as_data, library, read_definition
from checklists.plain_data import YEAR, year_as_data
from checklists.requirement import Checklist
from checklists.vocabulary import Force
from evidence.accept import Accepted, Incoming, Refused
from portal.authoring.proposing import NotProposed, Proposal, propose_from_file
from portal.cli.failing import Failed
from portal.cli.tables import table
from portal.clock import today
from portal.words.wording import counted

LARGEST = 25 * 1024 * 1024
"""Bytes of a document that a checklist is read from."""

_CHUNK = 1024 * 1024


def list_checklists(chosen: Namespace) -> int:
    found = [
        {
            "key": each.key,
            "title": each.title,
            "requirements": len(each.requirements),
            "must": sum(asked.force is Force.MUST for asked in each.requirements),
            "should": sum(asked.force is Force.SHOULD for asked in each.requirements),
        }
        for each in library().values()
    ]
    if chosen.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        headings = ("Key", "Title", "Requirements", "Must", "Should")
        print(table(headings, [tuple(map(str, each.values())) for each in found]))
    return 0


def show_checklist(chosen: Namespace) -> int:
    checklist = definition_of(chosen.key)
    if chosen.json:
        print(json.dumps(as_data(checklist), indent=2, ensure_ascii=False))
    elif chosen.toml:
        print(as_toml(checklist), end="")
    else:
        print(f"{checklist.title} ({checklist.key})\n")
        rows = [(each.clause, each.key, each.title, each.kind, each.force) for each in checklist.requirements]
        print(table(("Clause", "Key", "Title", "Kind", "Force"), rows))
        print(f"\n{table(('Clause', 'Key', 'Title', 'Through the year'), year_rows(checklist))}")
    return 0


def year_rows(checklist: Checklist) -> list[tuple[str, ...]]:
    lists = year_as_data(checklist.year)
    return [
        (row["clause"], row["key"], row["title"], YEAR[name]) for name, rows in lists.items() for row in rows
    ]


def definition_of(key: str) -> Checklist:
    """The library's checklist of that key, or that of a definition in a file of one's own, whose name ends in
    .toml. Raises Failed or DefinitionError."""
    if key.endswith(".toml"):
        return definition_in(Path(key))
    found = library().get(key)
    if found is None:
        raise Failed(f"there is no checklist {key!r}: see `portal checklists list`")
    return found


def definition_in(path: Path) -> Checklist:
    content = path.read_bytes()
    if len(content) > LARGEST:
        raise Failed(f"{path}: a definition is no larger than {LARGEST // 2**20} MB")
    try:
        return read_definition(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise Failed(f"{path}: a definition is text in UTF-8") from error


def propose_checklist(chosen: Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        try:
            file = accepted(Path(chosen.file), Path(folder))
            found = propose_from_file(file.path, file.media_type, file.name, in_force_from=today())
        except (Refused, NotProposed) as error:
            raise Failed(f"{chosen.file}: {error.sentence}") from error
    if chosen.json:
        print(json.dumps(found.as_data(), indent=2, ensure_ascii=False))
    else:
        print(shown(found))
    return 0


def accepted(path: Path, folder: Path) -> Accepted:
    """The file, looked at as an upload is. Raises Refused."""
    incoming = Incoming(folder, path.name, LARGEST)
    try:
        with path.open("rb") as content:
            while chunk := content.read(_CHUNK):
                incoming.write(chunk)
    except BaseException:
        incoming.discard()
        raise
    return incoming.finish()


def shown(found: Proposal) -> str:
    """The proposal for reading: a row a requirement, with what to look at again and what is missing."""
    headings = ("Clause", "Title", "Kind", "Force", "Look at", "Missing")
    rows = [
        (
            each["clause"],
            each["title"],
            each["kind"],
            each["force"],
            ", ".join(found.uncertain.get(each["key"], [])),
            ", ".join(found.missing.get(each["key"], [])),
        )
        for each in found.checklist["requirements"]
    ]
    groups = dict.fromkeys(each["group"] for each in found.checklist["requirements"])
    about = f"{len(rows)} requirements in {len(groups)} groups: {'; '.join(groups)}"
    left_out = [f"{each.place}: {each.words} ({each.why.value})" for each in found.left_out]
    dropped = "\n".join(["", "", f"Left out: {counted(len(left_out), 'row')}", *left_out]) if left_out else ""
    return f"{found.checklist['title']}\n{about}\n\n{table(headings, rows)}{dropped}"
