"""Every event is told in words, not by its name."""

import ast
import re
from collections.abc import Iterator

from portal.notices.queries.tellable import TELLING
from portal.words.event_groups import GROUPS
from portal.words.events import WORDS
from tests.house.sources import list_python, tree_of

NO_EVENTS = {"archive-contract", "not-held", "send-reset"}
"""Work, and what a page says, that is named where an event is recorded."""

RECORDS = {"record_event", "record_events", "Happened", "record_opened", "write_events", "say", "keep"}


def names_in_code() -> Iterator[str]:
    """What looks like the name of an event in whatever records one or has one recorded, however it is handed
    on there."""
    for path in list_python("portal"):
        tree = tree_of(path)
        imported = {
            each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names
        }
        if path.parent.name not in {"queries", "presenters"} and imported & RECORDS:
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z]+)+", str(node.value)):
                    yield str(node.value)


def test_every_event_has_words() -> None:
    """Those that anybody is told of, and those that stand in the code."""
    assert (set(TELLING) | set(names_in_code())) - WORDS.keys() - NO_EVENTS == set()


def test_groups_are_made_of_events() -> None:
    named = [name for _, group in GROUPS.values() for name in group]
    assert set(named) <= WORDS.keys()
    assert len(named) == len(set(named))
