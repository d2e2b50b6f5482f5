"""Word documents typed by hand as XML, with what python-docx cannot write: tracks, notes, marks."""

from __future__ import annotations

import zipfile
from pathlib import Path

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
SHOWN_BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
STATED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, properties: str = "") -> str:
    """A paragraph of runs and marks; plain words become a run."""
    held = "".join(part if part.startswith("<") else run(part) for part in inside)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{held}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def heading(text: str) -> str:
    return p(text, properties='<w:pStyle w:val="Heading1"/>')


def commented(name: int, *inside: str) -> str:
    """Words that a comment hangs on, with its mark."""
    held = "".join(part if part.startswith("<") else run(part) for part in inside)
    return (
        f'<w:commentRangeStart w:id="{name}"/>{held}<w:commentRangeEnd w:id="{name}"/>'
        f'<w:r><w:commentReference w:id="{name}"/></w:r>'
    )


def comment(name: int, *paragraphs: str, author: str = "Người Thử") -> str:
    held = "".join(p(text) for text in paragraphs)
    return (
        f'<w:comment w:id="{name}" w:author="{author}" w:initials="NT"'
        f' w:date="2024-03-05T08:00:00Z">{held}</w:comment>'
    )


def written(folder: Path, body: str, *, prologue: str = "", **parts: str) -> Path:
    """A .docx of a body; `parts`: what stands in comments, footnotes, header1, styles … ."""
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f"{prologue}<w:document {SPACE}><w:body>{body}</w:body></w:document>",
        )
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACE}>{inside}</w:{name}>")
    return path


def stated(path: Path, pages: int, words: int = 9) -> Path:
    """What the program that saved the file counted."""
    with zipfile.ZipFile(path, "a") as archive:
        counts = f"<Pages>{pages}</Pages><Words>{words}</Words>"
        archive.writestr("docProps/app.xml", f'<Properties xmlns="{STATED}">{counts}</Properties>')
    return path


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/>'
    "<w:pPr><w:pageBreakBefore/></w:pPr></w:style>"
)
