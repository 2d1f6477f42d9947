"""Lets the disk begin while more of a file is still coming, so that little is left to wait for at the end."""

import ctypes

_WRITE = 2
"""SYNC_FILE_RANGE_WRITE: begin to write what is not yet on disk, and do not wait."""

_begin = getattr(ctypes.CDLL(None, use_errno=True), "sync_file_range", None)
if _begin:
    _begin.argtypes = [ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint]


def begin_to_write(file: int, start: int, length: int) -> None:
    """Only a beginning: whether the bytes are on disk, `fsync` alone can tell.

    Where the system has no such call, or the file system does not know it, nothing happens.
    """
    if _begin:
        _begin(file, start, length, _WRITE)
