"""A lead makes a contract from each of the built-in checklists, and adds a partner to it."""

import pytest

from checklists.library import library
from tests.builders.typed import years_of
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.test_contracts_set_up import contract_form, with_dates

CONDITIONS = {
    "porchlight-peer-support": ["uses-volunteers"],
    "kcc-lot9": ["supports-people-with-dementia", "breaking-barriers-area"],
}


@pytest.mark.parametrize("key", list(library()))
def test_a_contract_from_each(world: World, client_for: ClientFor, key: str) -> None:
    manager, checklist = client_for(world.manager), library()[key]
    assert checklist.title in manager.get("/contracts/new").words
    made = manager.post("/contracts/new", contract_form(world, checklist=key))
    assert f"{len(checklist.requirements)} requirement" in manager.follow(made).words
    base = made.location.partition("/set-up")[0]
    form = manager.get(f"{base}/partners/new")
    asked = {
        str(each.get("name"))
        for each in form.find("//input[@type='radio']")
        if each.get("name") != "legal_form"
    }
    assert sorted(asked) == sorted(CONDITIONS.get(key, []))
    typed = with_dates(form) | dict.fromkeys(CONDITIONS.get(key, []), "yes")
    added = manager.follow(manager.post(f"{base}/partners/new", typed))
    assert "Strand Walkers" in added.words
    required = sum(each.force == "must" and each.is_the_partners for each in checklist.requirements)
    assert f"0 of {required}" in manager.get(f"{base}/partners?on={years_of(world.today)[0]}").words
