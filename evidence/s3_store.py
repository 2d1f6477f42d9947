"""The store in an S3 bucket. The only module that uses boto3."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from evidence.store import OWNER, TRASH, Chunks, NotStored, StoreAway, is_key

if TYPE_CHECKING:
    from botocore.response import StreamingBody

PAGE = 1000
"""Keys that are asked for at once."""

_LONGEST_OWNER = 1024
_MISSING = {"404", "NoSuchKey", "NotFound"}
_TRANSFER = TransferConfig(multipart_threshold=32 * 1024 * 1024, max_concurrency=4)


class S3Store:
    """Objects `prefix/2026/11/<key>` in a bucket that exists already."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix}/" if prefix else ""
        # A session of its own: boto3 keeps the keys of the first one for all that follow.
        self._client = boto3.session.Session().client("s3", config=_configuration())

    def keep(self, staged: Path, key: str) -> None:
        if not is_key(key):
            raise ValueError(f"{key!r} is not a key")
        # Not every S3 knows If-None-Match. Keys are random, so asking first is enough against a slip.
        if self._find_size(key) is not None:
            raise FileExistsError(key)
        with _answering():
            self._client.upload_file(str(staged), self.bucket, self.prefix + key, Config=_TRANSFER)
        if self._find_size(key) != staged.stat().st_size:
            raise StoreAway(f"the bucket {self.bucket} did not keep {key} whole")
        staged.unlink()

    def read(self, key: str) -> Chunks:
        return Chunks(self._open(key))

    @contextmanager
    def fetch(self, key: str) -> Iterator[Path]:
        body = self._open(key)
        with tempfile.NamedTemporaryFile(prefix="evidence-") as local:
            with _answering(), closing(Chunks(body)) as chunks:
                local.writelines(chunks)
            local.flush()
            yield Path(local.name)

    def size(self, key: str) -> int:
        size = self._find_size(key)
        if size is None:
            raise NotStored(key)
        return size

    def remove(self, key: str) -> None:
        self.size(key)  # S3 itself says nothing when there is nothing to remove
        with _answering():
            self._client.delete_object(Bucket=self.bucket, Key=self.prefix + key)

    def require_there(self) -> None:
        try:
            self._client.head_bucket(Bucket=self.bucket)
        except (BotoCoreError, ClientError) as error:
            raise OSError(f"the bucket {self.bucket} does not answer: {error}") from error

    def keys(self) -> Iterator[tuple[str, datetime]]:
        pages = self._client.get_paginator("list_objects_v2")
        with _answering():
            for page in pages.paginate(
                Bucket=self.bucket, Prefix=self.prefix, PaginationConfig={"PageSize": PAGE}
            ):
                for found in page.get("Contents", []):
                    key = found["Key"].removeprefix(self.prefix)
                    if is_key(key):
                        yield key, found["LastModified"].astimezone(UTC)

    def put_aside(self, key: str) -> None:
        self._move(key, self._trash)

    def put_back(self, key: str) -> None:
        self._trash._move(key, self)

    def set_aside(self) -> Iterator[tuple[str, datetime]]:
        return self._trash.keys()

    def throw_away(self, key: str) -> None:
        self._trash.remove(key)

    def owner(self) -> str | None:
        try:
            with _answering():
                found = self._client.get_object(Bucket=self.bucket, Key=self.prefix + OWNER)
                return found["Body"].read(_LONGEST_OWNER).decode("ascii").strip()
        except NotStored:
            return None

    def set_owner(self, owner: str) -> None:
        with _answering():
            self._client.put_object(
                Bucket=self.bucket, Key=self.prefix + OWNER, Body=f"{owner}\n".encode("ascii")
            )

    def close(self) -> None:
        self._client.close()

    @property
    def _trash(self) -> "S3Store":
        return self._beside(f"{self.prefix}{TRASH}/")

    def _beside(self, prefix: str) -> "S3Store":
        """The same bucket by the same connections, under another prefix."""
        other = copy(self)
        other.prefix = prefix
        return other

    def _move(self, key: str, target: "S3Store") -> None:
        """Copied, then removed: broken off in between it lies in both places, and is moved once more."""
        self.size(key)
        with _answering():
            self._client.copy_object(
                Bucket=self.bucket,
                Key=target.prefix + key,
                CopySource={"Bucket": self.bucket, "Key": self.prefix + key},
            )
        self.remove(key)

    def _find_size(self, key: str) -> int | None:
        if not is_key(key):
            return None
        try:
            with _answering():
                found = self._client.head_object(Bucket=self.bucket, Key=self.prefix + key)
        except NotStored:
            return None
        return int(found["ContentLength"])

    def _open(self, key: str) -> "StreamingBody":
        if not is_key(key):
            raise NotStored(key)
        with _answering():
            body: StreamingBody = self._client.get_object(Bucket=self.bucket, Key=self.prefix + key)["Body"]
        return body


@contextmanager
def _answering() -> Iterator[None]:
    """What goes wrong is said as all stores say it: NotStored, or StoreAway."""
    try:
        yield
    except ClientError as error:
        if _is_missing(error):
            raise NotStored from error
        raise StoreAway(f"the bucket does not do it: {error}") from error
    except (BotoCoreError, Boto3Error, HTTPError) as error:
        raise StoreAway(f"the bucket does not answer: {error}") from error


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
