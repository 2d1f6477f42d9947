"""Whether a zip container is a whole, ordinary office document. Runs confined."""

import zipfile
import zlib
from typing import BinaryIO

from evidence import office
from evidence.unfit import Unfit
from evidence.zip_entries import check_directory, unpacked

_ENTITY = b"<!ENTITY"
_ENTITIES = (_ENTITY, _ENTITY.decode().encode("utf-16-le"), _ENTITY.decode().encode("utf-16-be"))
_LONGEST_ENTITY = max(len(entity) for entity in _ENTITIES)


def inspect(file: BinaryIO) -> str:
    """The kind of document. Every entry is unpacked once, within bounds, and compared with its checksum."""
    with zipfile.ZipFile(file) as container:
        entries = container.infolist()
    check_directory(entries)
    document = office.Document()
    for entry in entries:
        _inspect_entry(file, entry, document.reader(entry.filename))
    return document.kind({entry.filename for entry in entries})


def _inspect_entry(file: BinaryIO, entry: zipfile.ZipInfo, reader: office.Reader) -> None:
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
