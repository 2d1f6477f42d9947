"""A policy of insurance, as its certificate or schedule gives it: read into answers and details."""

from collections.abc import Sequence

from checklists.vocabulary import Basis
from portal.submissions.actions.keep_draft import Answers
from portal.submissions.forms.schedule import SAY_BASIS, AlsoCover, read_also
from portal.web.fields import Fields, Problems
from portal.web.typed import Typed

ALONE, PRIMARY, EXCESS = "alone", "primary", "excess"
EXCESSES = ("2", "3", "4", "5")
"""Layers above the primary one, which is the first."""
LAYERS_ASKED = frozenset({1, *map(int, EXCESSES)})

SAY_LAYER = "Say whether it is the only policy or one of several."
SAY_EXCESS = "Say which excess policy it is, counted from the primary one."
SAY_NO_EXCESS = "Say above that it is an excess policy, or choose here that it is none."


def read_policy(typed: Typed, offered: Sequence[AlsoCover] = ()) -> Answers:
    """The answers amount and basis, and the details insurer, policy_number, insured_name, layer and also: the
    other covers of the same schedule, of those that are offered.

    Raises CannotDo.
    """
    fields = Fields(typed)
    details: Answers = {
        "insurer": fields.line("insurer", "Enter the name of the insurer."),
        "policy_number": fields.line("policy_number", "Enter the policy number."),
        "insured_name": fields.line(
            "insured_name", "Enter the name of the insured, as the certificate gives it."
        ),
    }
    amount = fields.pounds("amount", "Enter the amount insured.")
    basis = fields.choice("basis", tuple(Basis), SAY_BASIS)
    details["layer"] = read_layer(typed, fields.problems)
    if also := read_also(fields, offered):
        details["also"] = also
    fields.check()
    return {"amount": amount, "basis": basis, "details": details}


def read_layer(typed: Typed, problems: Problems) -> int | None:
    """The number of the layer, 1 for the primary policy; None for a policy that stands alone."""
    place, excess = typed.first("layers"), typed.first("excess")
    if place == EXCESS:
        if excess in EXCESSES:
            return int(excess)
        problems["excess"] = SAY_EXCESS
    elif place not in (ALONE, PRIMARY):
        problems["layers"] = SAY_LAYER
    elif excess in EXCESSES:
        problems["excess"] = SAY_NO_EXCESS
    return 1 if place == PRIMARY else None


def layer_as_typed(layer: int | None) -> dict[str, list[str]]:
    """The fields for a layer as they stand when the form is opened."""
    if layer is None:
        return {"layers": [ALONE]}
    return {"layers": [PRIMARY if layer == 1 else EXCESS], "excess": [str(layer) if layer > 1 else ""]}
