"""Who is told at a step: the people behind its rungs."""

from collections.abc import Iterator

from checklists.ladder import Rung, Step, rungs_of
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.recipients import People, Recipient
from portal.records import ContactPlace


def who_is_told(
    people: People, engagement: Engaged, step: Step, *, required: bool
) -> Iterator[tuple[Recipient, Rung]]:
    """Each person once, as the first that she is. On the commissioner's page it stands by itself: nobody
    there is written to. Where nobody of the partner can be, the lead's managers hear of what is required."""
    if not first_contacts(people, engagement):
        managers = people.staff_of(engagement.lead_id).managers if required else ()
        yield from ((each, Rung.MANAGER) for each in managers)
        return
    told = set()
    for rung in rungs_of(step, required=required):
        for recipient in behind(people, engagement, rung):
            if recipient.person_id not in told:
                told.add(recipient.person_id)
                yield recipient, rung


def behind(people: People, engagement: Engaged, rung: Rung) -> tuple[Recipient, ...]:
    match rung:
        case Rung.CONTACT:
            return first_contacts(people, engagement)
        case Rung.SECOND:
            return named(people, engagement, ContactPlace.SECOND)
        case Rung.MANAGER:
            return managers_of(people, engagement)
        case Rung.CHIEF_OFFICER:
            return named(people, engagement, ContactPlace.CHIEF_OFFICER)
        case Rung.COMMISSIONER:
            return ()


def first_contacts(people: People, engagement: Engaged) -> tuple[Recipient, ...]:
    """The first contact, or where none is named the partner's managers, or all who are there."""
    staff = people.staff_of(engagement.partner_id)
    return named(people, engagement, ContactPlace.FIRST) or staff.managers or staff.everybody


def named(people: People, engagement: Engaged, place: ContactPlace) -> tuple[Recipient, ...]:
    found = people.contact(engagement.engagement_id, place)
    return (found,) if found else ()


def reviewers_of(people: People, engagement: Engaged) -> tuple[Recipient, ...]:
    """Who decides: the lead's reviewers, or where it has none who has the contract. Whoever belongs to the
    partner too decides nothing that it sent."""
    staff, partners = people.staff_of(engagement.lead_id), people.staff_of(engagement.partner_id).everybody
    theirs = {each.person_id for each in partners}
    reviewers = tuple(each for each in staff.reviewers if each.person_id not in theirs)
    return reviewers or managers_of(people, engagement)


def managers_of(people: People, engagement: Engaged) -> tuple[Recipient, ...]:
    """Who has the contract, or all of the lead's managers."""
    return people.managers(engagement.contract_id, engagement.lead_id)
