"""Checklists of a lead's own: kept, used by that lead only, removed."""

import pytest

from checklists.drafting import DraftRow
from checklists.library import library
from portal.access import NotAllowed
from portal.acting.refused import CannotDo
from portal.authoring.actions.keep_checklist import remove_checklist
from portal.authoring.actions.keep_draft_checklist import start_own
from portal.authoring.queries.own import list_own_checklists
from portal.contracts.actions.create_contract import NewContract, create_contract
from portal.standing.queries.in_force import list_versions
from tests.builders.drafting import FIRE, keep, own
from tests.builders.world import CHECKLIST, World


def test_an_own_checklist_makes_contracts_of_that_lead_only(world: World) -> None:
    draft_id = own(world, "Seaside walks", [DraftRow("1", None, FIRE)])
    keep(world, draft_id)
    keep(world, draft_id)
    new = NewContract("Walks", "Kingsmarsh County Council", "seaside-walks", world.starts_on, world.ends_on)
    with world.database.writing() as session:
        contract_id = create_contract(session, world.manager, world.lead_id, new)
        version = list_versions(session, [contract_id])[contract_id][0]
        assert [each.key for each in version.requirements] == ["fire-policy"]
        assert version.in_force_from == world.starts_on
        with pytest.raises(CannotDo, match="Choose a checklist"):
            create_contract(session, world.noise_manager, world.noise_lead_id, new)
        assert list_own_checklists(session, [world.noise_lead_id]) == []


def test_names_of_own_checklists_are_unique_and_keys_not_those_of_the_library(world: World) -> None:
    keep(world, own(world, "Seaside walks", [DraftRow("1", None, FIRE)]))
    with pytest.raises(CannotDo, match="of that name already"):
        keep(world, own(world, "seaside WALKS", [DraftRow("1", None, FIRE)]))
    keep(world, own(world, CHECKLIST, [DraftRow("1", None, FIRE)]))
    with world.database.reading() as session:
        keys = {line.key for line in list_own_checklists(session, [world.lead_id])}
    assert keys == {"seaside-walks", f"{CHECKLIST}-2"}
    assert not keys & set(library())


def test_an_own_checklist_is_removed_by_its_lead(world: World) -> None:
    keep(world, own(world, "Seaside walks", [DraftRow("1", None, FIRE)]))
    with world.database.writing() as session:
        line = list_own_checklists(session, [world.lead_id])[0]
        with pytest.raises(NotAllowed):
            remove_checklist(session, world.noise_manager, world.lead_id, line.checklist_id)
        remove_checklist(session, world.noise_manager, world.noise_lead_id, line.checklist_id)
        assert list_own_checklists(session, [world.lead_id])
        remove_checklist(session, world.manager, world.lead_id, line.checklist_id)
        assert list_own_checklists(session, [world.lead_id]) == []


def test_nobody_makes_a_checklist_for_another_organisation(world: World) -> None:
    with world.database.writing() as session, pytest.raises(NotAllowed):
        start_own(session, world.manager, world.noise_lead_id, "Theirs", [])
