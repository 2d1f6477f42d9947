"""Pages to which the demonstration leads nobody: what they are about is made here, by the real actions."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from checklists.drafting import DraftRow
from checklists.library import library
from evidence.store import new_key
from portal import clock
from portal.access import Audience, Viewer
from portal.acting.ask_work import ask_work
from portal.authoring.actions.keep_draft_checklist import start_version, write_row
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.contracts.actions.create_contract import NewContract, create_contract
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from portal.demo.contract import MANAGER, OF_TWO
from portal.files.actions.keep_file import KeptFile, add_stored_file
from portal.notices.unsubscribing import unsubscribe_address
from portal.packs.actions.create_pack import WantedPack, create_pack
from portal.packs.making import make_pack
from portal.places.contracts import get_contract_place, get_engagement_place
from portal.records import (
    Decision,
    Engagement,
    Invitation,
    NameLeft,
    VisitRow,
    VisitSheet,
    VisitSigning,
    Worker,
)
from portal.sign_in.actions.name_administrator import name_administrator
from portal.sign_in.actions.use_link import make_link
from portal.sign_in.queries import find_viewer
from portal.web.addresses import DELETE_UNSENT, INSTALLATION, PACK, PROGRESS, ROW_PHOTO, WORK
from portal.web.session_cookie import session_cookie
from tests.builders import inviting
from tests.builders.drafting import FIRE
from tests.builders.typed import years_of
from tests.journeys.portal import Portal
from tests.journeys.walkers import cookies_of, newcomers_link, person_id

CHECKLIST = "thurrock-floating-support"
ENDING = "/engagements/{engagement_id}/end"
ROUTES = {
    "/engagements/{engagement_id}/requirements/{key}/carried-out",
    "/checklist-drafts/{draft_id}/requirements/{row}/same",
    "/background-work",
    "/installation",
    "/background-work/{work_id}",
    "/unsubscribe/{proof}",
    "/organisations/{organisation_id}/shelf/{unsent_id}/delete",
    "/contracts/{contract_id}/packs/{pack_id}",
    "/engagements/{engagement_id}/packs/{pack_id}",  # the same page, of a partner
    "/organisations/{organisation_id}/names",
    "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}/rows/{row_id}/photos",
}


@dataclass(frozen=True)
class Further:
    """The addresses, as the lead's manager of the demonstration opens them; `current_id` is an engagement
    that goes on."""

    paths: tuple[str, ...]
    current_id: uuid.UUID

    def open(self, demo: Portal, page: Page) -> Iterator[Page]:
        """Each of them, and what stays open when an engagement ends, before that is kept. Last a link that is
        somebody else's, after which nobody is signed in."""
        for path in self.paths:
            page.goto(demo.address + path)
            yield page
        page.goto(f"{demo.address}/engagements/{self.current_id}/end")
        page.get_by_label("The partner withdrew").check()
        page.get_by_label("What happened?").fill("The trustees closed the service.")
        page.get_by_role("button", name="See what stays open").click()
        page.get_by_role("heading", name="What stays open").wait_for()
        yield page
        page.goto(demo.address + others_link(demo))
        page.get_by_role("heading", name="This link is for somebody else").wait_for()
        yield page
        page.goto(demo.address + invited(demo))
        page.get_by_role("heading", name="This invitation is for somebody else").wait_for()
        yield page
        page.get_by_role("button", name="Sign out and go on").click()
        page.get_by_role("button", name="Say no").click()
        page.get_by_role("heading", name="You have said no").wait_for()
        yield page


