"""An assessment as it is written in the portal: what is to be said of each characteristic or section."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from checklists.kinds.assessment import asked_of
from checklists.requirement import Requirement

WHAT_WAS_FOUND = "What was found"
"""The one section of an assessment of which no sections are asked."""


class Impact(StrEnum):
    """What a service does to people who share a characteristic."""

    POSITIVE = "positive"
    NONE = "none"
    NEGATIVE = "negative"


class Way(StrEnum):
    """How a partner gives an assessment: written in the portal, or as a document of its own."""

    FORM = "form"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about a characteristic, or in a section, which have no impact.

    `mitigation` is what is done about it.
    """

    name: str
    impact: Impact | None = None
    words: str = ""
    evidence: str = ""
    mitigation: str = ""

    @property
    def is_begun(self) -> bool:
        return bool(self.impact or self.words or self.evidence or self.mitigation)


def findings_asked(requirement: Requirement) -> tuple[str, ...]:
    """What the form asks about, a page each."""
    return asked_of(requirement) or (WHAT_WAS_FOUND,)


def wanting(requirement: Requirement, finding: Finding) -> tuple[str, ...]:
    """The fields of the finding that still have to be filled, in the order of asking.

    A negative impact wants a mitigation; what was found in a section may be well as it is.
    """
    asks_impact = bool(requirement.characteristics)
    empty = {
        "impact": asks_impact and finding.impact is None,
        "words": not finding.words,
        "evidence": not finding.evidence,
        "mitigation": finding.impact is Impact.NEGATIVE and not finding.mitigation,
    }
    return tuple(name for name, is_wanting in empty.items() if is_wanting)


def dealt_with(requirement: Requirement, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Those of the characteristics or sections asked of which everything has been said, in their order."""
    said = {finding.name for finding in findings if not wanting(requirement, finding)}
    return tuple(name for name in findings_asked(requirement) if name in said)
