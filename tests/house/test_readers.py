"""What comes from outside has one reader, which knows what a database takes and how far a day may lie."""

import re

from tests.house.sources import list_python, name_of

READERS = {
    r"\.query_params\b": {"portal/web/asked.py"},
    r"\.form\(\)": {f"portal/web/{each}.py" for each in ("csrf", "dependencies", "http")},
    r"\.path_params\b": {"portal/web/at.py", "portal/conditions/pages.py", "portal/submissions/pages/slot.py"}
    | {"portal/authoring/pages/row.py", "portal/authoring/pages/year.py"}
    | {f"portal/{each}/pages/frame.py" for each in ("council", "payments", "returns")},
    r"request\.headers\b": {
        f"portal/web/{each}.py"
        for each in ("csrf", "ended", "form", "http", "leading_back", "network", "receiving")
    }
    | {"portal/running/pages.py", "portal/sign_in/pages/arriving.py"},
}
"""What is read, and who may. Gaps of addresses hold no NUL when anybody looks (portal/web/door.py)."""


def test_what_comes_from_outside_has_one_reader() -> None:
    for what, readers in READERS.items():
        found = {name_of(path) for path in list_python("portal") if re.search(what, path.read_text("utf-8"))}
        assert found - readers == set(), what
