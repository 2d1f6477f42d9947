"""The store in an S3 bucket. The only module that uses boto3."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from evidence.store import Chunks, NotStored, is_key

if TYPE_CHECKING:
    from botocore.response import StreamingBody

PAGE = 1000
"""Keys that are asked for at once."""

_MISSING = {"404", "NoSuchKey", "NotFound"}
_TRANSFER = TransferConfig(multipart_threshold=32 * 1024 * 1024, max_concurrency=4)


class S3Store:
    """Objects `prefix/2026/11/<key>` in a bucket that exists already."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix}/" if prefix else ""
        self._client = boto3.client("s3", config=_configuration())

    def keep(self, staged: Path, key: str) -> None:
        if not is_key(key):
            raise ValueError(f"{key!r} is not a key")
        # Not every S3 knows If-None-Match. Keys are random, so asking first is enough against a slip.
        if self._find_size(key) is not None:
            raise FileExistsError(key)
        self._client.upload_file(str(staged), self.bucket, self.prefix + key, Config=_TRANSFER)
        if self._find_size(key) != staged.stat().st_size:
            raise OSError(f"the bucket {self.bucket} did not keep {key} whole")
        staged.unlink()

    def read(self, key: str) -> Chunks:
        return Chunks(self._open(key))

    @contextmanager
    def fetch(self, key: str) -> Iterator[Path]:
        body = self._open(key)
        with tempfile.NamedTemporaryFile(prefix="evidence-") as copy:
            with closing(Chunks(body)) as chunks:
                copy.writelines(chunks)
            copy.flush()
            yield Path(copy.name)

    def size(self, key: str) -> int:
        size = self._find_size(key)
        if size is None:
            raise NotStored(key)
        return size

    def remove(self, key: str) -> None:
        self.size(key)  # S3 itself says nothing when there is nothing to remove
        self._client.delete_object(Bucket=self.bucket, Key=self.prefix + key)

    def require_there(self) -> None:
        try:
            self._client.head_bucket(Bucket=self.bucket)
        except (BotoCoreError, ClientError) as error:
            raise OSError(f"the bucket {self.bucket} does not answer: {error}") from error

    def keys(self) -> Iterator[tuple[str, datetime]]:
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(
            Bucket=self.bucket, Prefix=self.prefix, PaginationConfig={"PageSize": PAGE}
        ):
            for found in page.get("Contents", []):
                key = found["Key"].removeprefix(self.prefix)
                if is_key(key):
                    yield key, found["LastModified"].astimezone(UTC)

    def close(self) -> None:
        self._client.close()

    def _find_size(self, key: str) -> int | None:
        if not is_key(key):
            return None
        try:
            return int(self._client.head_object(Bucket=self.bucket, Key=self.prefix + key)["ContentLength"])
        except ClientError as error:
            if _is_missing(error):
                return None
            raise

    def _open(self, key: str) -> "StreamingBody":
        if not is_key(key):
            raise NotStored(key)
        try:
            body: StreamingBody = self._client.get_object(Bucket=self.bucket, Key=self.prefix + key)["Body"]
        except ClientError as error:
            if _is_missing(error):
                raise NotStored(key) from error
            raise
        return body


def _configuration() -> Config:
    """Servers other than Amazon's are reached by path, and many do not know the newer checksums."""
    own_server = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"} & os.environ.keys()
    return Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 4},
        max_pool_connections=20,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path" if own_server else "auto"},
    )


def _is_missing(error: ClientError) -> bool:
    return str(error.response.get("Error", {}).get("Code")) in _MISSING
