"""What may be in a document of LibreOffice (OpenDocument): its parts by a list, and what its elements do."""

import re

from evidence.elsewhere import cleaned_target, is_fetched, is_on_network
from evidence.formulas import reaches_out
from evidence.unfit import Unfit

PARTS_READ = re.compile(r"(Object \d+/)?(content|styles|settings|meta)\.xml", re.I)

_PARTS = re.compile(
    r".*/|mimetype|(Object ?[\w ]+/)*(content|styles|settings|meta)\.xml|manifest\.rdf|layout-cache"
    r"|META-INF/(manifest|documentsignatures)\.xml|Thumbnails/[^/]+\.(png|jpe?g|pdf)"
    r"|((Object [\w ]+/)*(Pictures|media|Pictures-svg)|ObjectReplacements)/[^/]+|Configurations2/.*\.xml"
    r"|Configurations2/.*\.(png|bmp)|Fonts/[^/]+\.([ot]tf|ttc)|Basic/(script-lc|[^/]+/script-lb)\.xml"
    r"|statusbar/.*|docProps/.*\.xml|.*\.rdf",
    re.I,
)
_ELEMENTS = {
    "dde-source": "dde",
    "dde-connection": "dde",
    "dde-connection-decl": "dde",
    "object-ole": "files-inside",
    "plugin": "files-inside",
    "applet": "files-inside",
    "floating-frame": "fetches",
    "library-embedded": "macros",
    "library-linked": "macros",
}


def judge_part(name: str) -> None:
    """Raises Unfit for a part that is not on the list."""
    if not _PARTS.fullmatch(name):
        raise Unfit("files-inside" if re.match(r"Object\b", name) else "odd-parts")


def judge_element(name: str, attributes: dict[str, str]) -> None:
    """Raises Unfit for an element that does something; names are without their prefix."""
    if code := _ELEMENTS.get(name):
        raise Unfit(code)
    if "macro-name" in attributes:
        raise Unfit("macros")
    for each in ("formula", "condition"):
        if reaches_out(attributes.get(each, "")):
            raise Unfit("dde")
    if "href" in attributes:
        judge_link(name, attributes["href"])


def judge_link(name: str, link: str) -> None:
    """Raises Unfit where an element of that name leads where it must not: one that is only a link may lead to
    the web, but no element to a network."""
    if cleaned_target(link).startswith(("vnd.sun.star.script:", "macro:", "script:")):
        raise Unfit("macros")
    if (is_on_network if name == "a" else is_fetched)(link):
        raise Unfit("fetches")
