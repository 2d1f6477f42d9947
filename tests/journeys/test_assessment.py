"""An equality impact assessment is written over two evenings, read, accepted, and seen in order."""

from playwright.sync_api import expect

from portal.access import Viewer
from tests.builders import assessing
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import accepts_it, opens_the_oldest
from tests.journeys.someone import Someone

EQIA = "Equality impact assessment (EQIA)"
OTHERS = (
    "Disability",
    "Gender",
    "Gender identity",
    "Race",
    "Religion",
    "Pregnancy",
    "Sexual orientation",
)


def opens_the_slot(someone: Someone, world: World) -> None:
    someone.goes_to(f"/engagements/{world.engagement_id}/requirements/eqia")


def says(pat: Someone, impact: str, found: str, evidence: str, remedy: str = "") -> None:
    pat.chooses(impact)
    pat.fills("What did you find?", found)
    pat.fills("What is the evidence?", evidence)
    pat.fills("What do you do about it?", remedy)
    pat.presses("Save and continue")


def test_written_over_two_evenings_read_accepted_and_in_order(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    opens_the_slot(pat, world)
    pat.starts()
    pat.is_at("How do you want to give it?")
    pat.presses("Continue")
    pat.meets_an_error("Choose how you give this assessment.", "way")
    pat.chooses("Fill in the form here")
    pat.presses("Continue")
    pat.is_at(EQIA)
    pat.reads("0 of 8 done")
    pat.follows("What is assessed, who took part, and when")
    pat.fills("What is assessed?", "The peer support groups in both towns.")
    pat.fills("Who took part?", "The manager, two volunteers, five people from the groups.")
    pat.fills_day("When was it completed?", world.today)
    pat.presses("Save and continue")
    pat.is_at("Age")
    says(pat, "Negative", "Few people over 75 come: the stairs.", "The register of the past year.")
    pat.meets_an_error("Say what you do about the negative impact.", "mitigation")
    pat.fills("What do you do about it?", "We move to the ground floor in May.")
    pat.presses("Save and come back later")
    pat.reads("1 of 8 done")
    pat.signs_out()

    pat = arrives(world.member)
    opens_the_slot(pat, world)
    pat.presses("Continue your draft")
    pat.reads("1 of 8 done")
    pat.follows("Disability")
    for name in OTHERS:
        pat.is_at(name)
        says(pat, "None", f"Nobody is kept away for {name.lower()}.", "Feedback of the past year.")
    pat.is_at("Actions")
    pat.fills("What will be done?", "Move the Dover group to the ground floor")
    pat.fills("Who does it?", "Sam Steward")
    pat.fills_day("By when?", world.ends_on)
    pat.presses("Save and add another")
    expect(pat.page.locator("#what_2")).to_be_visible()
    pat.presses("Save and continue")
    pat.is_at("Signature")
    pat.fills("Position", "Manager")
    pat.presses("Save and continue")
    pat.is_at("Check and send")
    pat.reads("We move to the ground floor in May.", "Negative impact", "Sam Steward", "Pat Partner")
    pat.presses("Send to Harbour Light")
    pat.is_at("Sent to Harbour Light")

    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads("Few people over 75 come: the stairs.", "Nobody is kept away for sexual orientation.")
    with rafi.page.expect_download() as download:
        rafi.follows("Download as a Word document")
    assert download.value.suggested_filename.endswith(".docx")
    accepts_it(rafi)

    olu = arrives(world.officer)
    olu.goes_to(f"/engagements/{world.engagement_id}")
    row = olu.page.locator("tr", has_text=EQIA)
    expect(row).to_contain_text("Accepted until")
    olu.does_not_read("the stairs")
    expect(row.get_by_role("link")).to_have_count(0)


def test_an_own_document_is_accepted_when_it_deals_with_all(arrives: Arrives, world: World) -> None:
    assessing.own_document(world)
    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    for name in ("Age", *OTHERS[:-1]):
        rafi.chooses(name)
    accepts_it(rafi)
    rafi.meets_an_error("It does not deal with sexual orientation.", "covers")
    rafi.chooses("Sexual orientation")
    accepts_it(rafi)
    in_order(arrives(world.member), world)


def in_order(pat: Someone, world: World) -> None:
    opens_the_slot(pat, world)
    pat.reads("Accepted until")


def test_an_incident_is_recorded_and_withdrawn(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}")
    pat.follows("About incidents")
    pat.presses("Record an incident")
    pat.fills_day("When did it happen?", world.today)
    pat.fills("What happened", "A fall on the stairs.")
    pat.presses("Continue")
    pat.is_at("Record this incident?")
    pat.reads("What follows from it")
    pat.presses("Record it")
    pat.reads("A fall on the stairs.", "Recorded by Pat Partner, Tidewater Peers")
    withdraws(arrives, world.reviewer, world)


def withdraws(arrives: Arrives, who: Viewer, world: World) -> None:
    rafi = arrives(who)
    rafi.goes_to(f"/engagements/{world.engagement_id}/incidents")
    rafi.follows("Withdraw it")
    rafi.presses("Withdraw it")
    rafi.meets_an_error("Say why the incident is withdrawn.", "words")
    rafi.fills("Why was it recorded by mistake?", "It was at another venue.")
    rafi.presses("Withdraw it")
    rafi.reads("(withdrawn)", "It was at another venue.")
