"""What was acknowledged in words that are asked for no more: lead and partner read that it is wanting."""

import sqlalchemy as sa

from checklists.vocabulary import Outcome
from portal.records import Decision
from portal.review.actions.decide import Verdict
from tests.actions.test_issued import KEY, acknowledge, issue, renew
from tests.actions.test_submissions_signed import reword
from tests.builders.sending import decide
from tests.builders.world import World
from tests.pages.conftest import ClientFor

OTHER = "We have received the principles and read them."
BEFORE = "before the statement was worded otherwise"


def test_who_acknowledged_other_words_has_not_acknowledged(world: World, client_for: ClientFor) -> None:
    issue(world)
    acknowledge(world)
    lead, member = client_for(world.manager), client_for(world.member)
    listed = f"/contracts/{world.contract_id}/documents"
    document, slot = (
        f"/contracts/{world.contract_id}/issue/{KEY}",
        f"/engagements/{world.engagement_id}/requirements/{KEY}",
    )
    assert "Acknowledged for 1 of 2 engagements" in lead.get(listed).words
    assert "1 of 2 acknowledged" in lead.get(document).words
    reword(world, KEY, OTHER)
    assert "Acknowledged for 0 of 2 engagements" in lead.get(listed).words
    shown = lead.get(document).words
    assert "0 of 2 acknowledged" in shown
    assert f"Not yet; {BEFORE}: Pat Partner, Chair" in shown
    acknowledge(world)
    assert "Acknowledged for 1 of 2 engagements" in lead.get(listed).words
    shown = lead.get(document).words
    assert "1 of 2 acknowledged" in shown
    assert BEFORE not in shown
    assert BEFORE not in member.get(slot).words


def test_the_partner_reads_that_it_is_acknowledged_anew(world: World, client_for: ClientFor) -> None:
    issue(world)
    renew(world)
    acknowledge(world, edition=2)
    member, slot = client_for(world.member), f"/engagements/{world.engagement_id}/requirements/{KEY}"
    shown = member.get(slot).words
    assert "Acknowledged by Pat Partner" in shown
    assert BEFORE not in shown
    reword(world, KEY, OTHER)
    answer = member.get(slot)
    assert BEFORE in answer.words
    assert OTHER in answer.words
    acknowledge(world, edition=2)
    assert BEFORE not in member.get(slot).words


def test_what_a_reviewer_undid_was_acknowledged_by_nobody(world: World, client_for: ClientFor) -> None:
    issue(world)
    renew(world)
    submission_id = acknowledge(world, edition=2)
    lead, member = client_for(world.manager), client_for(world.member)
    document, slot = (
        f"/contracts/{world.contract_id}/issue/{KEY}",
        f"/engagements/{world.engagement_id}/requirements/{KEY}",
    )
    assert "Acknowledged by Pat Partner" in member.get(slot).words
    assert "Pat Partner" in lead.get(document).words
    with world.database.reading() as session:
        first = session.scalars(sa.select(Decision.id)).one()
    undone = Verdict(Outcome.RETURN, reason="not-signed", words="Somebody else has it.")
    decide(world, submission_id, undone, corrects=first)
    assert "Acknowledged by" not in member.get(slot).words
    assert "Pat Partner" not in lead.get(document).words
    acknowledge(world, name="Pia Partner", edition=2)
    assert "Acknowledged by Pia Partner" in member.get(slot).words
    assert "1 of 2 acknowledged" in lead.get(document).words
