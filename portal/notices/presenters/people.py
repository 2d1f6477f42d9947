"""What becomes of people and of who has a contract, in the words in which each is told of it."""

from collections.abc import Iterator

from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import CONTRACT_PEOPLE, HAND_OVER, HOME
from portal.words.labels import ROLE
from portal.words.wording import counted

WHOEVER_RUNS_IT = "Whoever runs the portal"
IF_UNEXPECTED = "If you did not expect that, ask whoever invited you."


def by_whom(group: Group) -> str:
    return group[0].person or WHOEVER_RUNS_IT


def removed(group: Group) -> Iterator[Saying]:
    """Who is removed, and who takes over from somebody who is there no more."""
    called = group[0].called
    organisation = called.get("organisation", "")
    if group[0].name == "person-removed":
        what = f"You no longer act for {organisation}"
        yield Saying(
            Towards.PERSON, "access", what, f"{by_whom(group)} has ended it. {IF_UNEXPECTED}", HOME()
        )
    what = f"{called.get('person', '')} no longer acts for {organisation}, and you take over"
    yield Saying(Towards.SUCCESSOR, "access", what, taken_over(group), HOME())


def taken_over(group: Group) -> str:
    data = group[0].data
    parts = (
        ("drafts", "draft", "drafts"),
        ("checklists", "draft of a checklist", "drafts of checklists"),
        ("holds", "hold of reminders", "holds of reminders"),
    )
    said = [counted(data[key], one, many) for key, one, many in parts if data.get(key)]
    return f"Yours are now: {', '.join(said)}." if said else "There was nothing left to do."


def part_changed(group: Group) -> Iterator[Saying]:
    first = group[0]
    what = f"Your part at {first.called.get('organisation', '')} is now: {ROLE[first.data['to']].lower()}"
    why = f"{by_whom(group)} has changed it. {IF_UNEXPECTED}"
    yield Saying(Towards.PERSON, "access", what, why, HOME())


def sessions_ended(group: Group) -> Iterator[Saying]:
    why = f"{by_whom(group)} has ended them: every browser has to sign in again. {IF_UNEXPECTED}"
    yield Saying(Towards.PERSON, "access", "Your sessions were ended", why, HOME())


def address_changed(group: Group) -> Iterator[Saying]:
    why = f"{by_whom(group)} has changed it. {IF_UNEXPECTED}"
    if group[0].person_id:
        why = "If that was not you, choose a new password at once and tell whoever invited you."
    yield Saying(Towards.PERSON, "access", "Your e-mail address was changed", why, HOME())


def handed_over(group: Group) -> Iterator[Saying]:
    """Both are told: who has it now, and who had it."""
    first = group[0]
    if first.contract is None:
        return
    title, href, data = first.contract.title, CONTRACT_PEOPLE(first.contract.contract_id), first.data
    by = by_whom(group)
    if "manager" in data:
        why = f"{by} has handed it over to you. What a manager is told about it, you are told from now on."
        yield Saying(Towards.MANAGER, "terms", f"You have {title} now", why, href)
        why = f"{by} has handed it over to {first.called.get('manager', '')}."
        yield Saying(Towards.MANAGER_BEFORE, "terms", f"{title} is handed over", why, href)
    if "deputy" in data:
        why = f"{by} has named you as its deputy: you are told in place of a manager who has left."
        yield Saying(Towards.DEPUTY, "terms", f"You stand in for {title} now", why, href)
        why = f"{by} has named {first.called.get('deputy', 'nobody')} in your place."
        yield Saying(Towards.DEPUTY_BEFORE, "terms", f"You stand in for {title} no more", why, href)


def let_go(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.contract:
        what = f"Nobody has {first.contract.title}: hand it over"
        had = f"{first.called.get('person', '')} had it, and can no more."
        why = f"{had} Until somebody has it all managers are told."
        yield Saying(Towards.ALL_MANAGERS, "queue", what, why, HAND_OVER(first.contract.contract_id))


SAYERS: dict[str, Sayer] = {
    "address-changed": address_changed,
    "contract-handed-over": handed_over,
    "contract-let-go": let_go,
    "part-changed": part_changed,
    "person-left": removed,
    "person-removed": removed,
    "sessions-ended": sessions_ended,
}
"""The events about people that somebody is told of."""
