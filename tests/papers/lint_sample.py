"""A paper that the linter finds nothing wrong with, and the hand that spoils it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from danvan.papers import report_docx
from danvan.papers.blocks import Heading, Paper, Paragraph, Signature, Table
from danvan.papers.lint import Lint, lint
from danvan.papers.profile import Profile, profile

Change = Callable[[Document], Any]

NUMBERS = {"party": "Số 07-TB/BDVTU", "state": "Số: 07/TB-SNV"}
ISSUERS = {"party": ("TỈNH ỦY BẮC GIANG", "BAN DÂN VẬN"), "state": ("TỈNH BẮC GIANG", "SỞ NỘI VỤ")}
OFFICES = {
    "party": ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
    "state": ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
}
KEPT = {"party": "Lưu Văn phòng Ban", "state": "Lưu: VT, VP"}


def good(form: Profile) -> Paper:
    """A notice, complete to the signer's name."""
    return Paper(
        title="THÔNG BÁO",
        subtitle="kết luận hội nghị giao ban",
        issuer=ISSUERS[form.name],
        place_date="Bắc Giang, ngày 05 tháng 02 năm 2026",
        number=NUMBERS[form.name],
        kind="TB",
        blocks=[
            Heading(1, "KẾT QUẢ"),
            Paragraph("Hội nghị giao ban đã thống nhất các việc sau."),
            Table(("Việc", "Đơn vị"), (("Tổng hợp góp ý", "Phòng Tổng hợp"),)),
            Paragraph("Các đơn vị triển khai thực hiện."),
        ],
        signature=Signature(OFFICES[form.name], "Người Ký Thử", ("Các phòng", KEPT[form.name])),
    )


@cache
def good_bytes(name: str) -> bytes:
    with TemporaryDirectory() as place:
        path = Path(place, "good.docx")
        report_docx.write(good(profile(name)), path, profile(name))
        return path.read_bytes()


def written(folder: Path, name: str) -> Path:
    """The good paper in the profile `name`."""
    path = folder / f"{name}.docx"
    path.write_bytes(good_bytes(name))
    return path


def spoilt(folder: Path, name: str, change: Change) -> Lint:
    """What the linter says of the good paper once `change` went over it."""
    path = written(folder, name)
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    return lint(path, profile(name))


def said(found: Lint, check: int, severity: str = "error") -> list[str]:
    """What was found by one check."""
    return [f.found for f in found.findings if f.check == check and f.severity == severity]


def lines(document: Document) -> list[DocxParagraph]:
    """Every paragraph, those in tables too."""
    return [DocxParagraph(node, document) for node in document.element.body.iter(qn("w:p"))]


def line(document: Document, start: str) -> DocxParagraph:
    """The first paragraph that begins with these words."""
    return next(line for line in lines(document) if line.text.startswith(start))


def retyped(start: str, text: str) -> Change:
    """Types other words over a line; its letters keep their look."""

    def change(document: Document) -> None:
        first, *rest = line(document, start).runs
        first.text = text
        for run in rest:
            run.text = ""

    return change


def dressed(start: str, dress: Callable[[Run], Any]) -> Change:
    """Gives the letters of a line another look."""

    def change(document: Document) -> None:
        for run in line(document, start).runs:
            dress(run)

    return change


def removed(start: str) -> Change:
    def change(document: Document) -> None:
        found = line(document, start)
        cell = found._p.getparent()
        cell.remove(found._p)
        if cell.tag == qn("w:tc") and cell.find(qn("w:p")) is None:
            cell.append(OxmlElement("w:p"))

    return change


def fonts(run: Run, **named: str) -> None:
    """Names fonts by script, and nothing else: `ascii`, `hAnsi`, `eastAsia`, `cs`, themes too."""
    letters = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script, font in named.items():
        letters.set(qn(f"w:{script}"), font)
