"""A file per kind of evidence; `rules_for` gives the rules of a requirement's kind."""

from checklists.kinds.accounts import AccountsRules
from checklists.kinds.assessment import AssessmentRules
from checklists.kinds.base import KindRules, Part
from checklists.kinds.cover import CoverRules
from checklists.kinds.papers import (
    AgreementRules,
    ConfirmationRules,
    DocumentRules,
    IssuedRules,
)
from checklists.kinds.register import RegisterRules, TrainingRules
from checklists.requirement import Requirement
from checklists.vocabulary import Kind

RULES: dict[Kind, KindRules] = {
    Kind.DOCUMENT: DocumentRules(),
    Kind.CONFIRMATION: ConfirmationRules(),
    Kind.AGREEMENT: AgreementRules(),
    Kind.ISSUED: IssuedRules(),
    Kind.REGISTER: RegisterRules(),
    Kind.COVER: CoverRules(),
    Kind.ACCOUNTS: AccountsRules(),
    Kind.ASSESSMENT: AssessmentRules(),
}


TRAINING = TrainingRules()
"""The rules of a register that asks for training."""


def rules_for(requirement: Requirement) -> KindRules:
    """The rules of the requirement's kind."""
    return TRAINING if requirement.topics else RULES[requirement.kind]


__all__ = ["KindRules", "Part", "rules_for"]
