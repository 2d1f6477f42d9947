"""An amount that is raised while its sentence stays as it was: partners would be asked for two things."""

from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.drafting import begin_change
from tests.pages.test_authoring_versions import fields_of, row_of

NOTED = "Please check Its words name £5 million, and no insurance asks for that"


def test_a_sentence_that_names_another_amount_is_to_be_looked_at(world: World, client_for: ClientFor) -> None:
    manager = client_for(world.manager)
    draft = begin_change(world, manager)
    row = row_of(manager.get(draft), "Insurance")

    def save(**typed: str) -> str:
        return manager.follow(manager.post(row, fields_of(manager.get(row)) | typed)).words

    assert "Its words name" not in save(asks="Public liability of £5 million, excess at most £500.")
    assert NOTED in save(**{"cover-1-amount": "10m", "cover-2-amount": "10m"})
    assert NOTED in manager.get(row).words
    assert "Its words name" not in save(asks="Public liability of £10 million.")
