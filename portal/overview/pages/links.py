"""Ways from the pages of a contract to what other rooms know of it."""

from portal.access import Audience
from portal.findings.presenters.view import counted_words
from portal.findings.queries.counted import count_of_contract
from portal.web.addresses import ACTIONS
from portal.web.at import AtContract
from portal.words.wording import day


def actions_link(at: AtContract) -> dict[str, str] | None:
    """What is to be done after visits and meetings, with how much is overdue: now with the way to it; of a
    past day as it was known on its evening, and with no way, since there it stands as it is today."""
    evening, contract_id = at.as_at.when.evening, at.place.contract_id
    found = count_of_contract(at.session, contract_id, at.as_at.looked_on, evening)
    words = counted_words(found, is_desk=Audience.REVIEWER in at.place.audiences)
    if not words:
        return None
    if evening:
        return {"href": "", "text": f"On the evening of {day(evening)}: {words}"}
    return {"href": ACTIONS(contract_id), "text": words}
