"""What the lead issues, and how partners acknowledge it."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.calendar import in_words
from checklists.vocabulary import Outcome
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile
from portal.issued.actions.acknowledge_issued import acknowledge_issued
from portal.issued.actions.issue_document import issue_document
from portal.issued.actions.issue_edition import NewEdition, issue_edition
from portal.issued.queries.acknowledged import list_acknowledgements
from portal.issued.queries.issued import list_issued
from portal.notices.rounds import tell_events
from portal.records import Decision, EngagementStanding, Notice, Standing, StoredFile, Submission
from portal.review.actions.decide import Verdict
from portal.standing.queries.as_known import known_at
from portal.standing.queries.verify import verify_events, verify_standing
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.sending import decide
from tests.builders.staff import second_manager
from tests.builders.world import World

KEY = "market-stewardship"


def issue(world: World, key: str = KEY, by: Viewer | None = None) -> uuid.UUID:
    with world.database.writing() as session:
        viewer = by or world.manager
        kept = KeptFile(f"2026/01/{uuid.uuid4().hex}", "Principles.pdf", "application/pdf", 5, "0" * 64)
        return issue_document(session, viewer, world.contract_place(session, viewer), key, kept)


def acknowledge(
    world: World, by: Viewer | None = None, name: str = "Pat Partner", edition: int = 1
) -> uuid.UUID:
    with world.database.writing() as session:
        viewer = by or world.member
        return acknowledge_issued(
            session,
            viewer,
            world.place(session, viewer),
            KEY,
            name=name,
            position="Chair",
            edition=edition,
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


def test_what_a_reviewer_undid_is_acknowledged_anew(world: World) -> None:
    issue(world)
    submission_id = acknowledge(world)
    with world.database.reading() as session:
        first = session.scalars(sa.select(Decision.id)).one()
    undone = Verdict(Outcome.RETURN, reason="not-signed", words="It was somebody else who said so.")
    decide(world, submission_id, undone, corrects=first)
    with world.database.reading() as session:
        place = world.contract_place(session)
        assert not any(each.said for each in list_acknowledgements(session, place, KEY, world.today))
    acknowledge(world)
    assert "met" in states(world)


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


def renew(
    world: World,
    number: int = 2,
    from_on: date | None = None,
    by_on: date | None = None,
    by: Viewer | None = None,
    **said: Any,
) -> bool:
    from_on = from_on or world.today + timedelta(days=10)
    words = {"title": f"Edition of {from_on:%Y}", "words": "Section 4 is new.", **said}
    with world.database.writing() as session:
        viewer = by or world.manager
        kept = KeptFile(
            f"2026/01/{uuid.uuid4().hex}", f"Principles {number}.pdf", "application/pdf", 5, f"{number}" * 64
        )
        place = world.contract_place(session, viewer)
        new = NewEdition(number, words["title"], words["words"], from_on, by_on)
        return issue_edition(session, viewer, place, said.get("key", KEY), new, kept)


def lasting(world: World) -> list[tuple[str, date]]:
    """From today on, the state and its last day."""
    with world.database.reading() as session:
        query = sa.select(Standing.state, Standing.until_on).where(
            Standing.engagement_id == world.engagement_id,
            Standing.requirement_key == KEY,
            Standing.until_on >= world.today,
            *known_at(Standing, None),
        )
        return [(row.state, row.until_on) for row in session.execute(query.order_by(Standing.from_on))]


def test_who_has_acknowledged_one_edition_is_asked_for_the_next(world: World) -> None:
    issue(world)
    acknowledge(world)
    [(_, last)] = lasting(world)
    counts = world.today + timedelta(days=10)
    assert renew(world, from_on=counts)
    assert lasting(world) == [("met", counts - timedelta(days=1)), ("expired", last)]
    with pytest.raises(CannotDo, match="Another edition was issued"):
        acknowledge(world)
    with pytest.raises(CannotDo, match="Another edition was issued"):
        acknowledge(world, edition=3)
    acknowledge(world, edition=2)
    assert lasting(world) == [("met", last)]
    with pytest.raises(CannotDo, match="acknowledged already"):
        acknowledge(world, edition=2)
    assert renew(world, 3, counts, counts + timedelta(days=20))
    assert lasting(world) == [("met", counts + timedelta(days=20)), ("expired", last)]
    with world.database.reading() as session:
        place = world.contract_place(session)
        assert [each.edition for each in list_issued(session, place, KEY)] == [1, 2, 3]
        mine, other = sorted(
            list_acknowledgements(session, place, KEY, world.today), key=lambda each: not each.said
        )
        assert [(number, said.name) for number, said in mine.said.items()] == [
            (1, "Pat Partner"),
            (2, "Pat Partner"),
        ]
        assert other.said == {}
        with pytest.raises(NotHere):
            list_acknowledgements(session, world.contract_place(session, world.officer), KEY, world.today)
    assert verify(world) == []


def verify(world: World) -> list[str]:
    """What the read models and the seals say of what was written."""
    with world.database.reading() as session:
        return [*verify_standing(session), *verify_events(session)]


def test_a_second_press_makes_no_second_edition(world: World) -> None:
    issue(world)
    assert renew(world)
    assert not renew(world)
    with pytest.raises(CannotDo, match="Edition 2 was issued meanwhile"):
        renew(world, words="Something else.")
    with pytest.raises(CannotDo, match="Edition 2 was issued meanwhile"):
        renew(world, by=second_manager(world))


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"title": ""}, "title"),
    "no words": ({"words": ""}, "words"),
    "before the one before it": ({"from_on": -400}, "from_on"),
    "after the contract": ({"from_on": 4000}, "from_on"),
    "to be acknowledged before it counts": ({"from_on": 10, "by_on": 9}, "by_on"),
    "to be acknowledged after the contract": ({"from_on": 10, "by_on": 4000}, "by_on"),
    "counts already, and nobody has time": ({"from_on": 0}, "by_on"),
}


@pytest.mark.parametrize(("said", "field"), REFUSED.values(), ids=REFUSED.keys())
def test_what_will_not_do_for_an_edition(world: World, said: dict[str, Any], field: str) -> None:
    issue(world)
    days: dict[str, Any] = {
        name: world.today + timedelta(days=said[name]) for name in ("from_on", "by_on") if name in said
    }
    with pytest.raises(CannotDo) as refused:
        renew(world, **(said | days))
    assert set(refused.value.problems) == {field}


@pytest.mark.parametrize(
    ("counts_in", "time", "last_in", "words"),
    [(10, None, 9, "It counts from"), (10, 15, 15, "It counts from"), (-3, 15, 15, "It has counted since")],
)
def test_until_when_the_mail_asks_for_it_to_be_acknowledged(
    world: World, counts_in: int, time: int | None, last_in: int, words: str
) -> None:
    """The one before it is enough until the day before the new one counts, or as long as is given."""
    with clock_on(world.today - timedelta(days=5)):
        issue(world)
    from_on, last_on = (world.today + timedelta(days=days) for days in (counts_in, last_in))
    renew(world, from_on=from_on, by_on=last_on if time else None)
    tell_events(world.database)
    with world.database.reading() as session:
        about = Notice.person_id == world.member.person_id, Notice.what.contains("a new edition of")
        told = session.execute(sa.select(Notice.by_on, Notice.why).where(*about)).one()
    assert told.by_on == last_on
    assert told.why == f"{words} {in_words(from_on)}. Read it and confirm that you have."


def test_who_may_not_issue_an_edition(world: World) -> None:
    with pytest.raises(NotHere):
        renew(world)
    issue(world)
    issue(world, "sub-contract")
    with pytest.raises(NotHere):
        renew(world, key="sub-contract")
    for viewer in (world.reviewer, world.officer, world.member):
        with pytest.raises((NotAllowed, NotHere)):
            renew(world, by=viewer)


def test_of_two_managers_at_once_one_is_told_of_the_other(world: World) -> None:
    issue(world)
    acknowledge(world)
    other = second_manager(world)
    raised = at_once(
        lambda: renew(world, words="One."),
        lambda: renew(world, by=other, words="Two."),
    )
    assert ["issued meanwhile" in str(each) for each in raised] == [True]
    assert verify(world) == []


def test_what_is_acknowledged_as_another_edition_comes_is_one_of_them(world: World) -> None:
    issue(world)
    raised = at_once(lambda: renew(world), lambda: acknowledge(world))
    assert all("Another edition was issued" in str(each) for each in raised)
    assert verify(world) == []
