"""Whether a zip container is a whole, ordinary office document. Runs confined."""

import zipfile
import zlib
from typing import BinaryIO

from evidence import office
from evidence.office_readers import Reader
from evidence.unfit import Unfit
from evidence.zip_entries import check_directory, check_places, unpacked

_ENTITY = b"<!ENTITY"
_ENTITIES = (_ENTITY, _ENTITY.decode().encode("utf-16-le"), _ENTITY.decode().encode("utf-16-be"))
_DEEPEST = 1
_LONGEST_ENTITY = max(len(entity) for entity in _ENTITIES)


def inspect(file: BinaryIO, depth: int = 0) -> str:
    """The kind of document. Every entry is unpacked once, within bounds, and compared with its checksum.

    A document that lies inside another is looked into likewise, but not what lies inside that.
    """
    if depth > _DEEPEST:
        raise Unfit("files-inside")
    with zipfile.ZipFile(file) as container:
        entries, directory_at, has_comment = (
            container.infolist(),
            container.start_dir,
            bool(container.comment),
        )
    check_directory(entries)
    check_places(file, entries, directory_at)
    if has_comment:
        raise Unfit("appended")
    document = office.Document(lambda inner: inspect(inner, depth + 1))
    for entry in entries:
        _inspect_entry(file, entry, document.reader(entry.filename))
    return document.kind({entry.filename for entry in entries})


def _inspect_entry(file: BinaryIO, entry: zipfile.ZipInfo, reader: Reader) -> None:
    size, checksum, seam = 0, 0, b""
    for piece in unpacked(file, entry):
        size += len(piece)
        if size > entry.file_size:
            raise Unfit("unpacks-too-large")
        checksum = zlib.crc32(piece, checksum)
        if office.is_xml(entry.filename):
            if any(entity in seam + piece for entity in _ENTITIES):
                raise Unfit("odd-parts")
            seam = piece[-_LONGEST_ENTITY:]
        reader.feed(piece)
    if size != entry.file_size or checksum != entry.CRC:
        raise Unfit("damaged")
    reader.close()
