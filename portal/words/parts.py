"""What a part of a slot is called."""

from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Kind


def part_words(requirement: Requirement, part: str, person: str | None = None) -> str:
    """Insurance: Public liability insurance. A person is named only where `person` is given."""
    if not part:
        return requirement.title
    if requirement.kind is Kind.REGISTER:
        return f"{requirement.title}: {person}" if person else f"{requirement.title}: one person"
    if requirement.kind is Kind.ACCOUNTS:
        return part_title(requirement, part)
    return f"{requirement.title}: {part_title(requirement, part)}"
