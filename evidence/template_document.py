"""An organisation's own Word document with placeholders, as it is opened. Runs confined."""

import io
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

PARAGRAPH = qn("w:p")

_FILLED = re.compile(r".*wordprocessingml\.(document\.main|header|footer|footnotes|endnotes)\+xml")
_DROPPED = re.compile(
    r".*/(extended-properties|custom-properties|thumbnail|customXml|glossaryDocument|people|attachedTemplate"
    r"|comments|commentsExtended|commentsIds|commentsExtensible|keyMapCustomizations)",
    re.I,
)
"""Relations to what names people, or is of the computer on which the template was made."""


class Template:
    """A template as it was opened. `blocks` are names that stand for more than text."""

    def __init__(self, file: BinaryIO, blocks: Collection[str]) -> None:
        self.document: WordDocument = Document(file)
        self.blocks = frozenset(blocks)
        forget_others(self.document)
        self.trees = {part.partname: tree for part in self._parts() if (tree := tree_of(part)) is not None}
        for tree in self.trees.values():
            etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
        self.filled = {part.partname for part in self._parts() if _FILLED.fullmatch(part.content_type)}
        self.main = self.document.part.partname

    def _parts(self) -> list[Part]:
        """Those that a document is read for; what is known of it besides is written anew."""
        parts = list(self.document.part.package.iter_parts())
        return [part for part in parts if not part.partname.startswith("/docProps/")]

    def paragraphs(self) -> Iterator[tuple[str, object]]:
        """By part, in order."""
        for name in sorted(self.filled, key=lambda each: (each != self.main, each)):
            if (tree := self.trees.get(name)) is not None:
                for each in list(tree.iter(PARAGRAPH)):
                    yield name, each

    def relations(self) -> Iterator[tuple[str, str]]:
        """What lies outside, with the part that leads there."""
        for part in self.document.part.package.iter_parts():
            for each in part.rels.values():
                if each.is_external:
                    yield part.partname, each.target_ref

    def save(self) -> bytes:
        for part in self._parts():
            if not hasattr(part, "element") and part.partname in self.trees:
                part._blob = etree.tostring(
                    self.trees[part.partname], xml_declaration=True, encoding="UTF-8", standalone=True
                )
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def tree_of(part: Part) -> Any:
    """None for what is not XML."""
    if hasattr(part, "element"):
        return part.element
    is_xml = part.content_type.endswith(("+xml", "/xml")) or part.partname.endswith((".xml", ".vml"))
    return parse_xml(part.blob) if is_xml else None


def forget_others(document: WordDocument) -> None:
    """What a document carries along that is no part of its look."""
    settings = document.settings.element
    owners = [document.part.package, document.part, document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)]
    for rels in (each.rels for each in owners):
        for key in [key for key, each in rels.items() if _DROPPED.fullmatch(each.reltype)]:
            del rels[key]
    for name in ("attachedTemplate", "updateFields"):
        for each in settings.findall(qn(f"w:{name}")):
            settings.remove(each)
