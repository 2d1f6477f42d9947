"""Who walks through the portal, and the addresses to which no link leads them."""

import uuid

import httpx
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.database import Database
from portal.demo.contract import ISSUED, MANAGER, OF_ONE, OF_TWO, OFFICER, REVIEWER, SECOND_MANAGER
from portal.importing.actions.keep_sheet import claim_sheet, close_sheet
from portal.invitations.actions.note_invitation import Asked, Inviting, note_invitation
from portal.places.contracts import get_submission_place
from portal.records import (
    FeedbackCode,
    FeedbackRound,
    Invitation,
    IssuedDocument,
    Person,
    Submission,
    SubmissionFile,
)
from portal.sign_in.actions.sign_in import open_session
from portal.sign_in.actions.use_link import make_link
from portal.sign_in.queries import find_viewer
from portal.standing.actions.rewrite_slots import rewrite_under_way
from portal.submissions.actions.keep_copy import ANSWERED, keep_copy
from portal.web.session_cookie import session_cookie
from tests.builders import importing, inviting
from tests.builders.staff import ask_for_address
from tests.journeys.portal import Portal
from tests.journeys.someone import Someone

WHO = {each.email: each for each in (MANAGER, REVIEWER, OF_TWO, OF_ONE, OFFICER, SECOND_MANAGER)}


def unlinked(demo: Portal) -> dict[str, list[str]]:
    """Pages to which nobody is led by a link here: what is sent has its receipt, and the next version is
    begun."""
    with demo.database.reading() as session:
        issued = sa.select(IssuedDocument.contract_id).where(IssuedDocument.requirement_key == ISSUED)
        contract_id = session.scalars(issued.where(IssuedDocument.edition.is_(None))).one()
        sent_by = sa.select(Person.id).where(Person.email == OF_ONE.email).scalar_subquery()
        sent = session.scalars(sa.select(Submission.id).where(Submission.sent_by == sent_by).limit(1)).one()
    receipt = f"/submissions/{sent}/receipt"
    begun = f"/contracts/{contract_id}/checklist/from-file"
    people, partners = sheets_read(demo, contract_id)
    led_nowhere = {OF_ONE.email: [receipt, waiting(demo), *people], MANAGER.email: [begun, *partners]}
    return {email: [] for email in WHO} | led_nowhere


def waiting(demo: Portal) -> str:
    """Where a file is replaced of what the partner has sent again a moment ago, and nobody has decided."""
    with demo.database.writing() as session:
        member = find_viewer(session, open_session(session, person_id(demo.database, OF_ONE.email)))
        assert member
        kept = (
            sa.select(Submission.id)
            .join(SubmissionFile)
            .where(
                Submission.sent_by == member.person_id, Submission.amount.is_(None), Submission.part_key == ""
            )
        )
        source_id = session.scalars(kept.order_by(Submission.requirement_key).limit(1)).one()
        source = get_submission_place(session, member, source_id, tuple(Audience))
        engagement, key = source.engagement, source.requirement_key
        made = keep_copy(session, member.person_id, source_id, engagement, key, "", ANSWERED)
        moment = {"sent_by": member.person_id, "sent_at": made.made_at}
        session.execute(sa.update(Submission).where(Submission.id == made.id).values(**moment))
        rewrite_under_way(session, engagement.engagement_id, key, "")
        session.commit()
    return f"/submissions/{made.id}/replace"


def sheets_read(demo: Portal, contract_id: uuid.UUID) -> tuple[list[str], list[str]]:
    """What was read from a partner's spreadsheets and the lead's: of each one waits, one is confirmed."""
    with demo.database.writing() as session:
        ids = [person_id(demo.database, each.email) for each in (OF_ONE, MANAGER)]
        tokens = [open_session(session, each) for each in ids]
        member, manager = (found for token in tokens if (found := find_viewer(session, token)))
        (organisation_id,) = member.organisations
        people = [importing.people_read_by(session, member, organisation_id) for _ in range(2)]
        partners = [importing.partners_read_by(session, manager, contract_id) for _ in range(2)]
        tracking = [importing.tracking_read_by(session, manager, contract_id) for _ in range(2)]
        numbers = ("added", "changed", "checks", "training", "sent", "contacts", "items", "partners")
        outcome = dict.fromkeys(numbers, 1)
        for sheet_id in (people[1], partners[1], tracking[1]):
            claim_sheet(session, sheet_id)
            close_sheet(session, sheet_id, outcome)
        session.commit()
    return (
        [f"/organisations/{organisation_id}/register/import/{each}" for each in people],
        [
            *(f"/contracts/{contract_id}/partners/import/{each}" for each in partners),
            *(f"/contracts/{contract_id}/carry-over/{each}" for each in tracking),
        ],
    )


def client(demo: Portal, email: str) -> httpx.Client:
    return httpx.Client(
        base_url=demo.address, follow_redirects=False, cookies=cookies_of(demo, email), timeout=30
    )


def cookies_of(demo: Portal, email: str) -> dict[str, str]:
    with demo.database.writing() as session:
        token = open_session(session, person_id(demo.database, email))
        session.commit()
    return {session_cookie(demo.settings): token}


def let_in(someone: Someone, portal: Portal, viewer: Viewer) -> None:
    """As if signed in a moment ago, and at home."""
    for name, value in cookies_of(portal, viewer.email).items():
        someone.page.context.add_cookies([{"name": name, "value": value, "url": portal.address}])
    someone.goes_to("/")


def person_id(database: Database, email: str) -> uuid.UUID:
    with database.reading() as session:
        return session.scalars(sa.select(Person.id).where(Person.email == email)).one()


def strangers_pages(demo: Portal) -> list[str]:
    """The one with the link to a new password comes first."""
    jomo = person_id(demo.database, OF_ONE.email)
    with demo.database.writing() as session:
        token = make_link(session, jomo)
        code = free_code(session)
        asked = ask_for_address(session, jomo, "jomo.larkhill@saltway.example")
        join = newcomers_link(session)
        session.commit()
    plain = (
        "sign-in sign-in?signed-out=yes forgotten-password forgotten-password?sent=yes accessibility privacy "
        "feedback"
    )
    gone = ["/links/gone", "/your-address/gone", "/join/gone", "/nowhere"]
    pages = [f"/{path}" for path in plain.split()]
    return [f"/links/{token}", join, *pages, f"/your-address/{asked}", f"/feedback/{code}", *gone]


def free_code(session: Session) -> str:
    """That somebody may still answer with."""
    free = sa.and_(FeedbackCode.is_used.is_(False), FeedbackRound.closed_at.is_(None))
    query = sa.select(FeedbackCode.code).join(FeedbackRound, FeedbackRound.id == FeedbackCode.round_id)
    return session.scalars(query.where(free).limit(1)).one()


def newcomers_link(session: Session) -> str:
    """To an invitation of somebody new, into the entry of the second lead."""
    entry = sa.select(Invitation.organisation_id, Invitation.lead_id).where(Invitation.email == OF_TWO.email)
    organisation_id, lead_id = session.execute(entry).one()
    asked = Asked(f"{uuid.uuid4()}@newcomer.example", "Newt New", "manager")
    note_invitation(session, Inviting(None, organisation_id, lead_id), asked)
    made = session.scalars(sa.select(Invitation.id).where(Invitation.email == asked.email)).one()
    return inviting.new_link(session, made)
