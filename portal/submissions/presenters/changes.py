"""What whoever sent something may still do about it."""

from dataclasses import dataclass

from checklists.requirement import Requirement
from portal.standing.queries.sent_and_decided import Sent
from portal.standing.queries.submissions import SubmissionAnswers
from portal.submissions.actions.take_back import NOT_BY_ITSELF


@dataclass(frozen=True, slots=True)
class Changes:
    """Whether it can be taken back, and whether a file of it can be replaced."""

    take_back: bool
    replace: bool

    @property
    def any(self) -> bool:
        return self.take_back or self.replace


NO_CHANGES = Changes(take_back=False, replace=False)


def changes_of(requirement: Requirement, sent: Sent | SubmissionAnswers, *, is_decided: bool) -> Changes:
    """Until a reviewer opens it, and until it is decided. What the lead entered it takes back as a whole."""
    is_own = requirement.kind not in NOT_BY_ITSELF and requirement.is_the_partners
    waits = is_own and sent.sent_at is not None and not sent.taken_back_at and not is_decided
    has_parts = bool(sent.files) and not sent.received_way
    return Changes(take_back=waits and not sent.opened_at, replace=waits and has_parts)
