"""What is signed word for word, and whether what was signed is what is asked for."""

import hashlib
from functools import lru_cache

from checklists.facts import Decision
from checklists.requirement import Requirement
from checklists.vocabulary import Kind

NEVER_SIGNED = frozenset({Kind.REGISTER, Kind.ASSESSMENT})
"""Kinds with which no statement is signed, also where their requirement has one."""

NOTHING = ""
"""The mark of what was sent without a statement."""


def statement_of(requirement: Requirement) -> str:
    """What is signed, word for word; empty where nothing is."""
    if requirement.kind in NEVER_SIGNED:
        return ""
    asked = requirement.asks if requirement.kind is Kind.CONFIRMATION else ""
    return requirement.statement or asked


@lru_cache(maxsize=4096)
def mark_of_signed(statement: str) -> str:
    """Tells one statement from another; blanks and capitals make no difference.

    >>> mark_of_signed("We have a  policy.") == mark_of_signed("We have a Policy.")
    True
    >>> mark_of_signed("We have a policy.") == mark_of_signed("We have policies.")
    False
    """
    return hashlib.sha256(" ".join(statement.casefold().split()).encode()).hexdigest()[:16]


def is_same_statement(one: str, another: str) -> bool:
    return mark_of_signed(one) == mark_of_signed(another)


def is_as_asked(requirement: Requirement, signed: str | None) -> bool:
    """Whether what bears this mark is what is asked for. Where nobody noted what was signed it is taken to be
    so, as it is where nothing is signed any more."""
    asked = statement_of(requirement)
    return not asked or signed in {None, mark_of_signed(asked)}


def is_other_signed(requirement: Requirement, decision: Decision) -> bool:
    """Whether something else was signed than is asked for."""
    return not is_as_asked(requirement, decision.signed)
