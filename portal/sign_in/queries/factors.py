"""What somebody has beyond a password, where they have been before, and how far they have got in."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import (
    Administrator,
    BrowserSession,
    Contract,
    KnownBrowser,
    Membership,
    Passkey,
    Person,
    RecoveryCode,
    SecondFactor,
    SignInStep,
    StepKind,
)
from portal.settings import FactorFor
from portal.sign_in.tokens import hash_token


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Whether somebody has signed in before in that browser, and in that network."""

    by_browser: bool
    by_network: bool


@dataclass(frozen=True, slots=True)
class Guard:
    """What somebody has to show beyond a password: `stands` once an app's codes were confirmed. `leads` is
    whether they belong to a lead or a council, or look after the portal."""

    stands: bool
    has_passkey: bool
    leads: bool

    def is_needed(self, factor_for: FactorFor) -> bool:
        return factor_for is FactorFor.EVERYBODY or (self.leads and factor_for is FactorFor.LEADS)


@dataclass(frozen=True, slots=True)
class Factor:
    """An app that shows codes, as it is kept; `codes_left` are the recovery codes that were not used."""

    sealed_secret: str
    sealed_next: str
    sealed_codes: str
    stands: bool
    confirmed_at: datetime | None
    codes_left: int


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody halfway in; `is_used` once it has led further."""

    person_id: uuid.UUID | None
    email: str
    data: Mapping[str, str]
    is_used: bool


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A browser in which somebody is signed in; `way` is how they came in."""

    since: datetime
    until: datetime
    way: str
    browser: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnPasskey:
    passkey_id: uuid.UUID
    name: str
    made_at: datetime
    last_at: datetime | None


def find_acquaintance(session: Session, email: str, browser_hash: str, network: str) -> Acquaintance:
    """By the hash of the browser's token and the network's mark; the same question whether somebody has that
    address or not."""
    known = sa.select(KnownBrowser.person_id).join(Person, Person.id == KnownBrowser.person_id)
    known = known.where(Person.email == email)
    row = session.execute(
        sa.select(
            known.where(KnownBrowser.token_hash == browser_hash).exists().label("by_browser"),
            known.where(KnownBrowser.network == network).exists().label("by_network"),
        )
    ).one()
    return Acquaintance(row.by_browser, row.by_network)


def find_guard(session: Session, person_id: uuid.UUID) -> Guard:
    has_app = sa.exists().where(SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None))
    theirs = sa.select(Membership.organisation_id).where(Membership.person_id == person_id)
    leads = sa.exists().where(sa.or_(Contract.lead_id.in_(theirs), Contract.commissioner_id.in_(theirs)))
    row = session.execute(
        sa.select(
            has_app.label("stands"),
            sa.exists()
            .where(Passkey.person_id == person_id, Passkey.removed_at.is_(None))
            .label("has_passkey"),
            leads.label("leads"),
            sa.exists().where(Administrator.person_id == person_id).label("looks_after"),
        )
    ).one()
    return Guard(row.stands, row.has_passkey, row.leads or row.looks_after)


def find_factor(session: Session, person_id: uuid.UUID, *, is_locked: bool = False) -> Factor | None:
    """The app, confirmed or not; locked for who would change it."""
    unused = sa.and_(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    query = sa.select(
        SecondFactor.sealed_secret,
        SecondFactor.sealed_next,
        SecondFactor.sealed_codes,
        SecondFactor.confirmed_at.is_not(None).label("stands"),
        SecondFactor.confirmed_at,
        sa.select(sa.func.count()).where(unused).scalar_subquery().label("codes_left"),
    ).where(SecondFactor.person_id == person_id)
    row = session.execute(query.with_for_update() if is_locked else query).one_or_none()
    return Factor(**row._asdict()) if row else None


def waiting_secret(factor: Factor | None) -> str:
    """The sealed secret of the app that is being set up; empty where none is."""
    if factor is None:
        return ""
    return factor.sealed_next if factor.stands else factor.sealed_secret


def find_step(session: Session, token: str, *kinds: StepKind) -> Step | None:
    """The step of that token, unless its time is over; also one that was taken."""
    row = session.execute(
        sa.select(SignInStep.person_id, Person.email, SignInStep.data, SignInStep.used_at)
        .outerjoin(Person, Person.id == SignInStep.person_id)
        .where(
            SignInStep.token_hash == hash_token(token),
            SignInStep.kind.in_([kind.value for kind in kinds]),
            SignInStep.expires_at > clock.now(),
        )
    ).one_or_none()
    return Step(row.person_id, row.email or "", row.data, row.used_at is not None) if row else None


def find_code_step(session: Session, token: str) -> Step | None:
    """Of somebody who is asked for a code."""
    return find_step(session, token, StepKind.CODE)


def find_set_up_step(session: Session, token: str) -> Step | None:
    """Of somebody who has to set up an app first."""
    return find_step(session, token, StepKind.SET_UP)


def has_password(session: Session, person_id: uuid.UUID) -> bool:
    return session.scalar(sa.select(Person.password_hash.is_not(None)).where(Person.id == person_id)) or False


def list_sessions(session: Session, person_id: uuid.UUID, token: str) -> list[OwnSession]:
    """Those that have not ended, the newest first; the token is that of the one who asks."""
    rows = session.execute(
        sa.select(
            BrowserSession.created_at.label("since"),
            BrowserSession.expires_at.label("until"),
            BrowserSession.way,
            BrowserSession.browser,
            (BrowserSession.token_hash == hash_token(token)).label("is_this"),
        )
        .where(BrowserSession.person_id == person_id, BrowserSession.expires_at > clock.now())
        .order_by(BrowserSession.created_at.desc())
    )
    return [OwnSession(**row._asdict()) for row in rows]


def list_passkeys(session: Session, person_id: uuid.UUID) -> list[OwnPasskey]:
    """In the order in which they were added."""
    rows = session.execute(
        sa.select(Passkey.id.label("passkey_id"), Passkey.name, Passkey.made_at, Passkey.last_at)
        .where(Passkey.person_id == person_id, Passkey.removed_at.is_(None))
        .order_by(Passkey.made_at, Passkey.id)
    )
    return [OwnPasskey(**row._asdict()) for row in rows]


def had_passkey(session: Session, person_id: uuid.UUID, passkey_id: uuid.UUID) -> bool:
    """Whether it was the person's own and was taken away."""
    removed = sa.exists().where(
        Passkey.id == passkey_id, Passkey.person_id == person_id, Passkey.removed_at.is_not(None)
    )
    return bool(session.scalar(sa.select(removed)))
