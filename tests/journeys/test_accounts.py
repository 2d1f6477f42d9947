"""Accounts: a partner says when its year ends; the reviewer says why an examination will do."""

import sqlalchemy as sa

from portal.acting.say import say_facts
from portal.records import Membership, Organisation
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import opens_the_oldest

REASON = "Income was below the threshold for an audit."


def nobody_knows_the_year_end(world: World) -> None:
    """And Pat is a manager of the partner, who can say it."""
    with world.database.writing() as session:
        session.execute(
            sa.update(Organisation)
            .where(Organisation.id == world.partner_id)
            .values(year_end_month=None, year_end_day=None, legal_form=None)
        )
        say_facts(session, world.partner_id, None)
        session.execute(
            sa.update(Membership).where(Membership.person_id == world.member.person_id).values(role="manager")
        )
        session.commit()


def test_from_an_unknown_year_end_to_an_examination_accepted(arrives: Arrives, world: World) -> None:
    nobody_knows_the_year_end(world)
    pat = arrives(world.member)
    slot = f"/engagements/{world.engagement_id}/requirements/audited-accounts"
    pat.goes_to(slot)
    pat.reads("which is not known yet", "A manager of Tidewater Peers has to say")
    pat.follows("About Tidewater Peers", within=pat.page.locator("main"))
    pat.presses("Change this")
    pat.is_at("Names and accounts")
    pat.fills("Trading names", "Tide")
    pat.chooses("A charity")
    fields = pat.page.get_by_role("group", name="When does its financial year end?")
    fields.get_by_label("Day").fill("31")
    fields.get_by_label("Month").fill("Smarch")
    pat.presses("Save")
    sentence = "Enter the day and the month on which the financial year ends, such as 31 March."
    pat.meets_an_error(sentence, "year_end-day")
    fields.get_by_label("Month").fill("March")
    pat.presses("Save")
    pat.reads("Saved.", "Tide", "Next: the accounts for the year that")

    year = f"Year ended 31 March {world.today.year - 2}"
    pat.goes_to(slot)
    pat.reads("A charity files its accounts within 10 months of the end of the year")
    pat.starts(year)
    pat.uploads("accounts.pdf", "Report and accounts")
    pat.presses("Continue")
    pat.presses("Continue")
    pat.is_at("Are the accounts audited?")
    pat.presses("Continue")
    pat.meets_an_error("Say whether the accounts are audited.", "assurance")
    pat.chooses("Independently examined")
    pat.presses("Continue")
    pat.reads("Independently examined, not audited")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")

    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads("which can be accepted only with a reason in words")
    rafi.presses("Accept and go to the next")
    rafi.reads("There is a problem")
    rafi.fills("A word to the partner", REASON)
    rafi.presses("Accept and go to the next")
    rafi.reads("is accepted, independent examination")

    pat.goes_to(slot)
    pat.reads("Accepted, independent examination", REASON)
    olu = arrives(world.officer)
    olu.goes_to(f"/engagements/{world.engagement_id}")
    olu.reads(f"Independent examination accepted for the year ended 31 March {world.today.year - 2}")
