"""The answers that only one kind of evidence has: how they are named in a submission's and a decision's
`details`, and what of them the rules may know.

insurance: insurer, policy_number, insured_name, layer (whole number, 1 is the primary policy); of a draft
also: the other covers of the same schedule, each a part with its amount (whole pounds) and basis
accounts: assurance (audit, independent-examination or neither)
agreement: signed_for_lead, signed_for_partner (names), signed_on (ISO day on which the last side signed)
assessment: covers (list of characteristics or sections)
confirmation: first_on (ISO day of the signed confirmation that is still in force)
issued by the lead: edition (whole number, of the one that was acknowledged; without one the first)
any: signed (mark of the statement that was signed, empty where none was; of decisions only)
any: carried (true of what the lead carried over from its own records)
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from checklists.facts import FIRST_EDITION
from checklists.signing import NOTHING, mark_of_signed
from checklists.vocabulary import Assurance

NAMES = frozenset(
    {
        "insurer",
        "policy_number",
        "insured_name",
        "layer",
        "assurance",
        "signed_for_lead",
        "signed_for_partner",
        "signed_on",
        "covers",
        "first_on",
        "also",
        "carried",
        "edition",
        "signed",
    }
)


def rule_fields(details: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `checklists.facts.Decision` that are kept among the details."""
    assurance, covers = details.get("assurance"), details.get("covers")
    return {
        "layer": details.get("layer"),
        "assurance": Assurance(assurance) if assurance else None,
        "covers": frozenset(covers) if covers is not None else None,
        "first_on": day_of(details, "first_on"),
        "signed_on": day_of(details, "signed_on"),
        "carried": bool(details.get("carried")),
        "edition": edition_of(details),
        "signed": details.get("signed"),
    }


def day_of(details: Mapping[str, object], name: str) -> date | None:
    said = details.get(name)
    return date.fromisoformat(str(said)) if said else None


def edition_of(details: Mapping[str, Any]) -> int:
    """Which edition was acknowledged."""
    return int(details.get("edition", FIRST_EDITION))


def with_signed(details: Mapping[str, object], statement: object) -> dict[str, object]:
    """With the mark of the statement that was signed, or of none. Of what the lead carried over nobody noted
    what was signed."""
    if details.get("carried"):
        return dict(details)
    return {**details, "signed": mark_of_signed(str(statement)) if statement else NOTHING}
