"""What a contract keeps of the commitments of its tender."""

import uuid

import sqlalchemy as sa

from portal.history.queries.gone import GONE_NAME
from portal.records import Base, Commitment, CommitmentAnswer, CommitmentFile, CommitmentGiven

Where = sa.ColumnElement[bool]


def commitments(contract_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    return sa.select(Commitment.id).where(Commitment.contract_id == contract_id)


def rows_of_commitments(contract_id: uuid.UUID) -> dict[str, Where]:
    """By table, which of its rows."""
    its = commitments(contract_id)
    return {
        "commitment": Commitment.contract_id == contract_id,
        "commitment_given": CommitmentGiven.commitment_id.in_(its),
        "commitment_file": CommitmentFile.commitment_id.in_(its),
        "commitment_answer": CommitmentAnswer.commitment_id.in_(its),
    }


def files_of_commitments(contract_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    its = commitments(contract_id)
    return sa.select(CommitmentFile.file_id).where(CommitmentFile.commitment_id.in_(its))


def words_of_commitments(contract_id: uuid.UUID) -> tuple[tuple[type[Base], Where, dict[str, str]], ...]:
    """Where somebody wrote freely, and what stands there once that is gone: a reason stays one."""
    its = commitments(contract_id)
    struck, answered = Commitment.struck_because, CommitmentAnswer.words
    return (
        (Commitment, (Commitment.source != "") & (Commitment.contract_id == contract_id), {"source": ""}),
        (
            Commitment,
            struck.not_in(("", GONE_NAME)) & (Commitment.contract_id == contract_id),
            {"struck_because": GONE_NAME},
        ),
        (
            CommitmentGiven,
            (CommitmentGiven.evidence != "") & CommitmentGiven.commitment_id.in_(its),
            {"evidence": ""},
        ),
        (
            CommitmentAnswer,
            answered.not_in(("", GONE_NAME)) & CommitmentAnswer.commitment_id.in_(its),
            {"words": GONE_NAME},
        ),
    )
