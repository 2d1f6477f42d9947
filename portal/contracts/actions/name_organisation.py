"""What a lead means by a name that it types: an organisation that it made itself, or a new one that stands in
for it until somebody has joined. In the caller's transaction."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.identity import Identity, Unclear, called, named
from portal import clock
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.say import say_names
from portal.acting.wording import check_length
from portal.contracts.queries.named import Nameable
from portal.contracts.sheets.partners import meant
from portal.records import Engagement, Organisation
from portal.standing.actions.lock_engagements import lock_engagements

NAMES_LOCK = 7_310_428
"""With a part of a lead's id: PostgreSQL's advisory lock for all that this lead names."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A name in one line, and the numbers where they were given, as `checklists.registered` has them."""

    name: str
    charity_number: str | None = None
    company_number: str | None = None

    @property
    def identity(self) -> Identity:
        return named(self.name, self.charity_number, self.company_number)


def check_commissioner(name: str, lead: str) -> dict[str, str]:
    if called(name) == called(lead):
        return {"commissioner": "The lead provider cannot be the commissioner too."}
    return check_length("commissioner", name, "Enter the name of the commissioner.")


def find_named(
    known: Sequence[Nameable], typed: Typed, field: str = "name", area: str = ""
) -> Nameable | None:
    """As `meant` has it. Raises CannotDo where it could be more than one."""
    try:
        return meant(typed.identity, area, known)
    except Unclear as unclear:
        raise CannotDo({field: str(unclear)}) from None


def lock_names(session: Session, lead_id: uuid.UUID) -> None:
    """Until the transaction ends nobody else of this lead names anything, so that nothing is made twice.
    Before the contract is locked. On SQLite a writing session is alone anyway."""
    if session.get_bind().dialect.name == "postgresql":
        its = lead_id.int & 0x7FFF_FFFF
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(NAMES_LOCK, its)))


def name_organisation(
    session: Session, lead_id: uuid.UUID, found: Nameable | None, typed: Typed, person_id: uuid.UUID
) -> uuid.UUID:
    """The lead's own entry that was found, where nobody has joined it meanwhile; otherwise a new one."""
    if found and keep_stand_in(session, lead_id, found.organisation_id):
        add_numbers(session, found.organisation_id, typed)
        return found.organisation_id
    return make_stand_in(session, lead_id, typed, person_id)


def keep_stand_in(session: Session, lead_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    """Locked until the transaction ends, so that nobody joins it meanwhile; False where somebody just has."""
    engagements = sa.select(Engagement.id).where(Engagement.partner_id == organisation_id)
    lock_engagements(session, session.scalars(engagements).all())
    query = sa.select(Organisation.id).where(
        Organisation.id == organisation_id,
        Organisation.made_by_id == lead_id,
        Organisation.became_id.is_(None),
    )
    return session.scalar(query.with_for_update(key_share=True)) is not None


def make_stand_in(session: Session, lead_id: uuid.UUID, typed: Typed, person_id: uuid.UUID) -> uuid.UUID:
    organisation_id = uuid.uuid4()
    session.execute(
        sa.insert(Organisation).values(
            id=organisation_id,
            name=typed.name,
            charity_number=typed.charity_number,
            company_number=typed.company_number,
            made_by_id=lead_id,
            created_at=clock.now(),
        )
    )
    say_names(session, organisation_id, person_id)
    return organisation_id


def add_numbers(session: Session, organisation_id: uuid.UUID, typed: Typed) -> None:
    """Those that were not known yet."""
    kept = sa.func.coalesce(Organisation.charity_number, typed.charity_number)
    also = sa.func.coalesce(Organisation.company_number, typed.company_number)
    is_it = Organisation.id == organisation_id
    session.execute(sa.update(Organisation).where(is_it).values(charity_number=kept, company_number=also))


def rename_stand_in(
    session: Session, lead_id: uuid.UUID, organisation_id: uuid.UUID, name: str, person_id: uuid.UUID
) -> bool:
    """What the lead has typed for it was not right. False where somebody has joined it: then it says itself
    what it is called."""
    if not keep_stand_in(session, lead_id, organisation_id):
        return False
    is_it = Organisation.id == organisation_id
    before = session.scalar(sa.select(Organisation.name).where(is_it))
    session.execute(sa.update(Organisation).where(is_it).values(name=name))
    delivers = Engagement.partner_id == organisation_id
    session.execute(sa.update(Engagement).where(delivers).values(sort_name=name.casefold()))
    say_names(session, organisation_id, person_id)
    data = {"organisation": str(organisation_id), "name": {"from": before, "to": name}}
    record_event(session, "organisation-changed", person_id, data=data)
    return True
