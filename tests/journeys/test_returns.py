"""A quarter by form: written, signed by another, accepted, rolled up and read by the council."""

from portal.words.returns import period_name
from tests.builders import returning
from tests.builders.layouts import lay_out
from tests.builders.world import World
from tests.journeys.conftest import Arrives


def test_a_quarter_is_written_signed_and_accepted(arrives: Arrives, world: World) -> None:
    returning.begin(world)
    returning.write(world, "data", returning.figures(world))
    returning.write(world, "case-study", returning.STORY)
    signer = returning.signer(world)
    lay_out(world)
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

    mary, council = arrives(world.manager), f"/contracts/{world.contract_id}/council"
    mary.goes_to(f"{council}/{returning.quarter(world)}/send")
    mary.reads("This is all that", "not given yet")
    mary.fills("What do you say with it? (optional)", "The second partner is late.")
    mary.presses("Send it to the council")
    mary.reads("It is sent.")

    omar = arrives(world.officer)
    omar.goes_to(council)
    omar.follows(period_name(returning.quarter(world)))
    omar.reads("The second partner is late.", "Hidden: too few people")
    mary.goes_to(f"{council}/{returning.quarter(world)}/workbook")
    mary.reads("Return!B4", "hidden: too few people")
