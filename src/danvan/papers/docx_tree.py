"""A Word document's XML: its parts opened without trust, and what stands in what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from danvan.papers.archive import DECLARED, content_of, parts_of, strange
from danvan.papers.docx_comments import MARKS
from danvan.papers.docx_styles import W
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF

MAX_XML = 64 << 20  # bytes of a part: a thousand dense pages are 30 million
MAX_TAGS = 2_000_000  # of a part; each costs a hundred bytes once it is laid out
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK = COMPATIBLE + "Fallback"
WITHDRAWN = {W + "del", W + "moveFrom", FALLBACK}
BOX = W + "txbxContent"
RUN = W + "r"
SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # ISO's name of the same elements
USUAL = W[1:-1].encode()
HEAD = 1 << 16  # bytes in which a declaration is looked for

Element: TypeAlias = etree._Element


def roots_of(path: Path, name: str) -> Iterator[Element]:
    """The parts of a name, also where they are numbered: header1, header2; document2."""
    pattern = re.compile(rf"word/{name}\d*\.xml")
    for part in sorted(part.filename for part in parts_of(path)):
        if pattern.fullmatch(part) and (root := xml_of(path, part)) is not None:
            yield root


def xml_of(path: Path, name: str) -> Element | None:
    """A part as XML, None where there is none. Raises Unreadable: broken, too long, or declaring
    a document type, which no office program writes and every attack by entities needs."""
    content = content_of(path, name, MAX_XML)
    if content is None:
        return None
    if content.count(b"<") > MAX_TAGS:
        raise Unreadable(path.name, "văn bản có hơn 2 triệu thẻ XML", "hãy chia nhỏ tệp")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root: Element = etree.fromstring(content.replace(STRICT, USUAL), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if DECLARED in content[:HEAD]:
            raise strange(path) from error
        raise Unreadable(path.name, f"tệp Word {SHORT_OF}", AGAIN) from error
    if root.getroottree().docinfo.doctype:
        raise strange(path)
    return root


def pieces_of(node: Element, *, withdrawn: bool = False) -> Iterator[Element]:
    """A paragraph's kept runs and the marks of comments, in order; a comment on withdrawn words
    is a comment still."""
    for child in node:
        if child.tag in MARKS:
            yield child
        elif child.tag == RUN:
            if not withdrawn:
                yield child
            yield from child.iterchildren(*MARKS)
        elif child.tag not in (BOX, FALLBACK) and isinstance(child.tag, str):
            yield from pieces_of(child, withdrawn=withdrawn or child.tag in WITHDRAWN)


def inside(node: Element, tag: str) -> Iterator[Element]:
    """Children of a name, also those wrapped in content controls or tracked insertions."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml"):
            yield from inside(child, tag)


def rows_of(table: Element) -> Iterator[Element]:
    for row in inside(table, W + "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    yield from inside(row, W + "tc")


def is_continued(cell: Element) -> bool:
    """Whether a vertically merged cell goes on from the row above."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def runs_of(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == W + "r":
            yield child
        elif child.tag not in WITHDRAWN and child.tag != BOX and isinstance(child.tag, str):
            yield from runs_of(child)


def run_text(run: Element) -> str:
    parts = []
    for child in run:
        if child.tag == W + "t":
            parts.append(child.text or "")
        elif child.tag in SIGNS:
            parts.append(SIGNS[child.tag])
    return "".join(parts)


def boxes_of(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == BOX:
            yield child
        elif child.tag not in WITHDRAWN and isinstance(child.tag, str):
            yield from boxes_of(child)


def int_of(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else default
