"""What waits for a lead beside submissions, in words, each with the page where it is done."""

import uuid
from dataclasses import dataclass

from portal.review.queries.besides import Besides
from portal.web.addresses import CONTRACT_OCCURRENCES, CONTRACT_PAYMENTS, CONTRACT_RETURNS
from portal.web.commitment_addresses import CONTRACT_COMMITMENTS
from portal.web.outcome_addresses import CONTRACT_OUTCOMES
from portal.words.wording import counted


@dataclass(frozen=True, slots=True)
class BesidesLink:
    text: str
    href: str


def besides_links(
    found: Besides, contract_id: uuid.UUID, council: str, to_rate: int = 0
) -> list[BesidesLink]:
    """`to_rate` are partners' soft outcomes of a period that are still to be rated."""
    payments = CONTRACT_PAYMENTS(contract_id)
    said = [
        (found.returns, f"{counted(found.returns, 'return')} to decide on", CONTRACT_RETURNS(contract_id)),
        (found.occurrences, occurrences_words(found, council), CONTRACT_OCCURRENCES(contract_id)),
        (found.to_approve, f"{counted(found.to_approve, 'payment statement')} to approve", payments),
        (found.to_put_up, f"{counted(found.to_put_up, 'payment statement')} to put up", payments),
        (found.figures, figures_words(found.figures), CONTRACT_COMMITMENTS(contract_id)),
        (to_rate, f"{counted(to_rate, 'review')} of soft outcomes to rate", CONTRACT_OUTCOMES(contract_id)),
    ]
    return [BesidesLink(text, href) for number, text, href in said if number]


def occurrences_words(found: Besides, council: str) -> str:
    """
    >>> occurrences_words(Besides(occurrences=2, late=1), "Dover Council")
    '2 things that happened, to be told to Dover Council: 1 late'
    """
    late = f": {found.late} late" if found.late else ""
    return f"{counted(found.occurrences, 'thing')} that happened, to be told to {council}{late}"


def figures_words(number: int) -> str:
    return f"{counted(number, 'figure of a commitment', 'figures of commitments')} to decide on"
