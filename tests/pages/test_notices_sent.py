"""What went out for a contract: to whom, and about whom."""

from portal.notices.rounds import tell_events
from tests.builders import sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of


def sent(world: World, client_for: ClientFor) -> list[tuple[str, str]]:
    """To whom, and what."""
    shown = client_for(world.manager).get(f"/contracts/{world.contract_id}/notices/sent")
    rows = [[words_of(cell) for cell in row.findall("td")] for row in shown.find("//tbody/tr")]
    return [(to, what) for _, to, what, _ in rows]


def test_whom_it_is_about_stands_with_what_it_says(world: World, client_for: ClientFor) -> None:
    """Whoever reads it may belong to somebody else."""
    sending.send(world, "complaints-policy")
    tell_events(world.database)
    ((what, to),) = [(what, to) for to, what in sent(world, client_for) if to.startswith("Rafi Reviewer")]
    assert to == "Rafi Reviewer"
    assert what.startswith("Tidewater Peers sent Complaints policy")
    assert what.endswith("About Tidewater Peers, Eastmouth")
