"""The questions that only accounts and agreements ask: what was typed, read into details."""

from checklists.vocabulary import Assurance
from portal.submissions.actions.keep_draft import Answers
from portal.web.fields import Fields
from portal.web.typed import Typed


def read_assurance(typed: Typed) -> Answers:
    """What an accountant gave with the accounts. Raises CannotDo, as all these readers do."""
    fields = Fields(typed)
    assurance = fields.choice("assurance", tuple(Assurance), "Say whether the accounts are audited.")
    fields.check()
    return {"assurance": assurance}


def read_parties(typed: Typed, lead: str, partner: str) -> Answers:
    """Who has signed an agreement for each side."""
    fields = Fields(typed)
    signed = {
        name: fields.line(name, f"Enter the name of the person who signed for {side}.")
        for name, side in (("signed_for_lead", lead), ("signed_for_partner", partner))
    }
    fields.check()
    return signed
