"""Who comes: reviewers of the lead, and members of partners with drafts of their own."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.load.browser import Browser
from bench.loading import Data, submission
from checklists.library import library
from checklists.vocabulary import Kind
from portal import clock
from portal.database import open_database
from portal.demo.contract import PASSWORD
from portal.demo.setting import CHECKLIST
from portal.records import Contract, Engagement, Membership, Person, Role, Submission
from portal.settings import Settings
from portal.sign_in.actions.sign_in import open_session
from portal.sign_in.passwords import hash_password
from portal.web.csrf import new_token

REVIEWERS, MEMBERS, DRAFTS = 100, 20, 3
"""People, people, and drafts of each member."""


@dataclass(frozen=True)
class Somebody:
    """`session` is what they are signed in with already; `password` is that of all."""

    email: str
    session: str
    engagement_id: uuid.UUID
    drafts: tuple[uuid.UUID, ...] = ()
    password: str = PASSWORD


@dataclass(frozen=True)
class People:
    reviewers: tuple[Somebody, ...]
    members: tuple[Somebody, ...]
    settings: Settings

    def browser(self, somebody: Somebody, port: int, number: int = 1) -> Browser:
        """Signed in, from the network of that number."""
        csrf = new_token(self.settings, somebody.session)
        return Browser(port, somebody.session, csrf, network_of(number))

    def stranger(self, port: int, number: int) -> Browser:
        return Browser(port, "", new_token(self.settings), network_of(number))


def network_of(number: int) -> str:
    """Every address 127.x.y.z is this machine's own; attempts to sign in are counted by address."""
    return f"127.0.{number // 250}.{number % 250 + 1}"


def invite(data: Data) -> People:
    """Write them all, signed in."""
    database = open_database(data.settings.database_url)
    with database.writing() as session:
        reviewers, members = tuple(add_reviewers(session, data)), tuple(add_members(session))
        session.commit()
    database.engine.dispose()
    return People(reviewers, members, data.settings)


def add_reviewers(session: Session, data: Data) -> Iterator[Somebody]:
    lead_id = session.scalars(sa.select(Contract.lead_id).where(Contract.id == data.contract_id)).one()
    kept = hash_password(PASSWORD)
    for number in range(REVIEWERS):
        email = f"reviewer-{number}@lantern.example"
        token = add_person(session, email, lead_id, Role.REVIEWER, kept)
        yield Somebody(email, token, data.engagement_id)


def add_members(session: Session) -> Iterator[Somebody]:
    kept, numbers = hash_password(PASSWORD), count(10_000)
    chosen = session.execute(
        sa.select(Engagement.id, Engagement.partner_id).order_by(Engagement.sort_name.desc()).limit(MEMBERS)
    ).all()
    for number, engagement in enumerate(chosen):
        email = f"member-{number}@partner.example"
        token = add_person(session, email, engagement.partner_id, Role.MEMBER, kept)
        made_by = session.scalars(sa.select(Person.id).where(Person.email == email)).one()
        rows = [
            submission(made_by, engagement.id, key, next(numbers), sent=False)
            for key in keys_without_draft(session, engagement.id)[:DRAFTS]
        ]
        session.execute(sa.insert(Submission), rows)
        yield Somebody(email, token, engagement.id, tuple(row["id"] for row in rows))


def keys_without_draft(session: Session, engagement_id: uuid.UUID) -> list[str]:
    """Documents that one could begin to send."""
    begun = set(
        session.scalars(
            sa.select(Submission.requirement_key).where(
                Submission.engagement_id == engagement_id, Submission.sent_at.is_(None)
            )
        )
    )
    return [
        each.key
        for each in library()[CHECKLIST].requirements
        if each.kind is Kind.DOCUMENT and each.key not in begun
    ]


def add_person(session: Session, email: str, organisation_id: uuid.UUID, role: Role, password: str) -> str:
    """The token of their session."""
    person_id, now = uuid.uuid4(), clock.now()
    session.execute(
        sa.insert(Person).values(
            id=person_id, email=email, name=email.partition("@")[0], password_hash=password, created_at=now
        )
    )
    session.execute(
        sa.insert(Membership).values(
            id=uuid.uuid4(),
            person_id=person_id,
            organisation_id=organisation_id,
            role=role,
            created_at=now,
        )
    )
    return open_session(session, person_id)
