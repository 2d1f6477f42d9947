"""What a PDF does beside showing pages: runs scripts, starts programs, sends, fetches, carries files.

Every object of the file is read with qpdf, whether a page leads to it or not, also those in object streams
and behind an owner's password. How a name is spelt in the file (/J#61vaScript) does not matter then. Runs
confined.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from evidence.elsewhere import cleaned_target, is_on_network
from evidence.unfit import Unfit

_SUSPECT = re.compile(
    rb"/(JS|JavaScript|Launch|SubmitForm|ImportData|GoToE|EF|EmbeddedFiles?|RichMedia\w*|FileAttachment"
    rb"|Collection|XFA|F|UF|DOS|Unix|Mac|URI|Base)\b"
)
"""One of these names stands in every object that must be looked at closely. The others are passed over."""

_ACTIONS = {
    "/JavaScript": "pdf-script",
    "/Launch": "pdf-launch",
    "/SubmitForm": "pdf-sends",
    "/ImportData": "pdf-sends",
    "/GoToE": "files-inside",
    "/FileAttachment": "files-inside",
    "/EmbeddedFile": "files-inside",
    "/RichMedia": "files-inside",
}
"""What an action, an annotation or a stream may call itself, and its refusal."""

_KEYS = {
    "/JS": "pdf-script",
    "/JavaScript": "pdf-script",
    "/EF": "files-inside",
    "/EmbeddedFiles": "files-inside",
    "/Collection": "files-inside",
    "/RichMediaContent": "files-inside",
}
_CALLED = ("/S", "/Subtype", "/Type")
_FILES, _LINKS = ("/F", "/UF", "/DOS", "/Unix", "/Mac"), ("/URI", "/Base")
_DRIVE = re.compile(r"/[a-z](/|$)")
_DEEPEST = 60
_OF_FORM = {"script": "pdf-script", "submit": "pdf-sends", "execute": "pdf-sends"}
"""Elements of a form in Adobe's own language (XFA) that do something."""


def refuse_actions(file: BinaryIO) -> None:
    """Raises Unfit for the first that is found, and for what qpdf cannot read."""
    file.seek(0)
    try:
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap, inherit_page_attributes=False) as pdf:
            for each in pdf.objects:
                _look_at(each)
    except pikepdf.PasswordError as error:
        raise Unfit("encrypted") from error
    except pikepdf.PdfError as error:
        raise Unfit("damaged") from error


def _look_at(each: Object) -> None:
    """An object with all that is written inside it; what it refers to has its own turn."""
    if isinstance(each, Name):
        _refuse(_ACTIONS.get(str(each)))  # where an action only refers to what it is called
    elif isinstance(each, Stream):
        if "/F" in each.stream_dict:
            raise Unfit("fetches")  # its content lies in another file
        _look_into(each.stream_dict, each.stream_dict.unparse())
    elif isinstance(each, Dictionary | Array):
        _look_into(each, each.unparse(resolved=True))


def _look_into(each: Object, spelt: bytes) -> None:
    if _SUSPECT.search(spelt):
        for found in _dictionaries(each, 0):
            _judge(found)


def _dictionaries(each: Object, depth: int) -> Iterator[Object]:
    if depth > _DEEPEST:
        raise Unfit("damaged")
    is_dictionary = isinstance(each, Dictionary)
    if is_dictionary:
        yield each
    for value in each.as_dict().values() if is_dictionary else each.as_list():
        if isinstance(value, Dictionary | Array) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _judge(found: Object) -> None:
    for key, code in _KEYS.items():
        if key in found:
            raise Unfit(code)
    for key in _CALLED:
        if isinstance(called := found.get(key), Name):
            _refuse(_ACTIONS.get(str(called)))
    if any(isinstance(at := found.get(key), String) and _is_away(str(at)) for key in _FILES):
        raise Unfit("fetches")
    if any(isinstance(at := found.get(key), String) and is_on_network(str(at)) for key in _LINKS):
        raise Unfit("fetches")
    if "/XFA" in found:
        _judge_form(found["/XFA"])


def _refuse(code: str | None) -> None:
    if code:
        raise Unfit(code)


def _is_away(place: str) -> bool:
    r"""Whether the place of a file lies on a network. A PDF may write \\host\share as /host/share too.

    >>> _is_away("/host/share/a.pdf"), _is_away("/c/scans/a.pdf"), _is_away("a.pdf")
    (True, False, False)
    """
    path = cleaned_target(place)
    return is_on_network(place) or (path.startswith("/") and not _DRIVE.match(path))


def _judge_form(form: Object) -> None:
    """A form in XML: one stream, or a list of names and streams that are read one after the other."""
    pieces = (
        [each for each in form.as_list() if isinstance(each, Stream)] if isinstance(form, Array) else [form]
    )
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _: _refuse(_OF_FORM.get(name.rpartition(" ")[2]))
    try:
        for piece in pieces:
            parser.Parse(piece.read_bytes(), False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unfit("pdf-script") from error  # what cannot be read may be anything
