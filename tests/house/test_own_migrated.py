"""People who never came in become invitations with their links; who was named belongs to who named it."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from portal.database import open_database
from portal.records.migrations import migrate
from portal.records.migrations.pending import MEMBERSHIP, OLD_INVITATION, table

BEFORE = "0018_people"
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER, END = AT.replace(month=2), AT.replace(year=2126)
MOMENT, DAY = sa.DateTime(timezone=True), sa.Date()


def named(name: str) -> uuid.UUID:
    """The id of whatever has that name."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name)


ORGANISATIONS = ("council", "lead", "second_lead", "joined", "named", "both", "alone", "worked")
PEOPLE = {"mary": "x", "nina": "x", "pat": "x", "newt": None, "both_newt": None, "cli": None, "spy": None}
PEOPLE |= {"val": None}
VOUCHED = ("val",)
"""Who has come without a password."""

MEMBERS = (
    ("mary", "lead", "manager"),
    ("nina", "second_lead", "manager"),
    ("pat", "joined", "member"),
    ("newt", "named", "manager"),
    ("both_newt", "both", "member"),
    ("cli", "alone", "manager"),
    ("spy", "joined", "manager"),
    ("val", "council", "member"),
)
CONTRACTS = (("ours", "lead"), ("theirs", "second_lead"))
PARTNERS_BEFORE = (
    ("ours", "joined"),
    ("theirs", "joined"),
    ("ours", "named"),
    ("ours", "both"),
    ("theirs", "both"),
    ("ours", "worked"),
)
INVITED = (
    ("pat", "joined", "mary"),
    ("newt", "named", "mary"),
    ("both_newt", "both", "nina"),
    ("spy", "joined", "nina"),
)
ORGANISATION = table("organisation", "id", "name", trading_names=sa.JSON(), created_at=MOMENT)
NAME = table(
    "organisation_name", "id", "organisation_id", "name", trading_names=sa.JSON(), recorded_at=MOMENT
)
WORKER = table(
    *(
        "worker",
        "id",
        "organisation_id",
        "name",
        "job",
        "staff_code",
        "shown_as",
        "engaged_as",
        "eligibility",
    ),
    started_on=DAY,
    created_at=MOMENT,
)
LOG = table("event", "name", "previous_hash", "hash", number=sa.Integer(), at=MOMENT, data=sa.JSON())
CONTRACT = table(
    *("contract", "id", "reference", "title", "commissioner_id", "lead_id"),
    starts_on=DAY,
    ends_on=DAY,
    created_at=MOMENT,
)
ENGAGEMENT = table(
    *("engagement", "id", "reference", "contract_id", "partner_id", "sort_name", "area"),
    starts_on=DAY,
    ends_on=DAY,
    created_at=MOMENT,
)
DAYS = {"starts_on": date(2026, 1, 1), "ends_on": date(2028, 3, 31), "created_at": AT}


