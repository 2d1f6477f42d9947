"""Write to people of a partner: the portal sends it, and keeps it with what becomes of it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.acting.wording import check_length, many_lines, one_line, refuse_problems
from portal.notices.queries.recipients import Recipient
from portal.partners.actions.write_note import problems_of, require_lead
from portal.partners.queries.partner import ids_of, list_addressees, list_contacts, list_engagements
from portal.places.contracts import EngagementPlace
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import MessageKind, PartnerLetter
from portal.standing.actions.lock_engagements import lock_engagement

NOBODY = "Choose to whom you write."
NO_SUBJECT = "Say in a few words what it is about."
NO_WORDS = "Write what you want to say."
GONE = "Somebody you chose can no longer be written to. Look at who is left, and choose again."


@dataclass(frozen=True, slots=True)
class SaidLetter:
    """`to` are people of the partner."""

    to: frozenset[uuid.UUID]
    subject: str
    words: str


def write_letter(
    session: Session, viewer: Viewer, place: EngagementPlace, said: SaidLetter, href: str
) -> None:
    """A letter of its own to each, who answers to whoever wrote it; `href` is where it leads. Raises NotHere,
    NotAllowed or CannotDo. Commits."""
    require_lead(place)
    lock_engagement(session, place.engagement_id)
    subject, words = one_line(said.subject), many_lines(said.words)
    contacts = list_contacts(session, place, ids_of(list_engagements(session, place)))
    people = [each for each in list_addressees(session, place, contacts) if each.person_id in said.to]
    problems = {} if said.to else {"to": NOBODY}
    if len(people) < len(said.to):
        problems["to"] = GONE
    problems |= check_length("subject", subject, NO_SUBJECT)
    refuse_problems(problems | problems_of("words", words, NO_WORDS))
    keep(session, viewer, place, people, subject, words, href)
    session.commit()


def keep(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    people: Collection[Recipient],
    subject: str,
    words: str,
    href: str,
) -> None:
    now, ids = clock.now(), list[str]()
    for each in people:
        to = Addressee(each.email, each.name, each.person_id)
        letter = letter_of(viewer, place, each.name, subject, words, href)
        row = PartnerLetter(
            id=uuid.uuid4(),
            engagement_id=place.engagement_id,
            message_id=write_message(session, to, MessageKind.LETTER, letter),
            person_id=each.person_id,
            subject=subject,
            words=words,
            written_by=viewer.person_id,
            written_at=now,
        )
        session.add(row)
        ids.append(str(row.id))
    record_event(
        session,
        "partner-written-to",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"letters": ids},
    )


def letter_of(
    viewer: Viewer, place: EngagementPlace, name: str, subject: str, words: str, href: str
) -> Letter:
    about = f"{viewer.name} wrote this for {place.contract.lead}, about {place.contract.title}"
    return Letter(
        subject=subject,
        greeting=f"Hello {name},",
        opening=tuple(each for each in words.split("\n") if each),
        closing=(f"{about}. Your answer goes to {viewer.name}.",),
        button=("See your part of the contract", href),
        reply_to=viewer.email,
    )