def make_further(demo: Portal) -> Further:
    """A contract with something that the council carries out, a partner that has withdrawn, one that goes on,
    and a requirement that is typed in again."""
    token = cookies_of(demo, MANAGER.email)[session_cookie(demo.settings)]
    with demo.database.writing() as session:
        viewer = find_viewer(session, token)
        assert viewer
        new = NewContract("Walking groups", "Wealdshire County Council", CHECKLIST, *years_of(clock.today()))
        contract_id = create_contract(session, viewer, viewer.belongings[0].organisation_id, new)
        ended, current = (add(session, viewer, contract_id, name) for name in ("Tally Walkers", "Strollers"))
        end(session, viewer, ended)
        row = again(session, viewer, contract_id)
        lead_id = viewer.belongings[0].organisation_id
        leave_name(session, lead_id)
        work_id = ask_work(session, "sweep-files", "2027-03-31", asked_by=viewer.person_id)
        pack_id = packed(session, viewer, contract_id)
        kept = KeptFile(new_key(clock.today()), "wrong.pdf", "application/pdf", 9, "0" * 64)
        unsent = add_stored_file(session, kept, lead_id, viewer.person_id)
        others = sa.select(Invitation.id).where(Invitation.email == OF_TWO.email)
        photo = photo_of(session)
        somebody_elses = inviting.new_link(session, session.scalars(others).one())
        session.commit()
        name_administrator(session, MANAGER.email)
        session.commit()
    make_pack(demo.database, demo.store, demo.settings.incoming, pack_id, lambda _done, _of: None)
    asked = f"/engagements/{current}/requirements/{carried_out()}/carried-out"
    paths = (
        asked,
        row,
        f"/engagements/{ended}/end",
        f"/engagements/{ended}",
        PACK(contract_id, pack_id),
        f"/contracts/{contract_id}?on=2020-01-01",
        f"/contracts/{contract_id}/partners",
        f"/contracts/{contract_id}/readiness?on=2020-01-01",
        WORK(),
        INSTALLATION(),
        PROGRESS(work_id),
        somebody_elses,
        unsubscribe_address(demo.settings.secret, viewer.person_id),
        DELETE_UNSENT(lead_id, unsent),
        f"/organisations/{lead_id}/names",
        photo,
    )
    return Further(paths, current)


def photo_of(session: Session) -> str:
    """The page of a photo, to which a button leads where there is no script: of a sheet that goes on."""
    signed = sa.exists().where(VisitSigning.sheet_id == VisitSheet.id, VisitSigning.reopened_at.is_(None))
    row = session.execute(
        sa.select(Engagement.contract_id, VisitSheet.visit_id, VisitSheet.engagement_id, VisitRow.id)
        .join(VisitSheet, VisitSheet.id == VisitRow.sheet_id)
        .join(Engagement, Engagement.id == VisitSheet.engagement_id)
        .where(~signed)
        .limit(1)
    ).one()
    return ROW_PHOTO(*row)


def invited(demo: Portal) -> str:
    """A link to an invitation of somebody new, who says no to it."""
    with demo.database.writing() as session:
        link = newcomers_link(session)
        session.commit()
    return link


def others_link(demo: Portal) -> str:
    """A link to a new password, of somebody else."""
    with demo.database.writing() as session:
        token = make_link(session, person_id(demo.database, OF_TWO.email))
        session.commit()
    return f"/links/{token}"


def packed(session: Session, viewer: Viewer, contract_id: uuid.UUID) -> uuid.UUID:
    place = get_contract_place(session, viewer, contract_id, (Audience.MANAGER,))
    return create_pack(session, viewer, place, WantedPack(clock.today(), without_names=True))


def leave_name(session: Session, lead_id: uuid.UUID) -> None:
    """Somebody may be named in what the lead wrote."""
    decision_id = session.scalars(sa.select(Decision.id).where(Decision.words != "").limit(1)).one()
    left = NameLeft(
        id=uuid.uuid4(),
        organisation_id=lead_id,
        worker_id=session.scalars(sa.select(Worker.id).limit(1)).one(),
        table_name="decision",
        row_key=str(decision_id),
        place="words",
        found_at=clock.now(),
    )
    session.add(left)


def add(session: Session, viewer: Viewer, contract_id: uuid.UUID, name: str) -> uuid.UUID:
    place = get_contract_place(session, viewer, contract_id, (Audience.MANAGER,))
    return add_partner(
        session, viewer, place, NewPartner(name), Terms("Northmouth", *years_of(clock.today()))
    )


def end(session: Session, viewer: Viewer, engagement_id: uuid.UUID) -> None:
    place = get_engagement_place(session, viewer, engagement_id, (Audience.MANAGER,))
    yesterday = clock.today() - timedelta(days=1)
    end_engagement(session, viewer, place, SaidEnd(yesterday, "withdrew", "They have no minibus any more."))


def again(session: Session, viewer: Viewer, contract_id: uuid.UUID) -> str:
    place = get_contract_place(session, viewer, contract_id, (Audience.MANAGER,))
    draft_id = start_version(session, viewer, place)
    write_row(session, viewer, draft_id, DraftRow("fire", None, FIRE))
    return f"/checklist-drafts/{draft_id}/requirements/fire/same"


def carried_out() -> str:
    """The key of what somebody else than the partner carries out."""
    return next(each.key for each in library()[CHECKLIST].requirements if not each.is_the_partners)
