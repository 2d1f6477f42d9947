"""What may be in a document of Word or Excel: parts, kinds of part and kinds of relation, each by a list.

The lists hold what Word, Excel, LibreOffice, Google's and Apple's programs write into documents that do
nothing by themselves (ECMA-376; MS-DOCX, MS-XLSX). Runs confined.
"""

import re
from dataclasses import dataclass

from evidence.elsewhere import is_fetched, is_on_network
from evidence.unfit import Unfit

PACKAGE = re.compile(r"(word|xl)/embeddings/[^/]+\.(docx|xlsx)", re.I)
"""A document inside the document, such as the figures behind a chart: looked into as a file of its own."""

_PARTS = re.compile(
    r".*/|(.*/)?_rels/[^/]*\.rels|"
    r".*\.(xml|vml|png|jpe?g|jpe|jfif|gif|bmp|dib|tiff?|emf|wmf|emz|wmz|svg|wdp|ico|odttf|[ot]tf|fntdata|glb"
    r"|psmdcp|sigs)|(.*/)?printerSettings\d*\.bin|xl/customProperty\d*\.bin|xl/metadata|\[trash\]/\d+\.dat",
    re.I,
)
_CONTENT_TYPES = re.compile(
    r"application/vnd\.openxmlformats-(officedocument|package)\.[\w.+-]+"
    r"|application/vnd\.ms-(word|excel|office)\.[\w.-]+\+xml|image/[\w.+-]+|font/[\w.+-]+|(application|text)/xml"
    r"|application/(x-font[\w-]*|vnd\.ms-opentype|inkml\+xml|binary)|model/gltf[.-]binary|application/vnd\.ms-photo",
    re.I,
)
_FROM = re.compile(  # without regard to case: LibreOffice writes officedocument
    r"http://schemas\.openxmlformats\.org/(?:officeDocument|package)/2006/relationships/"
    r"|http://purl\.oclc\.org/ooxml/(?:officeDocument/|package/)?relationships/"
    r"|http://schemas\.microsoft\.com/office/(?:20\d\d/)(?:\d\d/)?relationships/"
    r"|http://custom(?:ooxml)?schemas\.google\.com/relationships/",
    re.I,
)
_RELATIONS = frozenset(
    """
    officeDocument styles stylesWithEffects settings webSettings fontTable font theme themeOverride
    numbering header footer footnotes endnotes comments commentsExtended commentsIds
    commentsExtensible people person image hyperlink glossaryDocument customXml customXmlProps chart
    chartEx chartStyle chartColorStyle chartUserShapes diagramData diagramLayout diagramQuickStyle
    diagramColors diagramDrawing package ink hdphoto model3d attachedTemplate keyMapCustomizations
    documenttasks bibliography extended-properties extendedProperties custom-properties
    customProperties metadata/core-properties metadata/thumbnail metadata/extendedProperties
    metadata/customProperties classificationlabels digital-signature/origin
    digital-signature/signature digital-signature/certificate worksheet chartsheet sharedStrings
    calcChain drawing vmlDrawing table tableSingleCells pivotTable pivotCacheDefinition
    pivotCacheRecords slicer slicerCache timeline timelineCache externalLink externalLinkPath
    externalLinkLongPath xlExternalLinkPath/xlPathMissing printerSettings threadedComment
    sheetMetadata rdRichValue rdRichValueStructure rdRichValueTypes rdArray richStyles richValueRel
    rdRichValueWebImage rdSupportingPropertyBag rdSupportingPropertyBagStructure featurePropertyBag
    FeaturePropertyBag customProperty ctrlProp revisionHeaders revisionLog usernames xmlMaps
    namedSheetView wsSortMap workbookmetadata
    """.split()  # noqa: SIM905 - a list of a hundred lines would say no more
)
_REFUSED = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "xlMacrosheet": "macros",
    "xlIntlMacrosheet": "macros",
    "dialogsheet": "macros",
    "attachedToolbars": "macros",
    "ui/extensibility": "macros",
    "control": "activex",
    "activeXControlBinary": "activex",
    "oleObject": "files-inside",
    "aFChunk": "files-inside",
    "audio": "files-inside",
    "video": "files-inside",
    "media": "files-inside",
    "subDocument": "fetches",
    "frame": "fetches",
    "mailMergeSource": "fetches",
    "mailMergeHeaderSource": "fetches",
    "connections": "fetches",
    "queryTable": "fetches",
    "volatileDependencies": "fetches",
}
_KEPT_ELSEWHERE = frozenset(
    [
        "hyperlink",
        "image",
        "attachedTemplate",
        "oleObject",
        "externalLinkPath",
        "externalLinkLongPath",
        "xlExternalLinkPath/xlPathMissing",
    ]
)
"""What may lie outside the document, where it is not fetched from another computer."""

_ONLY_SHOWN = frozenset(["hyperlink", "externalLinkPath", "externalLinkLongPath"])
"""What nothing is fetched for until somebody asks for it: it may lead to the web, but not to a network."""

_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:|//|\\\\", re.I)
_BINARY = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "files-inside",
    b"MZ": "files-inside",
    b"\x7fELF": "files-inside",
    b"PK\x03\x04": "files-inside",
    b"%PDF-": "files-inside",
    b"{\\rtf": "files-inside",
    b"#!": "files-inside",
}
LONGEST_START = 8
_OF_VBA = "_VBA_PROJECT".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to: `kind` is an address, `target` a part or what lies elsewhere."""

    kind: str
    target: str
    is_external: bool


def judge_relation(relation: Relation) -> None:
    """Raises Unfit for a kind that is not on the list, or that leads where it must not."""
    base = _FROM.match(relation.kind)
    name = relation.kind[base.end() :] if base else ""
    is_away = relation.is_external or bool(_HAS_SCHEME.match(relation.target))
    if is_away and name in _KEPT_ELSEWHERE:
        leads = is_on_network if name in _ONLY_SHOWN else is_fetched
        if leads(relation.target):
            raise Unfit("fetches")
    elif is_away:
        raise Unfit(_REFUSED.get(name, "fetches"))
    elif name not in _RELATIONS:
        raise Unfit(_REFUSED.get(name, "odd-parts"))


def judge_part(name: str) -> None:
    """Raises Unfit for a part that is not on the list."""
    if not (_PARTS.fullmatch(name) or PACKAGE.fullmatch(name)):
        lower = name.lower()
        raise Unfit(
            "activex" if "activex" in lower else "files-inside" if "embeddings" in lower else "odd-parts"
        )


def judge_content_type(said: str) -> None:
    """Raises Unfit for a kind of part that is not on the list."""
    lower = said.lower()
    for sign, code in (
        ("macro", "macros"),
        ("vba", "macros"),
        ("activex", "activex"),
        ("oleobject", "files-inside"),
    ):
        if sign in lower:
            raise Unfit(code)
    if not _CONTENT_TYPES.fullmatch(said) or "webextension" in lower:
        raise Unfit("odd-parts")


def judge_start(name: str, start: bytes) -> None:
    """Raises Unfit where a part is another file by its first bytes, whatever it is called."""
    for sign, code in _BINARY.items():
        if start.startswith(sign) and not (sign == b"PK\x03\x04" and PACKAGE.fullmatch(name)):
            raise Unfit(code)


def holds_vba(piece: bytes) -> bool:
    """Whether a program of Visual Basic stands in it, as its container writes the name of one."""
    return _OF_VBA in piece
