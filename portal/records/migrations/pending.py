"""What 0024 does to rows: people who never came in are invited, and who was named belongs to who named it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

MOMENT = sa.DateTime(timezone=True)
GOOD_FOR = timedelta(days=7)
"""How long a link was good for."""

Row = dict[str, Any]


def table(name: str, *columns: str, **others: sa.types.TypeEngine[Any]) -> sa.TableClause:
    """Columns that end in _id, or say by whom, hold ids."""
    is_id = {column: column == "id" or column.endswith(("_id", "_by")) for column in columns}
    plain = [sa.column(each, sa.Uuid() if is_id[each] else sa.Text()) for each in columns]
    return sa.table(name, *plain, *(sa.column(each, kind) for each, kind in others.items()))


OLD_INVITATION = table(
    "invitation",
    "id",
    "person_id",
    "organisation_id",
    "invited_by",
    "state",
    "problem",
    "message_id",
    asked_at=MOMENT,
)
INVITATION = table(
    "invitation",
    "id",
    "organisation_id",
    "lead_id",
    "email",
    "name",
    "role",
    "invited_by",
    "message_id",
    "state",
    "problem",
    "answer",
    "answered_by",
    made_at=MOMENT,
    asked_at=MOMENT,
    good_until=MOMENT,
    answered_at=MOMENT,
)
PERSON = table("person", "id", "email", "name", "password_hash")
IDENTITY = table("provider_identity", "person_id")
MEMBERSHIP = table("membership", "id", "person_id", "organisation_id", "role", created_at=MOMENT)
LINK = table(
    "one_time_link",
    "token_hash",
    "person_id",
    "purpose",
    "invitation_id",
    created_at=MOMENT,
    expires_at=MOMENT,
)
ORGANISATION = table(
    "organisation",
    "id",
    "name",
    "legal_form",
    "made_by_id",
    created_at=MOMENT,
    trading_names=sa.JSON(),
    year_end_month=sa.Integer(),
    year_end_day=sa.Integer(),
    first_year_end_on=sa.Date(),
)
FACT = table(
    "organisation_fact",
    "id",
    "organisation_id",
    "legal_form",
    "recorded_by",
    from_on=sa.Date(),
    year_end_month=sa.Integer(),
    year_end_day=sa.Integer(),
    first_year_end_on=sa.Date(),
    recorded_at=MOMENT,
)
NAME = table(
    "organisation_name",
    "id",
    "organisation_id",
    "name",
    "recorded_by",
    trading_names=sa.JSON(),
    recorded_at=MOMENT,
)
CONTRACT = table("contract", "id", "lead_id", "commissioner_id", created_at=MOMENT)
ENGAGEMENT = table("engagement", "id", "contract_id", "partner_id")
SUBMISSION = table("submission", "engagement_id")
EVENT = table("event", "name", data=sa.JSON())
LIVELY = (("worker", "organisation_id"), ("stored_file", "organisation_id"), ("contract", "lead_id"))
"""An organisation that one of these names has done something itself."""


def rows_of(connection: sa.Connection, query: sa.Executable) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]


def old_invitations(connection: sa.Connection) -> list[Row]:
    return rows_of(connection, sa.select(OLD_INVITATION))


def move_pending(connection: sa.Connection, old: list[Row]) -> None:
    people = people_by_id(connection)
    members = rows_of(connection, sa.select(MEMBERSHIP))
    pending = [row for row in members if not people[row["person_id"]]["has_come"]]
    if pending:
        ids = [row["id"] for row in pending]
        connection.execute(sa.delete(MEMBERSHIP).where(MEMBERSHIP.c.id.in_(ids)))
    leads = leads_by_organisation(connection)
    managed: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for row in members:
        if row["role"] == "manager":
            managed[row["person_id"]].add(row["organisation_id"])
    invitations = made_of(connection, old, members, people)
    lifeless = leads.keys() - own_organisations(connection)
    for each in invitations:
        each["lead_id"] = lead_of(each, leads[each["organisation_id"]], managed, lifeless)
    homes = {
        organisation_id: part(connection, organisation_id, leads[organisation_id])
        for organisation_id in lifeless
    }
    for each in invitations:
        each["organisation_id"] = homes.get(each["organisation_id"], {}).get(
            each["lead_id"], each["organisation_id"]
        )
    if invitations:
        connection.execute(sa.insert(INVITATION), [without(each, "person_id") for each in invitations])
    lead_links(connection, invitations)


def people_by_id(connection: sa.Connection) -> dict[uuid.UUID, Row]:
    """`has_come` says that there is a password, or an organisation that has vouched for them."""
    vouched = set(connection.scalars(sa.select(IDENTITY.c.person_id)))
    rows = rows_of(connection, sa.select(PERSON))
    return {
        row["id"]: row | {"has_come": row["password_hash"] is not None or row["id"] in vouched}
        for row in rows
    }


def made_of(
    connection: sa.Connection, old: Iterable[Row], members: Iterable[Row], people: dict[uuid.UUID, Row]
) -> list[Row]:
    """An invitation for each membership of somebody who never came in, and for each that was taken up."""
    said = {(row["person_id"], row["organisation_id"]): row for row in old}
    roles = {(row["person_id"], row["organisation_id"]): row for row in members}
    links = newest_links(connection)
    found = []
    for pair in dict.fromkeys([*roles, *said]):
        person, invited, member = people[pair[0]], said.get(pair), roles.get(pair)
        has_come = person["has_come"]
        if invited is None and has_come:
            continue
        link = links.get(pair[0], {})
        asked_at = in_utc((invited or {}).get("asked_at") or link.get("created_at"))
        until = in_utc(link.get("expires_at")) or (asked_at + GOOD_FOR if asked_at else None)
        answer = "accepted" if has_come else None if member else "revoked"
        found.append(
            {
                "id": uuid.uuid4(),
                "person_id": pair[0],
                "organisation_id": pair[1],
                "email": person["email"],
                "name": person["name"],
                "role": member["role"] if member else "member",
                "invited_by": invited["invited_by"] if invited else None,
                "message_id": invited["message_id"] if invited else None,
                "state": invited["state"] if invited else "sent" if asked_at else "waiting",
                "problem": invited["problem"] if invited else "",
                "made_at": in_utc(member["created_at"] if member else asked_at),
                "asked_at": asked_at,
                "good_until": until,
                "answer": answer,
                "answered_at": asked_at if answer else None,
                "answered_by": pair[0] if has_come else None,
            }
        )
    return found


def newest_links(connection: sa.Connection) -> dict[uuid.UUID, Row]:
    query = sa.select(LINK).where(LINK.c.purpose == "invitation").order_by(LINK.c.created_at)
    return {row["person_id"]: row for row in rows_of(connection, query)}


def leads_by_organisation(connection: sa.Connection) -> defaultdict[uuid.UUID, list[uuid.UUID]]:
    """The leads that each has a contract with, the first contract's first."""
    found: defaultdict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    contracts = rows_of(connection, sa.select(CONTRACT).order_by(CONTRACT.c.created_at, CONTRACT.c.id))
    partners: defaultdict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for row in rows_of(connection, sa.select(ENGAGEMENT)):
        partners[row["contract_id"]].append(row["partner_id"])
    for contract in contracts:
        for each in (contract["commissioner_id"], *partners[contract["id"]]):
            if contract["lead_id"] not in found[each]:
                found[each].append(contract["lead_id"])
    return found


