"""Come in through one's own organisation's sign-in. It says who somebody is, and gives no right to anything:
whoever was not invited stays outside."""

import hmac
import json
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.providers import Provider
from portal.records import Administrator, Invitation, Membership, Person, ProviderIdentity, StepKind
from portal.sign_in.actions.join_organisation import add_person
from portal.sign_in.actions.sign_in import come_in
from portal.sign_in.actions.take_step import begin_step, session_behind, take_step
from portal.sign_in.caller import Caller, Terms
from portal.sign_in.sealing import CannotUnseal, seal, unseal
from portal.sign_in.vouched import Begun, Vouched

LOG = logging.getLogger("portal.sign_in")
NOT_BEGUN = "This sign-in was not begun in this browser, was used already, or has taken too long."


class Stranger(Exception):
    """Their organisation vouches for them, and nobody has invited them."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What was noted when somebody went to their organisation's sign-in."""

    domain: str
    following: str
    nonce: str
    verifier: str


def note_begun(session: Session, domain: str, begun: Begun, following: str, terms: Terms) -> str:
    """The token of a step, for the browser to keep. Commits."""
    kept = json.dumps({"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier})
    data = {"domain": domain, "next": following, "sealed": seal(terms.secret, kept)}
    step = begin_step(session, StepKind.PROVIDER, None, data)
    session.commit()
    return step


def take_begun(session: Session, token: str, state: str, terms: Terms) -> Awaited:
    """Once, and only in the browser in which it was begun: whoever is sent here with another's code has not
    that state. Raises CannotDo. Commits."""
    taken = take_step(session, token, StepKind.PROVIDER)
    session.commit()
    try:
        kept: Mapping[str, str] = json.loads(unseal(terms.secret, taken.data["sealed"])) if taken else {}
    except CannotUnseal:
        kept = {}
    if taken is None or not kept or not hmac.compare_digest(kept["state"].encode(), state.encode()):
        LOG.info("sign-in refused: through a provider, and not begun here")
        raise CannotDo({"": NOT_BEGUN})
    return Awaited(taken.data["domain"], taken.data["next"], kept["nonce"], kept["verifier"])


def let_vouched_in(
    session: Session, token: str, vouched: Vouched, provider: Provider, caller: Caller, terms: Terms
) -> str:
    """The token of a new session. Raises Stranger. Commits."""
    person_id = find_known(session, vouched) or join_identity(session, vouched)
    if person_id is None or not (belongs_somewhere(session, person_id) or find_asked(session, vouched)):
        LOG.info("sign-in refused: %s vouches for somebody who was not invited", provider.domain)
        raise Stranger
    session_token = come_in(session, person_id, "provider", caller, terms, session_behind(token))
    session.commit()
    return session_token


def find_known(session: Session, vouched: Vouched) -> uuid.UUID | None:
    """By the provider's own name for the person, which stays when the address changes."""
    seen = sa.update(ProviderIdentity).where(
        ProviderIdentity.issuer == vouched.issuer, ProviderIdentity.subject == vouched.subject
    )
    return session.scalar(seen.values(last_at=clock.now()).returning(ProviderIdentity.person_id))


def join_identity(session: Session, vouched: Vouched) -> uuid.UUID | None:
    """The person who was invited by that address, from now on known by the provider's name for them. None
    where nobody has it, or where it was another's before: an address that was given away opens nothing."""
    wanted = sa.select(Person.id).where(Person.email == vouched.email).with_for_update()
    person_id = session.scalar(wanted)
    if person_id is None and (name := find_asked(session, vouched)):
        person_id = add_person(session, vouched.email, name)
    taken = sa.select(ProviderIdentity.subject).where(
        ProviderIdentity.issuer == vouched.issuer, ProviderIdentity.person_id == person_id
    )
    if person_id is None or session.scalar(taken.limit(1)) is not None:
        return None
    now = clock.now()
    row = {"issuer": vouched.issuer, "subject": vouched.subject, "person_id": person_id}
    try:
        with session.begin_nested():
            session.execute(sa.insert(ProviderIdentity).values(row | {"first_at": now, "last_at": now}))
    except IntegrityError:
        return find_known(session, vouched)
    record_event(session, "identity-joined", person_id)
    return person_id


def find_asked(session: Session, vouched: Vouched) -> str | None:
    """The name under which that address is invited, as long as it can be answered."""
    is_open = sa.and_(Invitation.answer.is_(None), Invitation.good_until > clock.now())
    query = sa.select(Invitation.name).where(Invitation.email == vouched.email, is_open)
    return session.scalar(query.order_by(Invitation.made_at).limit(1))


def belongs_somewhere(session: Session, person_id: uuid.UUID) -> bool:
    member = sa.exists().where(Membership.person_id == person_id)
    looks_after = sa.exists().where(Administrator.person_id == person_id)
    return bool(session.scalar(sa.select(sa.or_(member, looks_after))))
