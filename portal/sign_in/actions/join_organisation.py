"""People and organisations that come in: found by address or name, or made, in the caller's transaction."""

import uuid

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.identity import Identity, Unclear, named, which
from checklists.registered import NoNumber, charity_number, company_number
from portal import clock
from portal.acting.refused import CannotDo
from portal.acting.say import say_names
from portal.acting.wording import check_length
from portal.email_address import address_problem
from portal.records import Membership, Organisation, Person, Role
from portal.sign_in.queries.bearing import Bearer, find_bearer

OWN_LOCK = 7_310_431
"""PostgreSQL's advisory lock while an organisation that belongs to itself is looked for and made."""

SEVERAL = (
    "There are several organisations called {name}. Give the number of the one you mean, or --new to make "
    "another one."
)
NONE_SUCH = "There is no organisation called {name}."
WHOSE = (
    "An organisation called {name} is here already, {whose}{before}. Anybody may call theirs so: be sure. "
    "Give --existing if it is the one you mean, or --new to make another one."
)


def check_person(email: str, name: str, role: str) -> dict[str, str]:
    """The problems with somebody who is to come in, by field."""
    problems = check_length("name", name, "Enter the person's name.")
    if problem := address_problem(email):
        problems["email"] = problem
    if role not in set(Role):
        problems["role"] = "Choose what the person does."
    return problems


def add_membership(session: Session, person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role) -> None:
    """Somebody who has said yes acts for the organisation from now on. A member stays what she is."""
    row = {"person_id": person_id, "organisation_id": organisation_id, "role": role.value}
    try:
        with session.begin_nested():
            session.execute(sa.insert(Membership).values(id=uuid.uuid4(), created_at=clock.now(), **row))
    except IntegrityError:
        return


def add_person(session: Session, email: str, name: str) -> uuid.UUID:
    """Raises CannotDo where somebody else adds the same person this very moment."""
    person_id = uuid.uuid4()
    try:
        with session.begin_nested():
            session.execute(
                sa.insert(Person).values(id=person_id, email=email, name=name, created_at=clock.now())
            )
    except IntegrityError:
        raise CannotDo({"email": "Somebody has just added this person. Look at the page again."}) from None
    return person_id


def find_or_add_organisation(
    session: Session, name: str, number: str = "", existing: bool | None = None
) -> uuid.UUID:
    """Of those that belong to themselves the one of that name, or of that charity or company number; made
    where there is none, of two who do so at once by one. What leads have entered is none of them.

    A name is nobody's own, and a number is as its managers have given it. Where they find one that somebody
    acts for, it has to be said whether that one is meant (`existing`) or another is to be made. Raises
    CannotDo where it was not, and where it could be more than one.
    """
    charity, company = read_number(number)
    if existing is False:
        return add_organisation(session, name, charity, company)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(OWN_LOCK)))
    found = find_own(session, name, named(name, charity, company))
    if found is None and existing:
        raise CannotDo({"organisation": NONE_SUCH.format(name=name)})
    if found is None:
        return add_organisation(session, name, charity, company)
    if not existing and (bearer := find_bearer(session, found)):
        raise CannotDo({"organisation": said_whose(bearer)})
    return found


def find_own(session: Session, name: str, typed: Identity) -> uuid.UUID | None:
    """The one that is meant. Raises CannotDo."""
    own = sa.and_(Organisation.made_by_id.is_(None), Organisation.became_id.is_(None))
    rows = session.execute(
        sa.select(
            Organisation.id, Organisation.name, Organisation.charity_number, Organisation.company_number
        ).where(own)
    ).all()
    known = [named(row.name, row.charity_number, row.company_number) for row in rows]
    try:
        place = which(typed, known)
    except Unclear:
        raise CannotDo({"organisation": SEVERAL.format(name=name)}) from None
    return None if place is None else rows[place].id


def said_whose(bearer: Bearer) -> str:
    """The sentence by which an operator sees who would have whoever is invited."""
    who = ", ".join(f"{each.name} ({each.email})" for each in bearer.managers)
    before = "; it was called " + ", ".join(bearer.names_before) + " before" if bearer.names_before else ""
    whose = f"managed by {who}" if who else "and nobody manages it"
    return WHOSE.format(name=bearer.name, whose=whose, before=before)


def read_number(number: str) -> tuple[str | None, str | None]:
    """As a charity's, or a company's. Raises CannotDo for what is neither."""
    try:
        return charity_number(number), None
    except NoNumber:
        pass
    try:
        return None, company_number(number)
    except NoNumber as problem:
        raise CannotDo({"number": f"{number} {problem}, and no charity number."}) from None


def add_organisation(
    session: Session, name: str, charity: str | None = None, company: str | None = None
) -> uuid.UUID:
    """One that belongs to itself."""
    organisation_id = uuid.uuid4()
    session.execute(
        sa.insert(Organisation).values(
            id=organisation_id,
            name=name,
            charity_number=charity,
            company_number=company,
            created_at=clock.now(),
        )
    )
    say_names(session, organisation_id, None)
    return organisation_id
