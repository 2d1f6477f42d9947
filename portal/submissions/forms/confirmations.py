"""Several statements with one signature: what was ticked and typed."""

from dataclasses import dataclass

from portal.submissions.forms.statement import read_signer
from portal.web.fields import Fields
from portal.web.typed import Typed

NONE_TICKED = "Tick each statement that is true."


@dataclass(frozen=True, slots=True)
class SignedTogether:
    """`ticked` has by requirement key the mark of the words that were shown."""

    ticked: dict[str, str]
    name: str
    position: str


def read_together(typed: Typed) -> SignedTogether:
    """Raises CannotDo."""
    fields = Fields(typed)
    ticked = dict(value.partition(":")[::2] for value in typed.getlist("confirm") if value)
    if not ticked:
        fields.problems["confirm"] = NONE_TICKED
    signer = read_signer(fields)
    fields.check()
    return SignedTogether(ticked, signer.name, signer.position)
