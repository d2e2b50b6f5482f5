"""The number and the date, filled into the head of a paper when it is issued."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.shared import Length, Pt
from docx.table import _Cell

from danvan.papers.letterhead import fitted
from danvan.papers.profile import Profile, profile_of


def issue(path: Path, *, number: str, place_date: str) -> None:
    """Writes the lines "Số …" and "…, ngày … tháng … năm …" into a .docx that `report_docx` wrote.

    The file is replaced in one go; doing it again writes the new lines over the old ones. Raises
    ValueError, in Vietnamese, where the paper is in no format of ours or has no place for them.
    """
    paper = docx.Document(str(path))
    form = profile_of(paper.core_properties.category)
    cells = paper.tables[0].rows[-1].cells if paper.tables else []
    lines = {"symbol": number, "place_date": place_date}
    for cell, (zone, text) in zip(cells, lines.items(), strict=False):
        if not _fill(cell, form, zone, text):
            raise ValueError(f"Tệp {path.name} không có chỗ ghi số, ngày ban hành.")
    new = path.with_name(f".{path.name}")
    paper.save(str(new))
    new.replace(path)


def _fill(cell: _Cell, form: Profile, zone: str, text: str) -> bool:
    for paragraph in cell.paragraphs:
        if paragraph.style is not None and paragraph.style.name == form.zones[zone].style:
            line = fitted(zone, text, form, Length(cell.width or 0).mm)
            first, *rest = paragraph.runs or [paragraph.add_run()]
            for run in rest:
                run._r.getparent().remove(run._r)
            first.text = "\n".join(line.lines)
            first.font.size = None if line.size == form.zones[zone].size else Pt(line.size)
            return True
    return False
