"""Somebody who signs in, has done much and is named everywhere, and leaves."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.people.actions.remove_person import remove_person
from portal.places.organisations import OrganisationPlace
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import (
    CalendarAddress,
    Contact,
    ContactPlace,
    KeptForm,
    KnownBrowser,
    MessageKind,
    Passkey,
    Person,
    Role,
    SentForm,
    StoredFile,
    Submission,
    Visit,
)
from portal.visits.actions.book_visit import book_visit
from tests.builders.sending import accept, attach, draft, give_back, send
from tests.builders.staff import add_person, partner_manager
from tests.builders.world import World

NAME, PHONE = "Xanthe Thistledown", "01632 960177"


def hers(session: Session, person_id: uuid.UUID, moment: datetime) -> None:
    """What is there for her alone."""
    one = {"id": uuid.uuid4(), "person_id": person_id}
    typed = {"address": "/x", "fields": [["words", f"{NAME} says so"]], "files": [], "why": "typed"}
    session.execute(sa.insert(KeptForm).values(**one, **typed, kept_at=moment))
    sent = {"mark": "m", "address": "/x", "digest": "d", "location": "/y", "sent_at": moment}
    session.execute(sa.insert(SentForm).values(**one, **sent))
    key = {"credential_id": "c", "public_key": "p", "sign_count": 0, "name": f"{NAME}’s key"}
    session.execute(sa.insert(Passkey).values(**one, **key, made_at=moment))
    session.add(KnownBrowser(person_id=person_id, token_hash="b", first_at=moment, last_at=moment))
    session.add(CalendarAddress(person_id=person_id, token_hash="t", made_at=moment))


def told_everywhere(world: World) -> Viewer:
    """A partner's own, who has sent something, is a contact, and whose name has got everywhere."""
    partner_manager(world)
    xanthe, now = add_person(world, NAME, world.partner_id, Role.MEMBER), clock.now()
    accept(world, send(world, "complaints-policy", by=xanthe), words=f"{NAME} sent it.")
    give_back(world, send(world, "anti-bribery"), words="Not Thistledown, Xanthe’s copy.")
    attach(world, draft(world, "whistleblowing"), name="dbs-xanthe_thistledown.pdf")
    with world.database.writing() as session:
        book_visit(session, world.manager, world.contract_place(session), "audit-visit", clock.today())
        session.execute(sa.update(Visit).values(also=f"{NAME} and Xanthe’s deputy"))
        session.execute(sa.update(Submission).values(signed_name=NAME, statement="With Xanthe alone"))
        session.execute(sa.update(StoredFile).values(name=f"{NAME}.pdf"))
        session.execute(sa.update(Person).where(Person.id == xanthe.person_id).values(telephone=PHONE))
        named = {"engagement_id": world.engagement_id, "person_id": xanthe.person_id, "telephone": PHONE}
        said = {"place": ContactPlace.SECOND.value, "recorded_by": xanthe.person_id, "recorded_at": now}
        session.add(Contact(**named, **said))
        hers(session, xanthe.person_id, now)
        for email, words in ((xanthe.email, "Hello"), ("pat@example.org", f"Ask {NAME}.")):
            letter = Letter("About a check", words, opening=(f"By {NAME}, {PHONE}.",))
            write_message(session, Addressee(email, "Pat"), MessageKind.DIGEST, letter)
        session.commit()
    return xanthe


def leave(world: World, who: Viewer) -> None:
    """By herself."""
    place = OrganisationPlace(world.partner_id, "", (), frozenset())
    with world.database.writing() as session:
        assert remove_person(session, who, place, who.person_id, None)
