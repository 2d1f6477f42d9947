"""What is typed into a letter to a partner."""

import uuid
from collections.abc import Collection

from portal.notices.queries.recipients import Recipient
from portal.partners.actions.write_letter import NO_SUBJECT, NO_WORDS, NOBODY, SaidLetter
from portal.partners.actions.write_note import LONGEST
from portal.web.fields import Fields
from portal.web.typed import Typed

NOT_ONE_OF_THEM = "Choose people of this partner."


def read_letter(typed: Typed, people: Collection[Recipient]) -> SaidLetter:
    """Raises CannotDo."""
    fields = Fields(typed)
    chosen, known = set(typed.get("to", ())), {str(each.person_id) for each in people}
    if not chosen:
        fields.miss("to", NOBODY)
    elif not chosen <= known:
        fields.problems["to"] = NOT_ONE_OF_THEM
    subject = fields.line("subject", NO_SUBJECT)
    words = fields.lines("words", NO_WORDS, LONGEST)
    fields.check()
    return SaidLetter(frozenset(uuid.UUID(each) for each in chosen), subject, words)
