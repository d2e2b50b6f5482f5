"""An official paper as it was typed: opened with the limits of every archive, read once."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from danvan.papers.archive import parts_of
from danvan.papers.docx_styles import Styles, W, is_on, value_of
from danvan.papers.docx_tree import Element, xml_of
from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.lint.lines import Line, Typed
from danvan.papers.lint.looks import Look, Looks
from danvan.papers.lint.sections import Section, sections_of

MAIN = re.compile(r"word/(document\d*)\.xml")  # numbered in files of Word on the web
SHORT = 3_500  # letters that a page holds at most
PAGE_FIELD = re.compile(r"\bPAGE\b", re.IGNORECASE)
PRINTED = "{urn:schemas-microsoft-com:vml}textpath"
EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
NAMES = {
    "header": "đầu trang",
    "footer": "chân trang",
    "footnotes": "chú thích",
    "endnotes": "chú thích",
}


@dataclass(frozen=True)
class PageNumber:
    """Where a header or footer shows the page's number: `align` as seen, and its letters."""

    align: str
    look: Look


@dataclass(frozen=True)
class Furniture:
    """A header, a footer, or the notes: its lines, its page number, letters drawn as a picture."""

    lines: tuple[Line, ...]
    number: PageNumber | None
    drawn: tuple[str, ...]


@dataclass(frozen=True)
class Typescript:
    """`lines` of the text in reading order; `furniture` by part name, its keys as in sections.

    `even_differs`: even pages have their own headers. `pages` as the file says, None where it says
    nothing; programs that make a file copy a count that means nothing.
    """

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    furniture: dict[str, Furniture]
    drawn: tuple[str, ...]
    even_differs: bool
    pages: int | None

    @property
    def is_short(self) -> bool:
        """Whether all fits on one page, as the file says and its letters do not deny."""
        return self.pages == 1 and sum(len(line.raw) for line in self.lines) <= SHORT

    @property
    def every_line(self) -> Iterator[Line]:
        """The lines of the text, then those of headers, footers and notes."""
        yield from self.lines
        for part in self.furniture.values():
            yield from part.lines


def opened(path: Path) -> Typescript:
    """Raises Unreadable: no Word document, cut off, locked, swollen or with hostile XML."""
    name, root = main_part(path)
    sheet, settings = xml_of(path, "word/styles.xml"), xml_of(path, "word/settings.xml")
    styles = Styles.of(sheet, None)
    targets = targets_of(path, name)
    themes = [name for name in targets.values() if "/theme/" in name]
    looks = Looks.of(styles, sheet, xml_of(path, themes[0]) if themes else None)
    sections = sections_of(root)
    return Typescript(
        lines=tuple(Typed(looks, sections).lines(root)),
        sections=tuple(sections),
        furniture=dict(furniture(path, targets, looks)),
        drawn=drawn_in(root),
        even_differs=settings is not None and bool(is_on(value_of(settings, "evenAndOddHeaders"))),
        pages=page_count(xml_of(path, "docProps/app.xml")),
    )


def main_part(path: Path) -> tuple[str, Element]:
    names = sorted(part.filename for part in parts_of(path))
    for found in filter(None, map(MAIN.fullmatch, names)):
        root = xml_of(path, found[0])
        if root is not None:
            return found[1], root
    raise Unreadable(path.name, f"tệp Word {SHORT_OF}", AGAIN)


def targets_of(path: Path, main: str) -> dict[str, str]:
    """The parts that the text refers to, by the name of the reference."""
    links = xml_of(path, f"word/_rels/{main}.xml.rels")
    found: dict[str, str] = {}
    for link in links if links is not None else ():
        if isinstance(link.tag, str) and link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/word", link.get("Target", "")))
            found[link.get("Id", "")] = target.lstrip("/")
    return found


def furniture(path: Path, targets: dict[str, str], looks: Looks) -> Iterator[tuple[str, Furniture]]:
    for key, name in targets.items():
        kind = re.match(r"word/([a-z]+)\d*\.xml", name)
        if kind is None or kind[1] not in NAMES:
            continue
        root = xml_of(path, name)
        if root is not None:
            yield key, furnished(root, NAMES[kind[1]], looks)


def furnished(root: Element, name: str, looks: Looks) -> Furniture:
    lines = [
        Line(0, line.letters, line.style, line.align, part=name)
        for line in Typed(looks, []).lines(root)
    ]
    return Furniture(tuple(lines), page_number(root, looks), drawn_in(root))


def page_number(root: Element, looks: Looks) -> PageNumber | None:
    """The first PAGE field and how the paragraph around it stands."""
    for paragraph in root.iter(W + "p"):
        if PAGE_FIELD.search(field_codes(paragraph)):
            style = value_of(paragraph, "pPr/pStyle") or looks.styles.default
            return PageNumber(
                standing(paragraph, style, looks), number_look(paragraph, style, looks)
            )
    return None


def field_codes(paragraph: Element) -> str:
    """What the fields of a paragraph do; Word may cut one code over several runs."""
    typed = "".join(code.text or "" for code in paragraph.iter(W + "instrText"))
    simple = " ".join(field.get(W + "instr", "") for field in paragraph.iter(W + "fldSimple"))
    return f"{typed} {simple}"


def number_look(paragraph: Element, style: str, looks: Looks) -> Look:
    """The letters of the number itself: those of the runs that make its field."""
    for run in paragraph.iter(W + "r"):
        holder = run.getparent()
        if run.find(W + "instrText") is not None or holder.tag == W + "fldSimple":
            return looks.look(run, style, "")
    return Look()


def standing(paragraph: Element, style: str, looks: Looks) -> str:
    """Left, center or right: by the paragraph, by its frame, or by the tabs typed before."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    if frame is not None and frame.get(W + "xAlign"):
        return str(frame.get(W + "xAlign"))
    typed = Typed(looks, [])
    align = typed.inherited(paragraph, style, "jc") or "left"
    tabs = sum(1 for _ in paragraph.iter(W + "ptab")) + tabs_before_field(paragraph)
    if align in ("left", "start", "both") and tabs:
        return "center" if tabs == 1 else "right"
    return align


def tabs_before_field(paragraph: Element) -> int:
    count = 0
    for node in paragraph.iter(W + "tab", W + "instrText", W + "fldSimple"):
        if node.tag != W + "tab":
            return count
        count += node.getparent() is not None and node.getparent().tag == W + "r"
    return count


def drawn_in(root: Element) -> tuple[str, ...]:
    """Letters drawn across a page (WordArt, watermarks)."""
    return tuple(text for path in root.iter(PRINTED) if (text := path.get("string")))


def page_count(properties: Element | None) -> int | None:
    counted = properties.find(EXTENDED + "Pages") if properties is not None else None
    text = (counted.text or "") if counted is not None else ""
    return int(text) if text.isdecimal() and len(text) < 7 else None
