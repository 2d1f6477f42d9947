"""What goes out next and is about no partner."""

from decimal import Decimal

from tests.builders import promising
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.test_notices_outgoing import said_to


def test_what_the_lead_promised_itself_stands_under_its_own_name(world: World, client_for: ClientFor) -> None:
    """A year of it is late. It is no partner's, nobody holds it, and it is not sent with what is theirs."""
    late = promising.years(world)[0].year
    promising.own(world, title="Trees planted", targets={late: Decimal(12)})
    shown = client_for(world.manager).get(f"/contracts/{world.contract_id}/notices")
    own = said_to(shown, "Harbour Light itself")
    assert own.count("Trees planted, as the tender promises, ") == 1
    assert f"{world.reviewer.name} (one of yours)" in own
    assert "Hold" not in own
    assert "Remind them now" not in own
    assert shown.words.count("Trees planted") == 1


def test_what_one_lead_promised_is_told_to_no_other(world: World, client_for: ClientFor) -> None:
    late = promising.years(world)[0].year
    promising.own(world, title="Trees planted", targets={late: Decimal(12)})
    other = client_for(world.noise_manager).get(f"/contracts/{world.noise_contract_id}/notices")
    assert "Trees planted" not in other.words
