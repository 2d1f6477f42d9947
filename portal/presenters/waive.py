"""What a waiver may be for, as choices."""

from collections.abc import Sequence
from typing import Any

from checklists.requirement import Requirement
from checklists.vocabulary import Kind

WHOLE_WORDS = {
    Kind.COVER: "All the insurance",
    Kind.ACCOUNTS: "All financial years",
    Kind.REGISTER: "Everybody on the register",
}


def part_choices(
    requirement: Requirement, parts: Sequence[tuple[str, str]], chosen: str
) -> list[dict[str, Any]]:
    """Radio items, the whole first; empty where there is only the whole."""
    if not parts:
        return []
    pairs = [("", WHOLE_WORDS.get(requirement.kind, "The whole requirement")), *parts]
    return [{"value": key, "text": title, "checked": key == chosen} for key, title in pairs]
