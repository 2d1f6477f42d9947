"""Two partners of one name are told apart by their numbers, wherever one is chosen."""

import sqlalchemy as sa

from portal.records import Organisation
from tests.builders.world import World
from tests.pages.conftest import ClientFor

SHOWN = ("partners", "matrix", "set-up", "visits/new", "packs")


def test_the_number_stands_beside_the_name_where_it_is_needed(world: World, client_for: ClientFor) -> None:
    manager = client_for(world.manager)
    pages = [f"/contracts/{world.contract_id}/{page}" for page in SHOWN]
    assert [page for page in pages if "no number known" in manager.get(page).words] == []
    with world.database.writing() as session:
        name = session.get_one(Organisation, world.partner_id).name
        for partner_id, number in ((world.partner_id, "1123456"), (world.second_partner_id, None)):
            its = sa.update(Organisation).where(Organisation.id == partner_id)
            session.execute(its.values(name=name, charity_number=number))
        session.commit()
    for page in pages:
        words = manager.get(page).words
        assert "charity 1123456" in words, page
        assert "no number known" in words, page
