"""One partner under two leads: the world's first partner also delivers for the lead of the noise."""

import uuid
from datetime import timedelta

import sqlalchemy as sa

from checklists.conditions import Said
from checklists.vocabulary import Condition, Outcome
from portal import clock
from portal.access import Viewer
from portal.assessments.actions.record_incident import record_incident
from portal.conditions.actions.change_condition import change_condition
from portal.places.contracts import get_contract_place
from portal.records import Contract, Organisation
from portal.register.actions.add_worker import add_worker
from portal.register.actions.record_check import record_check
from portal.review.actions.decide import Verdict, decide_submission, waive_slot
from portal.standing.actions.rebuild_standing import rebuild
from portal.submissions.actions.reuse_submission import reuse_submission
from portal.visits.actions.book_visit import book_visit
from tests.builders import assessing, importing, sending
from tests.builders.world import Making, World


def deliver_for_noise_too(world: World) -> uuid.UUID:
    """The engagement of the first partner in the other lead's contract."""
    with world.database.writing() as session:
        contract = session.scalars(sa.select(Contract).where(Contract.id == world.noise_contract_id)).one()
        partner = session.scalars(sa.select(Organisation).where(Organisation.id == world.partner_id)).one()
        making = Making(session, clock.now())
        made = making.engagement("E-BOTH-2222", contract, partner, "Bothford", volunteers=False)
        session.flush()
        rebuild(session, [made.id])
        session.commit()
        return made.id


def accept_for_noise(world: World, submission_id: uuid.UUID) -> uuid.UUID:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, world.noise_manager)
        return decide_submission(session, world.noise_manager, place, Verdict(Outcome.ACCEPT))


def beside(world: World) -> tuple[uuid.UUID, uuid.UUID]:
    """Everything that two leads have with the first partner, each with words of its own: the engagement
    under the other lead, and somebody who works under both."""
    other = deliver_for_noise_too(world)
    shared = a_secret(world, other)
    for viewer, engagement_id, ours in (
        (world.manager, world.engagement_id, True),
        (world.noise_manager, other, False),
    ):
        side(world, viewer, engagement_id, "Ours" if ours else "Other")
    sending.accept(world, sending.send(world, "insurance", by=world.member))
    source = sending.accepted(world, "complaints-policy")
    with world.database.writing() as session:
        made = reuse_submission(
            session,
            world.member,
            world.submission_place(session, source),
            world.place(session, engagement_id=other),
            "complaints-policy",
            "",
            world.today,
            send=True,
        )
    accept_for_noise(world, made.submission_id)
    assessing.written(world)
    sending.accepted(world, "sub-contract")
    importing.partners_read(world)
    return other, shared


def a_secret(world: World, other: uuid.UUID) -> uuid.UUID:
    """Somebody under both contracts, of whom the leads read the staff code; accepted by one of them."""
    days = {world.engagement_id: world.starts_on, other: world.starts_on}
    with world.database.writing() as session:
        own = world.own_place(session)
        person = sending.a_person(
            name="Ann Secret", staff_code="K-12", shown_as="staff-code", started_on=world.starts_on
        )
        worker = add_worker(session, world.member, own, person, days)
        made = record_check(
            session, world.member, own, worker, sending.a_check(certificate_number="000444555666")
        )
    sending.accept(
        world, next(each.submission_id for each in made.sent if each.engagement_id == world.engagement_id)
    )
    return worker


def side(world: World, lead: Viewer, engagement_id: uuid.UUID, word: str) -> None:
    """What one lead alone has with the partner."""
    with world.database.writing() as session:
        worker = add_worker(
            session,
            world.member,
            world.own_place(session),
            sending.a_person(name=f"Only {word}", started_on=world.starts_on),
            {engagement_id: world.starts_on},
        )
        record_check(session, world.member, world.own_place(session), worker, sending.a_check())
        place = world.place(session, lead, engagement_id)
        record_incident(session, lead, place, happened_on=world.today, words=f"{word} fell on the stairs.")
        verdict = Verdict(
            Outcome.WAIVE, until_on=world.today + timedelta(days=9), words=f"{word} waived this."
        )
        waive_slot(session, lead, place, "health-and-safety", "", verdict)
        said = Said(Condition.USES_VOLUNTEERS, word == "Other", world.today - timedelta(days=5))
        change_condition(session, lead, place, said)
        contract = get_contract_place(session, lead, place.contract.contract_id, tuple(place.audiences))
        book_visit(session, lead, contract, "audit-visit", world.today + timedelta(days=9))
    draft = sending.draft(world, "whistleblowing", engagement_id=engagement_id)
    sending.attach(world, draft, name=f"{word.lower()}-only-draft.pdf")
    sent = sending.draft(world, "equal-opportunities", engagement_id=engagement_id)
    sending.attach(world, sent, name=f"{word.lower()}-only.pdf")
