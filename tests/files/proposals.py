"""What tests of proposed documents read files with."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from portal.authoring.proposing import Proposal, propose_from_file
from tests.files.test_accept import take

FROM = date(2026, 4, 1)
Read = Callable[[str, bytes], Proposal]


@pytest.fixture
def read(staging: Path) -> Read:
    """Takes a file as an upload is taken, and reads the checklist that it holds."""

    def reader(name: str, content: bytes) -> Proposal:
        accepted = take(staging, name, content)
        try:
            return propose_from_file(accepted.path, accepted.media_type, accepted.name, in_force_from=FROM)
        finally:
            accepted.discard()

    return reader
