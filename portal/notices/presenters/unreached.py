"""Who cannot be reached, in words: a mail came back, or a contact has left."""

from collections.abc import Iterator

from portal.notices.presenters.saying import Group, Saying
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import CONTACTS, INVITATIONS, SENT_NOTICES
from portal.words.labels import CONTACT_PLACE


def came_back(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.engagement:
        what = f"A mail to {first.person} of {first.engagement.partner} came back"
        why = "They may not know what is asked of them. Ring them up, and ask for another contact."
        yield Saying(Towards.MANAGERS, "queue", what, why, CONTACTS(first.engagement.engagement_id))
    elif first.contract:
        what, href = f"A mail to {first.person} came back", SENT_NOTICES(first.contract.contract_id)
        why = "The address may be wrong, or the mailbox full. Ask them, and say what they have missed."
        yield Saying(Towards.MANAGERS, "queue", what, why, href)


def invitation_came_back(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.contract:
        whom = first.called.get("message", first.person)
        what, href = f"The invitation to {whom} came back", INVITATIONS(first.contract.contract_id)
        why = "It could not be delivered. Ask them for an address that works, and invite them again."
        yield Saying(Towards.MANAGERS, "queue", what, why, href)


def contact_left(group: Group) -> Iterator[Saying]:
    """The lead hears of it, and the partner is asked for somebody else."""
    first = group[0]
    if first.engagement is None:
        return
    part, href = first.engagement, CONTACTS(first.engagement.engagement_id)
    person = first.called.get("person") or first.person
    place = " and ".join(CONTACT_PLACE[each].lower() for each in first.data["places"])
    what = f"{person} of {part.partner} has left, and was its {place}"
    why = "Others of them get the reminders. Ask for somebody else to be named."
    yield Saying(Towards.MANAGERS, "queue", what, why, href)
    what = f"{person} has left, and was your {place} for {part.where}"
    why = f"Name somebody else, so that nothing is missed. {part.lead} has been told."
    yield Saying(Towards.CONTACTS, "terms", what, why, href)
