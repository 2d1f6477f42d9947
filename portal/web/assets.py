"""Style sheet, script and pictures: files of one folder, and nothing for any other name."""

import errno

from litestar import Router
from litestar.file_system import BaseLocalFileSystem
from litestar.static_files import create_static_files_router
from litestar.types import PathType
from litestar.types.file_types import FileInfo

from portal.access import Audience
from portal.bundled import ASSETS
from portal.web.guards import Admits

NO_NAME = {errno.ENAMETOOLONG, errno.ENOTDIR, errno.ELOOP, errno.EINVAL}
"""What a system says of names that no file can have; Litestar 2.25 takes it for a fault of ours."""


class BuiltFiles(BaseLocalFileSystem):
    async def info(self, path: PathType, **kwargs: object) -> FileInfo:
        try:
            return await super().info(path, **kwargs)
        except OSError as error:
            if error.errno in NO_NAME:
                raise FileNotFoundError(error.errno, "no such name") from error
            raise


def assets_router() -> Router:
    return create_static_files_router(
        path="/assets",
        directories=[ASSETS],
        file_system=BuiltFiles(),
        guards=[Admits(Audience.ANYONE)],
        cache_control=None,
    )
