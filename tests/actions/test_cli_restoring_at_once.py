"""Two who restore into one place at the same moment: the second is told, and the first goes on unharmed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portal.cli import restoring
from portal.cli.backing_up import back_up
from tests.actions.machines import contents, machine
from tests.builders import sending
from tests.builders.world import World

GOING_ON = "something is being restored there already"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_second_of_two_touches_nothing(
    request: pytest.FixtureRequest,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
) -> None:
    from_here = machine(request, "sqlite", "folder", tmp_path / "from")
    with from_here.opened() as (_, store):
        made = replace(world, store=store)
        sending.accepted(made, "complaints-policy")
        kept = contents(store)
        back_up(world.database, store, tmp_path / "backup.tar")
    empty = machine(request, engine, "folder", tmp_path / "to")
    others = [empty]
    if engine == "postgresql":  # from another machine, into the same database
        others.append(replace(empty, home=tmp_path / "third", evidence=(tmp_path / "third/e").as_uri()))
    restore_files, answers = restoring.restore_files, list[tuple[int, str, str]]()

    def meanwhile(*some: Any) -> None:
        monkeypatch.setattr(restoring, "restore_files", restore_files)
        answers.extend(each.portal("restore", tmp_path / "backup.tar") for each in others)
        for name, value in empty.environment.items():
            monkeypatch.setenv(name, value)
        restore_files(*some)

    monkeypatch.setattr(restoring, "restore_files", meanwhile)
    code, said, complaint = empty.portal("restore", tmp_path / "backup.tar")
    assert (code, complaint) == (0, ""), said
    assert [(code, said) for code, said, _ in answers] == [(2, "")] * len(others)
    assert all(GOING_ON in why for _, _, why in answers)
    with empty.opened() as (_, store):
        assert contents(store) == kept
    _, _, again = empty.portal("restore", tmp_path / "backup.tar")
    assert "not empty" in again, "what is there by now is left alone"
