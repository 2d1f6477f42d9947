"""PDFs that do something, made by code: each act in the ways in which a file may hide it."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

from tests.builders import good_files as good

Act = Callable[[Pdf], None]

Make = Callable[[], Object]
"""Each document has objects of its own."""


def script() -> Object:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch() -> Object:
    return Dictionary(S=Name.Launch, F=String("cmd.exe"))


def submit() -> Object:
    return Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String("https://example.org/")))


HOST = "\\\\host.example\\share\\policy.pdf"


def acting(act: Act, *, packed: bool = False, locked: bool = False) -> bytes:
    """A good PDF to which that was done; `packed` into object streams, `locked` with an owner's password."""
    content = io.BytesIO()
    with Pdf.open(io.BytesIO(good.pdf())) as pdf:
        act(pdf)
        mode = ObjectStreamMode.generate if packed else ObjectStreamMode.disable
        lock = pikepdf.Encryption(owner="owner", user="") if locked else None
        pdf.save(content, object_stream_mode=mode, encryption=lock or False)
    return content.getvalue()


def on_opening(action: Make) -> Act:
    def act(pdf: Pdf) -> None:
        pdf.Root.OpenAction = action()

    return act


def on_page(key: str, value: Callable[[Pdf], Object]) -> Act:
    def act(pdf: Pdf) -> None:
        pdf.pages[0].obj[key] = value(pdf)

    return act


def named_script(pdf: Pdf) -> None:
    """In the list of scripts that are run when the document is opened."""
    names = Array([String("a"), pdf.make_indirect(script())])
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=names))


def field_script(pdf: Pdf) -> None:
    """Of a field, when something is typed into it."""
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), AA=Dictionary(K=script()))
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def script_of_nobody(pdf: Pdf) -> None:
    """No page leads to it by a way that this portal knows."""
    pdf.Root.Unknown = Array([Dictionary(Deep=Array([Dictionary(Deeper=pdf.make_indirect(script()))]))])


def next_script(pdf: Pdf) -> None:
    """After an action that is harmless."""
    pdf.Root.OpenAction = Dictionary(S=Name.Named, N=Name.NextPage, Next=Array([script()]))


def script_by_reference(pdf: Pdf) -> None:
    """What kind of action it is stands in an object of its own."""
    pdf.Root.OpenAction = Dictionary(S=pdf.make_indirect(Name.Launch), Win=pdf.make_indirect(Dictionary()))


def embedded(pdf: Pdf) -> None:
    pdf.attachments["register.exe"] = b"MZ\x90\0"


def file_note(pdf: Pdf) -> None:
    """A paper clip on the page."""
    held = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.exe")))
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=held)])


def link(target: Make) -> Act:
    def act(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=target())
        pdf.pages[0].obj.Annots = Array([note])

    return act


def content_elsewhere(pdf: Pdf) -> None:
    """The page's own content lies on a network."""
    stream = pdf.make_stream(b"")
    stream.F = String(HOST)
    pdf.pages[0].obj.Contents = stream


def form_in_xml(element: str) -> Act:
    def act(pdf: Pdf) -> None:
        inside = f'<template xmlns="b"><{element}>a</{element}></template>'
        text = f'<xdp:xdp xmlns:xdp="a">{inside}</xdp:xdp>'.encode()
        pieces = [String("a"), pdf.make_stream(text[:40]), String("b"), pdf.make_stream(text[40:])]
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Array(pieces))

    return act


def spelt_oddly() -> bytes:
    """The names of the action written with signs for letters, as the standard allows."""
    content = acting(on_opening(script))
    return (
        content.replace(b"/JavaScript", b"/J#61vaScr#69pt")
        .replace(b"/JS", b"/#4aS")
        .replace(b"/OpenAction", b"/Open#41ction")
    )


