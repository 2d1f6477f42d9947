"""Ways from the pages of a contract to what other rooms know of it."""

from portal.findings.presenters.view import counted_words
from portal.findings.queries.counted import count_of_contract
from portal.web.addresses import ACTIONS
from portal.web.at import AtContract


def actions_link(at: AtContract) -> dict[str, str] | None:
    """The way to what is to be done after visits and meetings, with how much is overdue now."""
    words = counted_words(count_of_contract(at.session, at.place.contract_id, at.today))
    return {"href": ACTIONS(at.place.contract_id), "text": words} if words else None
