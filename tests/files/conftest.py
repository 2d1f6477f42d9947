"""The two stores, and folders for files on their way."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from evidence.store import Store, open_store
from tests.parts.s3_server import S3Server
from tests.parts.s3_server import s3_server as s3_server
from tests.parts.upload_server import UploadServer, run_upload_server


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A new, empty store: every test that asks for one runs over both kinds."""
    if request.param == "folder":
        yield open_store((tmp_path / "kept files").as_uri())
        return
    server: S3Server = request.getfixturevalue("s3_server")
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    with closing(open_store(f"s3://{server.make_bucket()}/some/prefix")) as bucket:
        yield bucket


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    return tmp_path / "staging"


@pytest.fixture
def upload_server(staging: Path) -> Iterator[UploadServer]:
    with run_upload_server(staging) as server:
        yield server
