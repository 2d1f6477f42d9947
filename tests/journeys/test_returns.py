"""A quarter by form: written by one person, signed by another, sent back in part, and accepted."""

from tests.builders import returning
from tests.builders.world import World
from tests.journeys.conftest import Arrives


def test_a_quarter_is_written_signed_and_accepted(arrives: Arrives, world: World) -> None:
    returning.begin(world)
    returning.write(world, "data", returning.figures(world))
    returning.write(world, "case-study", returning.STORY)
    signer = returning.signer(world)
    report = f"/engagements/{world.engagement_id}/returns/quarterly-report/{returning.quarter(world)}"
    pat = arrives(world.member)
    pat.goes_to(report)
    pat.reads("Late by", "It can be sent once every section is ready.")
    pat.follows("Narrative report")
    pat.fills("Narrative report", "We met every Tuesday.")
    pat.presses("Save, it is ready")
    pat.presses("Read it and put it up for signing")
    pat.presses("Put it up for signing")
    pat.reads("You put it up for signing.")

    sid = arrives(signer)
    sid.goes_to(report)
    sid.presses("Read it and sign")
    sid.reads("We met every Tuesday.")
    sid.presses("Sign and send")
    sid.reads("It is signed and sent.", "With Harbour Light")

    rafi = arrives(world.reviewer)
    rafi.goes_to(f"{report}/read")
    rafi.presses("Accept all that is with you")
    rafi.reads("What you said is kept.")
    pat.goes_to(report)
    pat.reads("Accepted")
