"""`portal visits` and `portal pack`, as they are called."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.records import Event, Pack, StoredFile
from tests.actions.conftest import Portal
from tests.builders import packing, sending
from tests.builders.world import World


def test_visits_are_listed_by_day(world: World, portal: Portal) -> None:
    later = packing.a_visit(world, world.today + timedelta(days=20))
    sooner = packing.a_visit(world, world.today + timedelta(days=10), world.engagement_id)
    code, said, _ = portal("visits", "--json")
    found = json.loads(said)
    assert code == 0
    assert [each["on"] for each in found] == [sooner.on_date.isoformat(), later.on_date.isoformat()]
    assert [list(each) for each in found] == [["reference", "contract", "kind", "on"]] * 2
    assert {(each["contract"], each["kind"]) for each in found} == {(world.contract, "audit-visit")}
    assert len({each["reference"] for each in found}) == 2
    assert found[0]["reference"] in portal("visits")[1]


def test_no_visits_are_an_empty_list(world: World, portal: Portal) -> None:
    code, said, _ = portal("visits", "--json")
    assert (code, json.loads(said)) == (0, [])


@pytest.fixture
def reference(world: World, portal: Portal) -> str:
    sending.accepted(world, "complaints-policy")
    packing.a_visit(world, world.today + timedelta(days=20))
    return str(json.loads(portal("visits", "--json")[1])[0]["reference"])


def test_a_pack_is_written_and_checks_itself(
    world: World, portal: Portal, reference: str, tmp_path: Path
) -> None:
    out = tmp_path / "pack.zip"
    code, said, complained = portal("pack", "--visit", reference, "--out", str(out))
    assert (code, said, complained) == (0, "Complete: 1 of 1 file\n", "")
    assert packing.check(out.read_bytes(), tmp_path)[0] == 0
    assert out.stat().st_mode & 0o077 == 0, "nobody else may read it"
    with world.database.reading() as session:
        event = session.scalars(sa.select(Event).where(Event.name == "pack-written")).one()
        assert session.scalar(sa.select(sa.func.count()).select_from(Pack)) == 0
    assert event.person_id is None
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as pack:
        assert f"Pack {event.data['reference']}.docx" in pack.namelist()


def test_a_partial_pack_says_so_and_by_its_exit_code(
    world: World, portal: Portal, reference: str, tmp_path: Path
) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(StoredFile).values(scan="checking"))
        session.commit()
    code, said, _ = portal("pack", "--visit", reference, "--out", str(tmp_path / "pack.zip"))
    assert code == 1
    assert said.startswith("Partial: 1 file could not be read: ")
    assert (tmp_path / "pack.zip").is_file()


def test_what_it_cannot_do_is_a_line(world: World, portal: Portal, reference: str, tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    code, _, said = portal("pack", "--visit", "V-0000-0000", "--out", str(out))
    assert (code, said) == (2, "portal: there is no visit 'V-0000-0000': `portal visits` lists them\n")
    assert not out.exists()
    out.write_bytes(b"somebody's")
    code, _, said = portal("pack", "--visit", reference, "--out", str(out))
    assert code == 2
    assert "is there already" in said
    assert out.read_bytes() == b"somebody's"
    code, _, said = portal("pack", "--visit", reference, "--out", str(tmp_path / "no" / "pack.zip"))
    assert (code, said.count("\n")) == (2, 1)
    assert portal("pack", "--out", str(out))[0] == 2
