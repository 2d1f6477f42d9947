"""What a reviewer reads in evidence besides its days, and by which it would count for more than was sent."""

from collections.abc import Iterator

from checklists.facts import Decision
from checklists.odd_days import OddDay
from checklists.vocabulary import Assurance, Basis

SAID_OF_BASIS = {
    Basis.PER_CLAIM: "The partner said that the amount is for any one claim.",
    Basis.AGGREGATE: "The partner said that the amount is in the aggregate.",
}
SAID_OF_ASSURANCE = {
    Assurance.AUDIT: "The partner said that the accounts are audited.",
    Assurance.EXAMINATION: "The partner said that the accounts are independently examined.",
    Assurance.NEITHER: "The partner said that the accounts are neither audited nor examined.",
}
LEAST_FIRST = (Assurance.NEITHER, Assurance.EXAMINATION, Assurance.AUDIT)
PRIMARY = 1


def counts_for_more(read: Decision, sent: Decision) -> Iterator[OddDay]:
    """For each answer that is better than the one that was sent, what was sent. What nobody sent is not
    compared, and nothing is said of what is less."""
    if read.amount and sent.amount and read.amount > sent.amount:
        yield OddDay("amount", f"The partner gave £{sent.amount:,}.")
    if sent.basis is Basis.AGGREGATE and read.basis is Basis.PER_CLAIM:
        yield OddDay("basis", SAID_OF_BASIS[sent.basis])
    if sent.amount and read.layer != sent.layer:
        yield OddDay("layers", f"The partner said that this is {layer_words(sent.layer)}.")
    if read.assurance and sent.assurance and is_more(read.assurance, sent.assurance):
        yield OddDay("assurance", SAID_OF_ASSURANCE[sent.assurance])


def is_more(read: Assurance, sent: Assurance) -> bool:
    return LEAST_FIRST.index(read) > LEAST_FIRST.index(sent)


def layer_words(layer: int | None) -> str:
    """
    >>> layer_words(None), layer_words(1), layer_words(3)
    ('the only policy', 'the primary policy of several', 'an excess policy, number 2 above the primary')
    """
    if layer is None:
        return "the only policy"
    above = layer - PRIMARY
    return f"an excess policy, number {above} above the primary" if above else "the primary policy of several"
