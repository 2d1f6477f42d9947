"""A policy of insurance, as its certificate or schedule gives it: read into answers and details."""

from typing import Any

from checklists.money import NoAmount, read_pounds
from checklists.vocabulary import Basis
from portal.web.fields import Read
from portal.web.typed import Typed

ALONE, PRIMARY, EXCESS = "alone", "primary", "excess"
EXCESSES = ("2", "3", "4", "5")
"""Layers above the primary one, which is the first."""

SAY_BASIS = "Say whether it is for any one claim or in the aggregate."
SAY_LAYER = "Say whether it is the only policy or one of several."
SAY_EXCESS = "Say which excess policy it is, counted from the primary one."


def read_policy(typed: Typed) -> Read:
    """The answers amount and basis, and the details insurer, policy_number, insured_name and layer."""
    read = Read()
    read.words(typed, "insurer", "Enter the name of the insurer.")
    read.words(typed, "policy_number", "Enter the policy number.")
    read.words(typed, "insured_name", "Enter the name of the insured, as the certificate gives it.")
    try:
        read.answers["amount"] = read_pounds(typed.first("amount"))
    except NoAmount as error:
        read.problems["amount"] = str(error)
    else:
        if read.answers["amount"] is None:
            read.problems["amount"] = "Enter the amount insured."
    read.choice(typed, "basis", tuple(Basis), SAY_BASIS)
    details = {name: read.answers.pop(name) for name in ("insurer", "policy_number", "insured_name")}
    read.answers["details"] = {**details, "layer": read_layer(typed, read.problems)}
    return read


def read_layer(typed: Typed, problems: dict[str, str]) -> int | None:
    """The number of the layer, 1 for the primary policy; None for a policy that stands alone."""
    place = typed.first("layers")
    if place == PRIMARY:
        return 1
    if place == EXCESS and typed.first("excess") in EXCESSES:
        return int(typed.first("excess"))
    if place != ALONE:
        problems["excess" if place == EXCESS else "layers"] = SAY_EXCESS if place == EXCESS else SAY_LAYER
    return None


def layer_as_typed(layer: Any) -> dict[str, list[str]]:
    """The fields for a layer as they stand when the form is opened."""
    if layer is None:
        return {"layers": [ALONE]}
    return {"layers": [PRIMARY if layer == 1 else EXCESS], "excess": [str(layer) if layer > 1 else ""]}
