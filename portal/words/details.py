"""The answers that only one kind of evidence has, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from checklists.vocabulary import Assurance
from portal.words.wording import day

ASSURANCE = {
    Assurance.AUDIT: "Audited",
    Assurance.EXAMINATION: "Independently examined, not audited",
    Assurance.NEITHER: "Neither audited nor independently examined",
}

POLICY = {"insurer": "Insurer", "policy_number": "Policy number", "insured_name": "Insured"}


def details_in_words(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The answers as label and words; what was not answered is left out."""
    if said := details.get("assurance"):
        yield "The accounts are", ASSURANCE[Assurance(said)]
    if name := details.get("signed_for_lead"):
        yield "Signed for the lead by", name
    if name := details.get("signed_for_partner"):
        yield "Signed for the partner by", name
    if signed_on := details.get("signed_on"):
        yield "Signed by both on", day(date.fromisoformat(signed_on))
    yield from policy_in_words(details)
    if first_on := details.get("first_on"):
        yield "Still in force, first signed on", day(date.fromisoformat(first_on))


def policy_in_words(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, label in POLICY.items():
        if said := details.get(name):
            yield label, said
    if layer := details.get("layer"):
        yield "Layer", layer_words(layer)


def layer_words(layer: int | None) -> str:
    """Which of several policies it is; empty for one that stands alone.

    >>> layer_words(1), layer_words(2), layer_words(None)
    ('Primary policy', 'Excess policy, layer 2', '')
    """
    if layer is None:
        return ""
    return "Primary policy" if layer == 1 else f"Excess policy, layer {layer}"


def accepted_words(until: str, assurance: Assurance | None = None) -> str:
    """What an acceptance says: until when, and whether an examination was taken in place of an audit.

    >>> accepted_words("31 March 2027"), accepted_words("", Assurance.EXAMINATION)
    ('Accepted until 31 March 2027', 'Accepted, independent examination')
    """
    accepted = f"Accepted until {until}" if until else "Accepted"
    return f"{accepted}, independent examination" if assurance is Assurance.EXAMINATION else accepted
