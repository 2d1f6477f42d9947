"""One document, two leads: sent once, decided twice, renewed for both; and neither learns of the other."""

from tests.builders import sending
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import accepts_it, opens_the_oldest

POLICY = "complaints-policy"


def test_a_policy_serves_two_leads_and_its_renewal_too(arrives: Arrives, world: World) -> None:
    other = deliver_for_noise_too(world)
    sending.accepted(world, POLICY)

    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{other}/requirements/{POLICY}")
    pat.follows("Use a document that you have sent before")
    pat.presses("Use this document")
    pat.meets_an_error("Choose a document.", "document")
    pat.chooses("policy.pdf")
    pat.presses("Use this document")
    pat.is_at("Check your answers")
    pat.presses("Send to Noise Lead Trust")

    nina = arrives(world.noise_manager)
    opens_the_oldest(nina)
    nina.reads("Complaints policy", "policy.pdf")
    nina.does_not_read("Harbour Light")
    accepts_it(nina)

    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/{POLICY}")
    pat.starts()
    pat.uploads("policy 2028.pdf", "Complaints policy, new edition")
    pat.presses("Continue")
    pat.presses("Continue")
    pat.presses("Send to Harbour Light")
    pat.reads("still in force for 1 requirement of another contract")
    pat.follows("Send this one there too")
    pat.is_at("Send for another contract")
    pat.presses("Send it there")
    pat.reads("Sent for 1 requirement.", "With Noise Lead Trust, checking")

    pat.goes_to(f"/organisations/{world.partner_id}/shelf")
    pat.reads("policy 2028.pdf", "Peer support on the coast", "Noise contract")
    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads("policy 2028.pdf")
    rafi.does_not_read("Noise")