def rows() -> list[tuple[sa.TableClause, list[dict[str, Any]]]]:
    return [
        (
            ORGANISATION,
            [
                {"id": named(each), "name": each, "trading_names": [], "created_at": AT}
                for each in ORGANISATIONS
            ],
        ),
        (
            NAME,
            [
                {
                    "id": named(f"name of {each}"),
                    "organisation_id": named(each),
                    "name": each,
                    "trading_names": [],
                    "recorded_at": AT,
                }
                for each in ORGANISATIONS
            ],
        ),
        (
            table("person", "id", "email", "name", "password_hash", created_at=MOMENT),
            [
                {
                    "id": named(each),
                    "email": f"{each}@example.org",
                    "name": each,
                    "password_hash": password,
                    "created_at": AT,
                }
                for each, password in PEOPLE.items()
            ],
        ),
        (
            MEMBERSHIP,
            [
                {
                    "id": named(f"membership of {person}"),
                    "person_id": named(person),
                    "organisation_id": named(organisation),
                    "role": role,
                    "created_at": AT,
                }
                for person, organisation, role in MEMBERS
            ],
        ),
        (
            CONTRACT,
            [
                {
                    "id": named(each),
                    "reference": each,
                    "title": each,
                    "commissioner_id": named("council"),
                    "lead_id": named(lead),
                    **DAYS,
                }
                for each, lead in CONTRACTS
            ],
        ),
        (
            ENGAGEMENT,
            [
                {
                    "id": named(f"{contract} of {partner}"),
                    "reference": f"{contract} of {partner}",
                    "contract_id": named(contract),
                    "partner_id": named(partner),
                    "sort_name": partner,
                    "area": "East",
                    **DAYS,
                }
                for contract, partner in PARTNERS_BEFORE
            ],
        ),
        (
            OLD_INVITATION,
            [
                {
                    "id": named(f"invitation of {person}"),
                    "person_id": named(person),
                    "organisation_id": named(organisation),
                    "invited_by": named(by),
                    "state": "sent",
                    "problem": "",
                    "message_id": None,
                    "asked_at": LATER,
                }
                for person, organisation, by in INVITED
            ],
        ),
        (
            table(
                *("one_time_link", "token_hash", "person_id", "purpose"), created_at=MOMENT, expires_at=MOMENT
            ),
            [
                {"token_hash": token, "person_id": named(person), "purpose": purpose, "created_at": at}
                | {"expires_at": END}
                for token, person, purpose, at in (
                    ("newts", "newt", "invitation", LATER),
                    ("older", "newt", "invitation", AT),
                    ("clis", "cli", "invitation", LATER),
                    ("reset", "mary", "reset", LATER),
                )
            ],
        ),
        (
            table("provider_identity", "issuer", "subject", "person_id", first_at=MOMENT, last_at=MOMENT),
            [
                {"issuer": "id.example", "subject": each, "person_id": named(each)}
                | {"first_at": AT, "last_at": AT}
                for each in VOUCHED
            ],
        ),
        (
            WORKER,
            [
                {
                    "id": named("wim"),
                    "organisation_id": named("worked"),
                    "name": "Wim",
                    "job": "Driver",
                    "staff_code": "",
                    "eligibility": "",
                    "started_on": AT.date(),
                    "shown_as": "name",
                    "engaged_as": "staff",
                    "created_at": AT,
                }
            ],
        ),
        (
            LOG,
            [
                {
                    "number": 1,
                    "at": AT,
                    "name": "person-created",
                    "data": {"organisation": str(named("alone"))},
                    "previous_hash": "",
                    "hash": "1",
                }
            ],
        ),
    ]


def test_who_never_came_in_is_invited_and_nobody_loses_anything(empty_database_url: str) -> None:
    engine = open_database(empty_database_url).engine
    migrate(engine, BEFORE)
    with engine.begin() as connection:
        for into, values in rows():
            connection.execute(sa.insert(into), values)
    migrate(engine)
    with engine.connect() as connection:

        def read(query: str) -> list[tuple[object, ...]]:
            return [tuple(each) for each in connection.execute(sa.text(query))]

        assert read("SELECT role FROM membership ORDER BY role") == [
            ("manager",),
            ("manager",),
            ("member",),
            ("member",),
        ]
        assert read(INVITATIONS) == [
            ("both_newt", "both", "second_lead", "member", None, "sent"),
            ("cli", "alone", None, "manager", None, "sent"),
            ("newt", "named", "lead", "manager", None, "sent"),
            ("pat", "joined", "lead", "member", "accepted", "sent"),
            ("spy", "joined", "second_lead", "manager", None, "sent"),
        ]
        assert read(MADE_BY) == [
            ("both", "lead"),
            ("both", "second_lead"),
            ("named", "lead"),
        ]
        assert read(LINKS) == [("clis", "cli"), ("newts", "newt"), ("older", "newt")]
        assert read(PARTNERS) == [
            ("ours", "both", "lead"),
            ("ours", "joined", None),
            ("ours", "named", "lead"),
            ("ours", "worked", None),
            ("theirs", "both", "second_lead"),
            ("theirs", "joined", None),
        ]
        names = "SELECT count(*) FROM organisation_name WHERE name = 'both'"
        assert connection.scalar(sa.text(names)) == 2, "what was said of it is said of each"
    engine.dispose()


INVITATIONS = (
    "SELECT i.name, o.name, l.name, i.role, i.answer, i.state FROM invitation i"
    " JOIN organisation o ON o.id = i.organisation_id LEFT JOIN organisation l ON l.id = i.lead_id"
    " ORDER BY i.name"
)
MADE_BY = (
    "SELECT o.name, l.name FROM organisation o JOIN organisation l ON l.id = o.made_by_id"
    " ORDER BY o.name, l.name"
)
LINKS = (
    "SELECT k.token_hash, i.name FROM one_time_link k JOIN invitation i ON i.id = k.invitation_id"
    " ORDER BY k.token_hash"
)
PARTNERS = (
    "SELECT c.title, o.name, l.name FROM engagement e JOIN contract c ON c.id = e.contract_id"
    " JOIN organisation o ON o.id = e.partner_id LEFT JOIN organisation l ON l.id = o.made_by_id"
    " ORDER BY c.title, o.name"
)
