"""What the lead of the demonstration keeps about its first partners: notes, and a letter that went."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.demo.found import members_of
from portal.demo.mails import add_sent
from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours
from portal.records import MessageKind, PartnerLetter, PartnerNote, Person

NOTES = (
    (0, 70, "Rang about the spring term. The co-ordinator works Tuesdays to Thursdays; ring after ten."),
    (0, 20, "New treasurer from next month. Asks for the accounts a fortnight later; agreed by telephone."),
    (2, 34, "Two of the groups move to the library while the hall is painted."),
)
"""The partner's place, how many days ago, and what was written down."""

SUBJECT = "Your groups over the summer"
LETTER = "Thank you for the plan.\n\nPlease tell us by the end of the month which groups pause in August."
PLACE, AGO = 2, 12


def add_care(session: Session, rows: Rows, setting: Setting, engagements: Sequence[uuid.UUID]) -> None:
    people = members_of(session, engagements)
    for place, days, words in NOTES:
        if place < len(engagements):
            add_note(rows, setting, engagements[place], days, words)
    if len(engagements) > PLACE and (member := people.get(engagements[PLACE])):
        query = sa.select(Person.name, Person.email).where(Person.id == member)
        name, email = session.execute(query).one()
        add_letter(rows, setting, engagements[PLACE], member, name, email)


def add_note(rows: Rows, setting: Setting, engagement_id: uuid.UUID, days: int, words: str) -> None:
    note_id, lead = rows.new_id(), setting.manager.person_id
    at = office_hours(setting.today - timedelta(days=days), rows.random)
    rows.add(
        PartnerNote, id=note_id, engagement_id=engagement_id, words=words, written_by=lead, written_at=at
    )
    rows.event(
        at,
        "partner-note-written",
        lead,
        contract_id=setting.contract_id,
        engagement_id=engagement_id,
        data={"note": str(note_id)},
    )


def add_letter(
    rows: Rows, setting: Setting, engagement_id: uuid.UUID, member: uuid.UUID, name: str, email: str
) -> None:
    letter_id, lead = rows.new_id(), setting.manager.person_id
    at = office_hours(setting.today - timedelta(days=AGO), rows.random)
    message_id = add_sent(rows, MessageKind.LETTER, (name, email), SUBJECT, at, person_id=member)
    rows.add(
        PartnerLetter,
        id=letter_id,
        engagement_id=engagement_id,
        message_id=message_id,
        person_id=member,
        subject=SUBJECT,
        words=LETTER,
        written_by=lead,
        written_at=at,
    )
    rows.event(
        at,
        "partner-written-to",
        lead,
        contract_id=setting.contract_id,
        engagement_id=engagement_id,
        data={"letters": [str(letter_id)]},
    )
