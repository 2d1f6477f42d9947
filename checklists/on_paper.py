"""What is asked of evidence, also of what came on paper: then there is a file, whatever it is for."""

from checklists.kinds import rules_for
from checklists.requirement import Requirement

PAPER = frozenset({"files"})


def questions_of(requirement: Requirement, is_on_paper: bool) -> frozenset[str]:
    """All questions."""
    asked = rules_for(requirement).asks(requirement)
    return asked | PAPER if is_on_paper else asked


def needed_of(requirement: Requirement, is_on_paper: bool) -> frozenset[str]:
    """Those that must be answered."""
    needed = rules_for(requirement).needs(requirement)
    return needed | PAPER if is_on_paper else needed
