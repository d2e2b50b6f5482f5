"""What somebody typed into a report's sheet, as what is to be kept."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.http import QueryDict

from danvan.situation.actions import FigureWritten, Saved, TextWritten
from danvan.situation.models.numbers import read_figure
from danvan.situation.queries.sheets import FigureRow, Sheet, TextRow

NOTE = 500  # characters of an explanation


def texts_of(typed: QueryDict, sheet: Sheet) -> list[TextWritten]:
    """Of sections that the page held; a row shows from now on what was typed."""
    return [_text(typed, row) for row in sheet.texts if f"muc-{row.section.pk}" in typed]


def figures_of(typed: QueryDict, sheet: Sheet) -> list[FigureWritten]:
    """Of figures that can be read; where one cannot, its row says why and keeps what was typed."""
    found = (_figure(typed, row) for row in sheet.figures if f"so-{row.indicator.pk}" in typed)
    return [each for each in found if each is not None]


def has_faults(sheet: Sheet) -> bool:
    return any(row.fault for row in sheet.figures)


def beside(sheet: Sheet, stands: Sheet, saved: Saved) -> None:
    """Where another had written: theirs beside what was typed, which the next saving keeps."""
    for row, other in zip(sheet.texts, stands.texts, strict=True):
        if row.section.pk in saved.texts:
            row.theirs, row.revision = other.text or "—", other.revision
    for line, kept in zip(sheet.figures, stands.figures, strict=True):
        if line.indicator.pk in saved.figures:
            line.theirs, line.revision = kept.typed or "—", kept.revision


def _text(typed: QueryDict, row: TextRow) -> TextWritten:
    row.text = _clean(typed.get(f"muc-{row.section.pk}", ""))
    row.highlight = _clean(typed.get(f"noi-bat-{row.section.pk}", ""))
    revision = _number(typed.get(f"ban-{row.section.pk}", ""))
    return TextWritten(row.section.pk, row.text, row.highlight, revision)


def _figure(typed: QueryDict, row: FigureRow) -> FigureWritten | None:
    pk = row.indicator.pk
    row.typed = _clean(typed.get(f"so-{pk}", "")).strip()
    row.note = _clean(typed.get(f"ghi-{pk}", ""))[:NOTE]
    revision = _number(typed.get(f"lan-{pk}", ""))
    if not row.typed:
        return FigureWritten(pk, is_told=False, revision=revision)
    try:
        value = read_figure(row.typed)
    except ValidationError as wrong:
        row.fault = " ".join(wrong.messages)
        return None
    return FigureWritten(pk, is_told=True, value=value, note=row.note, revision=revision)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\0", "")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
