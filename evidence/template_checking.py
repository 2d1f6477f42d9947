"""What is wrong with an organisation's own Word document as a template. Runs confined."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO
from urllib.parse import unquote

from docx import Document
from docx.oxml.ns import nsmap, qn
from lxml import etree

from evidence.template_document import PARAGRAPH, Template, tree_of
from evidence.template_text import PLACEHOLDER, name_of, text_of
from evidence.word_document import fit

MOST = 500
"""Placeholders of one template."""

MOST_TOLD = 20
"""Wrong ones that are named."""

_OPENING = re.compile(r"\{\{|\{%|\}\}")
_LOGIC = re.compile(r"\{%.*?(%\}|$)", re.S)
_SINGLE = re.compile(r"\{\s{0,3}\{?\s{0,3}([A-Za-z_]{1,60})\s{0,3}\}?\s{0,3}\}")
_CHANGES = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")]
_HEAVY = [qn(f"w:{name}") for name in ("drawing", "pict", "object")]
_text_itself = etree._Element.text.__get__
"""What an element says, where python-docx would give all that stands in it."""

_BODY, _TEXT, _CODE = qn("w:body"), qn("w:t"), qn("w:instrText")

Wrong = dict[str, str]


def check(file: BinaryIO, names: str, blocks: str, needed: str) -> bytes:
    """What is wrong with a template, as JSON: [{"code", "name", "where"}]. `names` are those of placeholders,
    `blocks` the ones that stand alone, `needed` those that must be there; each JSON too."""
    has_comments = holds_comments(file)
    template = Template(file, json.loads(blocks))
    if template.document.part.element.nsmap.get("w") != nsmap["w"]:
        return json.dumps([wrong("strict")]).encode()
    found = [wrong("comments")] if has_comments else []
    found += list(judge(template, frozenset(json.loads(names)), json.loads(needed)))
    seen = {tuple(sorted(each.items())): each for each in found}
    told = list(seen.values())
    if len(told) > MOST_TOLD:
        told = [*told[:MOST_TOLD], wrong("more", f"{len(told) - MOST_TOLD:,}")]
    return json.dumps(told).encode()


def wrong(code: str, name: str = "", where: str = "") -> Wrong:
    shown = " ".join(fit(name).split())
    return {"code": code, "name": shown[:59] + "…" if len(shown) > 60 else shown, "where": where}


def holds_comments(file: BinaryIO) -> bool:
    document = Document(file)
    file.seek(0)
    kept = [each for each in document.part.rels.values() if each.reltype.endswith("/comments")]
    return any(next(tree_of(each.target_part).iter(qn("w:comment")), None) is not None for each in kept)


def judge(template: Template, names: frozenset[str], needed: Collection[str]) -> Iterator[Wrong]:
    counts = Counter(
        name_of(found[1])
        for _, paragraph in template.paragraphs()
        for found in PLACEHOLDER.finditer(text_of(paragraph))
    )
    if counts.total() > MOST:
        yield wrong("too-many", f"{counts.total():,}")
        return
    for part, paragraph in template.paragraphs():
        if "{" in (text := text_of(paragraph)) or "}" in text:
            yield from judge_placeholders(template, names, part, paragraph)
            yield from judge_rest(text, names)
    yield from judge_counts(counts, template, needed)
    for name, tree in template.trees.items():
        if name in template.filled and next(tree.iter(*_CHANGES), None) is not None:
            yield wrong("changes")
        yield from judge_elsewhere(tree, name)
    for name, target in template.relations():
        if _OPENING.search(unquote(target)):
            yield wrong("elsewhere", unquote(target), name.lstrip("/"))


def judge_counts(counts: Counter[str], template: Template, needed: Collection[str]) -> Iterator[Wrong]:
    used = template.blocks & counts.keys()
    yield from (wrong("twice", f"{{{{{name}}}}}") for name in sorted(used) if counts[name] > 1)
    yield from (wrong("missing", f"{{{{{name}}}}}") for name in needed if name not in counts)
    if not used:
        yield wrong("no-block")


def judge_placeholders(
    template: Template, names: frozenset[str], part: str, paragraph: object
) -> Iterator[Wrong]:
    text = text_of(paragraph)
    for found in PLACEHOLDER.finditer(text):
        name = name_of(found[1])
        if name not in names:
            yield wrong("unknown", f"{{{{{found[1].strip()}}}}}")
        elif name in template.blocks and not stands_alone(template, part, paragraph, text):
            yield wrong("not-alone", f"{{{{{name}}}}}")


def judge_rest(text: str, names: frozenset[str]) -> Iterator[Wrong]:
    """What is no placeholder, and was perhaps to be one."""
    rest = PLACEHOLDER.sub(" ", text)
    yield from (wrong("logic", found[0]) for found in _LOGIC.finditer(rest))
    rest = _LOGIC.sub(" ", rest)
    single = [found[0] for found in _SINGLE.finditer(rest) if name_of(found[1]) in names]
    yield from (wrong("single", each) for each in single)
    for each in single:
        rest = rest.replace(each, " ")
    if (at := rest.find("{{")) >= 0:
        yield wrong("open", rest[at : at + 30])
    elif (at := rest.find("}}")) >= 0:
        yield wrong("open", rest[max(at - 28, 0) : at + 2])


def stands_alone(template: Template, part: str, paragraph: Any, text: str) -> bool:
    """Whether a block can take the place of the whole paragraph."""
    alone = PLACEHOLDER.fullmatch(text.strip()) is not None and text.count("{{") == 1
    is_heavy = any(True for _ in paragraph.iter(*_HEAVY))
    return alone and part == template.main and paragraph.getparent().tag == _BODY and not is_heavy


def judge_elsewhere(tree: object, part: str) -> Iterator[Wrong]:
    """Placeholders where nothing is filled in: they would stand in every pack as they are."""
    for value in said_elsewhere(tree):
        if value and _OPENING.search(value):
            yield wrong("elsewhere", value, part.lstrip("/"))


def said_elsewhere(tree: Any) -> Iterator[str | None]:
    """What a part says in its attributes, its field codes, and in texts that are not those of paragraphs."""
    for element in tree.iter():
        yield from element.attrib.values()
        if element.tag != _TEXT:
            yield from (_text_itself(element), element.tail)
    for paragraph in tree.iter(PARAGRAPH):
        yield "".join(each.text or "" for each in paragraph.iter(_CODE))
