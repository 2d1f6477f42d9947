"""An event as it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class Said:
    """An event as it is told: what its ids stand for is looked up where names are kept, and empty where that
    is forgotten or not for whoever reads it."""

    name: str
    data: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    worker: str = ""
    person: str = ""

    @property
    def called_file(self) -> str:
        return f"The file {self.file}" if self.file else "A file"

    @property
    def who(self) -> str:
        """Somebody on a register."""
        return self.worker or "Somebody"

    @property
    def until(self) -> str:
        found = self.data.get("until")
        return day(date.fromisoformat(found)) if found else ""

    @property
    def reference(self) -> str:
        found = self.data.get("reference")
        return f", reference {found}" if found else ""