def added_later() -> bytes:
    """A change to a good file, written behind it as programs do."""
    whole = good.pdf()
    root = whole.rfind(b"/Root ")
    number = int(whole[root + 6 :].split()[0])
    start = len(whole) + 1
    change = (
        b"\n%d 0 obj\n<< /Type /Catalog /Pages 1 0 R /OpenAction << /S /JavaScript /JS (a) >> >>\nendobj\n"
        % number
    )
    table = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 99 /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            number,
            start,
            number,
            int(whole[whole.rfind(b"startxref") + 9 :].split()[0]),
            len(whole) + len(change),
        )
    )
    return whole + change + table


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"-".join(
    (b"$EICAR", b"STANDARD", b"ANTIVIRUS", b"TEST", b"FILE!$H+H*")
)


ACTS: list[tuple[str, Callable[[], bytes], str]] = [
    ("script when opened", lambda: acting(on_opening(script)), "pdf-script"),
    ("script in an object stream", lambda: acting(on_opening(script), packed=True), "pdf-script"),
    ("script behind a password", lambda: acting(on_opening(script), packed=True, locked=True), "pdf-script"),
    ("script spelt oddly", spelt_oddly, "pdf-script"),
    ("script in the list of names", lambda: acting(named_script), "pdf-script"),
    ("script of a field", lambda: acting(field_script), "pdf-script"),
    ("script of nobody", lambda: acting(script_of_nobody, packed=True), "pdf-script"),
    ("script after a harmless action", lambda: acting(next_script), "pdf-script"),
    ("script added later", added_later, "pdf-script"),
    ("script of a page", lambda: acting(on_page("/AA", lambda _: Dictionary(O=script()))), "pdf-script"),
    ("script of a form in XML", lambda: acting(form_in_xml("script")), "pdf-script"),
    ("launch", lambda: acting(on_opening(launch)), "pdf-launch"),
    ("launch in an object stream", lambda: acting(link(launch), packed=True), "pdf-launch"),
    ("launch by reference", lambda: acting(script_by_reference, packed=True), "pdf-launch"),
    ("submit", lambda: acting(link(submit)), "pdf-sends"),
    ("submit of a form in XML", lambda: acting(form_in_xml("submit")), "pdf-sends"),
    (
        "import of data",
        lambda: acting(link(lambda: Dictionary(S=Name.ImportData, F=String("a.fdf")))),
        "pdf-sends",
    ),
    ("embedded file", lambda: acting(embedded), "files-inside"),
    ("embedded file in an object stream", lambda: acting(embedded, packed=True), "files-inside"),
    ("file on a page", lambda: acting(file_note), "files-inside"),
    (
        "embedded document",
        lambda: acting(link(lambda: Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C)))),
        "files-inside",
    ),
    ("UNC", lambda: acting(link(lambda: Dictionary(S=Name.GoToR, F=String(HOST)))), "fetches"),
    (
        "UNC when opened",
        lambda: acting(on_opening(lambda: Dictionary(S=Name.GoToR, F=String(HOST))), packed=True),
        "fetches",
    ),
    (
        "UNC as a PDF writes it",
        lambda: acting(link(lambda: Dictionary(S=Name.GoToR, F=String("/host/s/a.pdf")))),
        "fetches",
    ),
    (
        "UNC in 16 bits",
        lambda: acting(link(lambda: Dictionary(S=Name.GoToR, UF=String(HOST + "ł")))),
        "fetches",
    ),
    (
        "UNC as a link",
        lambda: acting(link(lambda: Dictionary(S=Name.URI, URI=String("file://host.example/a")))),
        "fetches",
    ),
    (
        "UNC under all links",
        lambda: acting(on_page("/URI", lambda _: Dictionary(Base=String(HOST)))),
        "fetches",
    ),
    ("content elsewhere", lambda: acting(content_elsewhere), "fetches"),
    ("text behind the end", lambda: good.pdf() + b"\nhidden", "appended"),
    ("program behind the end", lambda: good.pdf() + b"MZ\x90\0" + bytes(64), "appended"),
    (
        "bytes between two ends",
        lambda: good.pdf() + zlib.compress(b"a") + b"\nstartxref\n0\n%%EOF\n",
        "appended",
    ),
    ("a PDF behind a PDF", lambda: good.pdf() + good.pdf("Another"), "appended"),
    ("scanner's test behind the end", lambda: good.pdf() + EICAR, "malware"),
]
"""Why, how it is made, and the code of its refusal."""
