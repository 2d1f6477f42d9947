"""A checklist proposed from a file, which is read in a process of its own; nothing of it is kept."""

from datetime import date
from pathlib import Path

from checklists.proposal import NoChecklist, Proposal, propose
from evidence.document_tables import read_document_tables
from evidence.refusal import Refused

__all__ = ["NotProposed", "Proposal", "propose_from_file"]


class NotProposed(ValueError):
    """No checklist could be read; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def propose_from_file(path: Path, media_type: str, name: str, *, in_force_from: date) -> Proposal:
    """The checklist that an accepted file holds. Raises NotProposed."""
    try:
        return propose(read_document_tables(path, media_type), name, in_force_from)
    except Refused as refused:
        raise NotProposed(refused.sentence) from refused
    except NoChecklist as absent:
        raise NotProposed(str(absent)) from absent
