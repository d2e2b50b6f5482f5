"""The lines of a draft in .docx, .doc, .md, .html or .txt, each with what its markup says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from danvan.papers.docx_in import Paragraph, read_docx
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF, Kind, kind_of
from danvan.papers.letters import Letters, mended, open_lines
from danvan.papers.old_word import read_old_word

MAX_DRAFT = 64 << 20  # bytes
HASHES = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
EMPHASIS = re.compile(r"(\*\*|__)(.+?)\1")
FENCE = re.compile(r"\s*(```|~~~)")
STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
BLOCKS = {"p", "li", "td", "th", "blockquote", "dt", "dd", "pre", "div", "caption"}
HEADS = {f"h{level}": level for level in range(1, 7)}
SILENT = {"script", "style", "head", "template", "noscript", "title"}
BREAK = "\n"


@dataclass(frozen=True)
class DraftLine:
    """`level`: the rank of a heading as its markup says (1 highest, 0 none); `strong`: set in bold;
    `gap`: a blank line or a new block stands before it."""

    text: str
    level: int = 0
    strong: bool = False
    centred: bool = False
    gap: bool = True


def draft_lines(path: Path, letters: Letters) -> list[DraftLine]:
    """Raises Unreadable: of no such kind, broken, or too long."""
    kind = kind_of(path)
    if kind not in ("docx", "doc") and path.stat().st_size > MAX_DRAFT:
        raise Unreadable(path.name, "dự thảo dài hơn 64 MB", "hãy kiểm tra lại tệp")
    if kind in ("docx", "doc"):
        document = (read_docx if kind == "docx" else read_old_word)(path, letters)
        return [line_of(paragraph) for paragraph in document.paragraphs if paragraph.text]
    if kind == "html":
        return list(html_lines(path, letters))
    if kind in ("md", "txt"):
        return list(text_lines(path, letters, kind))
    cause = "dự thảo không phải .docx, .doc, .md, .html hay .txt"
    raise Unreadable(path.name, cause, "hãy lưu dự thảo thành .docx")


def line_of(paragraph: Paragraph) -> DraftLine:
    style = STYLE.match(paragraph.style)
    text = " ".join(
        [paragraph.number, paragraph.text] if is_counted(paragraph) else [paragraph.text]
    )
    level = int(style[1]) if style else int(paragraph.style.lower() == "title")
    return DraftLine(text, level, paragraph.bold, paragraph.centred)


def is_counted(paragraph: Paragraph) -> bool:
    return bool(paragraph.number) and paragraph.number != "•"


def text_lines(path: Path, letters: Letters, kind: Kind) -> Iterator[DraftLine]:
    gap = True
    fenced = False
    with open_lines(path, letters) as lines:
        for raw in lines:
            text = mended(raw).strip()
            fenced ^= kind == "md" and FENCE.match(text) is not None
            if text:
                yield (
                    markdown_line(text, gap)
                    if kind == "md" and not fenced
                    else DraftLine(text, gap=gap)
                )
            gap = not text


def markdown_line(text: str, gap: bool) -> DraftLine:  # noqa: FBT001 - a property of the line
    found = HASHES.match(text)
    shown = found[2] if found else text.removeprefix("> ")
    strong = EMPHASIS.fullmatch(shown) is not None
    shown = ESCAPED.sub(r"\1", EMPHASIS.sub(r"\2", shown))
    return DraftLine(shown, len(found[1]) if found else 0, strong, gap=gap)


def html_lines(path: Path, letters: Letters) -> Iterator[DraftLine]:
    with open_lines(path, letters) as lines:
        source = mended("".join(lines))
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(path.name, f"trang HTML {SHORT_OF}", AGAIN) from error
    yield from element_lines(root)


def element_lines(element: html.HtmlElement) -> Iterator[DraftLine]:
    """One line a block, outermost first; text between blocks is a line of its own."""
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    if element.tag in HEADS:
        yield from block_lines(inner_text(element), HEADS[element.tag])
        return
    if element.tag in BLOCKS and not any(
        child.tag in BLOCKS or child.tag in HEADS
        for child in element.iter()
        if child is not element
    ):
        yield from block_lines(inner_text(element), 0)
        return
    yield from block_lines(element.text or "", 0)
    for child in element:
        yield from element_lines(child)
        yield from block_lines(child.tail or "", 0)


def block_lines(text: str, level: int) -> Iterator[DraftLine]:
    shown = [" ".join(line.split()) for line in text.split(BREAK)]
    if level:
        yield DraftLine(" ".join(line for line in shown if line), level)
        return
    yield from (DraftLine(line) for line in shown if line)


def inner_text(element: html.HtmlElement) -> str:
    """A block's words; line breaks count only where <br> stands."""
    parts = [" ".join((element.text or "").split(BREAK))]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SILENT:
            parts.append(BREAK if child.tag == "br" else inner_text(child))
        parts.append(" ".join((child.tail or "").split(BREAK)))
    return "".join(parts)
