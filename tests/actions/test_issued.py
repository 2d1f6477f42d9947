"""What the lead issues, and how partners acknowledge it."""

import uuid

import pytest
import sqlalchemy as sa

from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile
from portal.issued.actions.acknowledge_issued import acknowledge_issued
from portal.issued.actions.issue_document import issue_document
from portal.issued.queries.issued import list_issued
from portal.records import Decision, EngagementStanding, Standing, StoredFile, Submission
from portal.standing.queries.as_known import known_at
from tests.builders.world import World

KEY = "market-stewardship"


def issue(world: World, key: str = KEY, by: Viewer | None = None) -> uuid.UUID:
    with world.database.writing() as session:
        viewer = by or world.manager
        kept = KeptFile(f"2026/01/{uuid.uuid4().hex}", "Principles.pdf", "application/pdf", 5, "0" * 64)
        return issue_document(session, viewer, world.contract_place(session, viewer), key, kept)


def acknowledge(world: World, by: Viewer | None = None, name: str = "Pat Partner") -> uuid.UUID:
    with world.database.writing() as session:
        viewer = by or world.member
        return acknowledge_issued(
            session, viewer, world.place(session, viewer), KEY, name=name, position="Chair"
        )


def states(world: World) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Standing.state).where(
            Standing.engagement_id == world.engagement_id,
            Standing.requirement_key == KEY,
            *known_at(Standing, None),
        )
        return list(session.scalars(query.order_by(Standing.from_on)))


def blockers_with_lead(world: World, engagement_id: uuid.UUID) -> set[int]:
    """From today on: on the days before it was issued it was the lead's turn."""
    table = EngagementStanding
    with world.database.reading() as session:
        query = sa.select(table.blockers_with_lead).where(
            table.engagement_id == engagement_id, table.until_on >= world.today
        )
        return set(session.scalars(query))


def test_issuing_hands_the_turn_to_every_partner_of_the_contract(world: World) -> None:
    assert blockers_with_lead(world, world.second_engagement_id) == {2}, "the sub-contract has no text either"
    file_id = issue(world)
    assert blockers_with_lead(world, world.engagement_id) == {1}
    assert blockers_with_lead(world, world.second_engagement_id) == {1}
    assert blockers_with_lead(world, world.noise_engagement_id) == {2}
    issue(world, "sub-contract")
    assert blockers_with_lead(world, world.engagement_id) == {0}
    assert blockers_with_lead(world, world.noise_engagement_id) == {2}
    with world.database.reading() as session:
        assert session.get_one(StoredFile, file_id).organisation_id == world.lead_id
        line, _ = list_issued(session, world.contract_place(session))
        assert (line.requirement_key, line.file_id) == (KEY, file_id)


def test_acknowledging_is_accepted_at_once_and_by_nobody(world: World) -> None:
    issue(world)
    submission_id = acknowledge(world)
    assert "met" in states(world)
    with world.database.reading() as session:
        decision = session.scalars(sa.select(Decision)).one()
        assert (decision.submission_id, decision.outcome, decision.made_by) == (submission_id, "accept", None)
        sent = session.get_one(Submission, submission_id)
        assert sent.statement == "We have received our copy of the Market Stewardship Principles."
        assert (sent.signed_name, sent.signed_position) == ("Pat Partner", "Chair")


def test_nothing_is_acknowledged_before_it_is_issued(world: World) -> None:
    with pytest.raises(NotHere):
        acknowledge(world)


def test_once_is_enough(world: World) -> None:
    issue(world)
    with pytest.raises(CannotDo, match="issued already"):
        issue(world)
    acknowledge(world)
    with pytest.raises(CannotDo, match="acknowledged already"):
        acknowledge(world)


def test_who_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        issue(world, by=world.officer)
    with pytest.raises(NotHere):
        issue(world, key="complaints-policy")
    issue(world, by=world.reviewer)
    with pytest.raises(NotAllowed):
        acknowledge(world, by=world.manager)
    with pytest.raises(CannotDo) as refused:
        acknowledge(world, name=" ")
    assert set(refused.value.problems) == {"signed_name"}
