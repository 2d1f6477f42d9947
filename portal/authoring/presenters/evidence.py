"""What a new version does to what partners have sent and had accepted, requirement by requirement."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklists.continuing import Earlier
from checklists.names import plain_name
from checklists.requirement import Requirement
from checklists.revising import Changed
from portal.authoring.actions.check_draft import since_when
from portal.words.wording import counted


@dataclass(frozen=True, slots=True)
class Evidence:
    """`earlier` are the requirements that there ever were, `accepted` for how many engagements something was
    accepted, `waiting` how much waits for a decision, all by key."""

    earlier: Mapping[str, Earlier]
    accepted: Mapping[str, int]
    waiting: Mapping[str, int] = field(default_factory=dict)

    def of_added(self, requirement: Requirement) -> str:
        """It joins what was accepted for the same requirement before, and nothing else."""
        before = self.earlier.get(requirement.key)
        if before:
            return (
                f"The same as “{before.requirement.title}”, {since_when(before)}. {self.counts(before.key)}"
            )
        return f"A new requirement: nothing counts for it yet.{self.left_behind(requirement)}"

    def left_behind(self, requirement: Requirement) -> str:
        """Of an earlier requirement of the same name, of which it is not the continuation."""
        for each in self.earlier.values():
            same_name = plain_name(each.requirement.title) == plain_name(requirement.title)
            if same_name and self.accepted.get(each.key):
                return (
                    f" What was accepted for the earlier “{each.requirement.title}” ({self.number(each.key)})"
                    " is not joined; it stays where it was sent."
                )
        return ""

    def of_removed(self, requirement: Requirement) -> str:
        left = self.leaving_the_queue(requirement.key)
        if not self.accepted.get(requirement.key):
            return f"Nothing has been accepted for it.{left}"
        return (
            f"What was accepted for it ({self.number(requirement.key)}) stays on the record,"
            f" and counts again if the requirement is put back.{left}"
        )

    def leaving_the_queue(self, key: str) -> str:
        match self.waiting.get(key, 0):
            case 0:
                return ""
            case 1:
                return " 1 submission waits for a decision: it leaves the queue, and comes back with it."
            case number:
                return (
                    f" {number} submissions wait for a decision: they leave the queue, and come back with it."
                )

    def of_changed(self, changed: Changed) -> str:
        was = f"It was called “{changed.before.title}”. " if "title" in changed.fields else ""
        key = changed.after.key
        if not self.accepted.get(key):
            return f"{was}Nothing has been accepted for it yet."
        return f"{was}What was accepted for it ({self.number(key)}) is read by the new words from then on."

    def counts(self, key: str) -> str:
        if not self.accepted.get(key):
            return "Nothing was accepted for it."
        return f"What was accepted for it ({self.number(key)}) counts again, as far as it has not lapsed."

    def number(self, key: str) -> str:
        return counted(self.accepted[key], "engagement")
