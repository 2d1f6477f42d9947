"""A file as it stands beside the words that it shows to be so."""

import uuid
from dataclasses import dataclass

from portal.records import Scan


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that somebody put to what they said, and in which turn. It `is_open` unless a scanner has not
    answered, or found something."""

    file_id: uuid.UUID
    name: str
    sha256: str
    number: int
    scan: str

    @property
    def is_open(self) -> bool:
        return self.scan not in {Scan.CHECKING.value, Scan.FOUND.value}

    @property
    def is_harmful(self) -> bool:
        return self.scan == Scan.FOUND.value
