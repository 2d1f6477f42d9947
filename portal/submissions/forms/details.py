"""The questions that only accounts and agreements ask: what was typed, read into details."""

from datetime import date

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


def read_parties(typed: Typed, lead: str, partner: str, today: date) -> Answers:
    """Who has signed an agreement for each side, and when the last of them did."""
    fields = Fields(typed)
    signed = {
        name: fields.line(name, f"Enter the name of the person who signed for {side}.")
        for name, side in (("signed_for_lead", lead), ("signed_for_partner", partner))
    }
    needed = "Enter the day on which the last side signed."
    signed_on = fields.past_day("signed_on", "The day on which the last side signed", needed, today)
    fields.check()
    return {**signed, "signed_on": signed_on.isoformat() if signed_on else ""}
