"""People in groups: who has no accepted check yet, whose renewal is due, who is in date, who has left."""

from collections.abc import Iterable
from enum import StrEnum

from checklists.vocabulary import State


class Group(StrEnum):
    """In the order of what is to be done."""

    STARTERS = "starters"
    RENEWALS = "renewals"
    TRAINING = "training"
    TRAINING_SENT = "training-sent"
    IN_DATE = "in-date"
    NOT_ASKED = "not-asked"
    LEFT = "left"


CHECKS = {
    Group.STARTERS: "No accepted check yet",
    Group.RENEWALS: "Renewal due or expired",
    Group.TRAINING: "Check in date, training still to do",
    Group.TRAINING_SENT: "Check in date, training being checked",
    Group.IN_DATE: "In date",
    Group.NOT_ASKED: "No check is asked for",
    Group.LEFT: "Left",
}
TRAINING = CHECKS | {
    Group.STARTERS: "Training still to be accepted",
    Group.NOT_ASKED: "No training is asked for",
}


def group_of(standing: Iterable[tuple[State, bool]]) -> Group:
    """Of the states of what is asked of somebody, each with whether its end is near."""
    told = list(standing)
    states = {state for state, _ in told} - {State.NOT_NEEDED}
    if not states:
        return Group.NOT_ASKED
    if State.MISSING in states:
        return Group.STARTERS
    is_due = State.EXPIRED in states or any(is_near for _, is_near in told)
    return Group.RENEWALS if is_due else Group.IN_DATE