def own_organisations(connection: sa.Connection) -> set[uuid.UUID]:
    """Those that somebody has joined, that did something, or that were made on the command line."""
    own = set(connection.scalars(sa.select(MEMBERSHIP.c.organisation_id)))
    for name, column in LIVELY:
        lively = table(name, column)
        own |= set(connection.scalars(sa.select(lively.c[column])))
    sent = ENGAGEMENT.c.id.in_(sa.select(SUBMISSION.c.engagement_id))
    own |= set(connection.scalars(sa.select(ENGAGEMENT.c.partner_id).where(sent)))
    created = connection.scalars(sa.select(EVENT.c.data).where(EVENT.c.name == "person-created"))
    return own | {uuid.UUID(data["organisation"]) for data in created if data.get("organisation")}


def lead_of(
    invitation: Row,
    leads: list[uuid.UUID],
    managed: dict[uuid.UUID, set[uuid.UUID]],
    lifeless: set[uuid.UUID],
) -> uuid.UUID | None:
    """On whose behalf it was sent; None where the organisation itself asked, or whoever runs the portal."""
    is_own, inviter = invitation["organisation_id"] not in lifeless, invitation["invited_by"]
    if inviter is None:
        return None if is_own or not leads else leads[0]
    if invitation["organisation_id"] in managed[inviter]:
        return None
    return next((lead for lead in leads if lead in managed[inviter]), None if is_own else leads[0])


def part(
    connection: sa.Connection, organisation_id: uuid.UUID, leads: list[uuid.UUID]
) -> dict[uuid.UUID | None, uuid.UUID]:
    """The first lead keeps it, each other one gets a copy for what it has with it: by lead."""
    is_it = ORGANISATION.c.id == organisation_id
    connection.execute(sa.update(ORGANISATION).where(is_it).values(made_by_id=leads[0]))
    homes: dict[uuid.UUID | None, uuid.UUID] = {leads[0]: organisation_id}
    for lead in leads[1:]:
        homes[lead] = copy_for(connection, organisation_id, lead)
        of_lead = sa.select(CONTRACT.c.id).where(CONTRACT.c.lead_id == lead)
        theirs = sa.update(ENGAGEMENT).where(
            ENGAGEMENT.c.partner_id == organisation_id, ENGAGEMENT.c.contract_id.in_(of_lead)
        )
        connection.execute(theirs.values(partner_id=homes[lead]))
        commissioned = sa.update(CONTRACT).where(
            CONTRACT.c.commissioner_id == organisation_id, CONTRACT.c.lead_id == lead
        )
        connection.execute(commissioned.values(commissioner_id=homes[lead]))
    return homes


def copy_for(connection: sa.Connection, organisation_id: uuid.UUID, lead: uuid.UUID) -> uuid.UUID:
    """With all that was said of it."""
    new_id = uuid.uuid4()
    (row,) = rows_of(connection, sa.select(ORGANISATION).where(ORGANISATION.c.id == organisation_id))
    connection.execute(sa.insert(ORGANISATION), [row | {"id": new_id, "made_by_id": lead}])
    for said in (FACT, NAME):
        rows = rows_of(connection, sa.select(said).where(said.c.organisation_id == organisation_id))
        if rows:
            copies = [each | {"id": uuid.uuid4(), "organisation_id": new_id} for each in rows]
            connection.execute(sa.insert(said), copies)
    return new_id


def lead_links(connection: sa.Connection, invitations: Iterable[Row]) -> None:
    """The links that people have lead to the last invitation that they have not answered."""
    is_open = [each for each in invitations if each["answer"] is None]
    for each in sorted(is_open, key=lambda row: row["asked_at"] or row["made_at"]):
        theirs = sa.update(LINK).where(LINK.c.person_id == each["person_id"], LINK.c.purpose == "invitation")
        connection.execute(theirs.values(invitation_id=each["id"]))


def without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def in_utc(moment: datetime | None) -> datetime | None:
    """SQLite keeps no zone."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
