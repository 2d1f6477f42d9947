"""The table of settings in docs/running.md: by name, the default as it is told."""

import re

from tests.house.sources import ROOT

PAPER = (ROOT / "docs" / "running.md").read_text("utf-8")
NAME = re.compile(r"(PORTAL_[A-Z_]+|DATABASE_URL)")
ROW = re.compile(r"^\| `(PORTAL_[A-Z_]+|DATABASE_URL)` \| (.+) \| (.+) \|$", re.MULTILINE)
TOLD = {name: default.strip() for name, _, default in ROW.findall(PAPER)}
