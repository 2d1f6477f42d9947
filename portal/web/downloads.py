"""Files that a page hands out: kind, name and the headers that keep them from running."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

from evidence.kinds import CSV, DOCX, XLSX
from evidence.store import Chunks
from portal.web.http import Response

KINDS = {"xlsx": XLSX, "csv": CSV, "docx": DOCX}


def download(content: bytes, kind: str, name: str) -> Response:
    headers = {
        **kept_apart(),
        "content-disposition": f'attachment; filename="{name}.{kind}"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(content, media_type=KINDS[kind].media_type, headers=headers)


class Going:
    """A file on its way out. `note` is told once how many bytes went: when its last byte has gone, or of one
    that broke off how many."""

    def __init__(self, content: Chunks, note: Callable[[int], None]) -> None:
        self.content, self._note = content, note
        self.sent = 0
        self.is_noted = False

    def pieces(self) -> Iterator[bytes]:
        for chunk in self.content:
            yield chunk
            self.sent += len(chunk)  # the next is asked for once this one has gone
        self.note()

    def end(self) -> None:
        self.content.close()
        if self.sent:
            self.note()

    def note(self) -> None:
        if not self.is_noted:
            self.is_noted = True
            self._note(self.sent)


def kept_apart() -> dict[str, str]:
    """A browser that shows such a file all the same runs nothing of it, and lets it into nothing of ours."""
    return {"Content-Security-Policy": "sandbox"}


def disposition(name: str) -> str:
    """RFC 6266: the name for old programs in ASCII, and the real one beside it.

    >>> print(disposition('Prüfung "26".pdf'))
    attachment; filename="Pr_fung _26_.pdf"; filename*=UTF-8''Pr%C3%BCfung%20%2226%22.pdf
    """
    ascii_only = "".join(letter if letter.isascii() and letter.isprintable() else "_" for letter in name)
    for letter in '"\\%;':
        ascii_only = ascii_only.replace(letter, "_")
    return f"attachment; filename=\"{ascii_only}\"; filename*=UTF-8''{quote(name, safe='')}"
