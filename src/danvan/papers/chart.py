"""Bars from zero, their figures on them: as a picture for paper, and as SVG for a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import NamedTuple

import fontpkg
from PIL import Image, ImageDraw, ImageFont

from danvan.papers.blocks import Bar, Bars, spelled
from danvan.papers.palette import colour
from danvan.papers.printable import printable

_FAMILY = "Be Vietnam Pro"
_INK, _QUIET, _LINE = "#211C18", "#5C544A", "#CFC6B8"
_SCALE = 2
_MARGIN, _BAR, _GAP, _LEADING = 12, 22, 12, 19  # units: 1/96 inch
_LABEL_SHARE, _FIGURE_ROOM = 0.36, 168
_FULL = 62  # percent of a page's width that the longest bar takes; the rest is for its figure
_LINE_LETTERS = 42  # fits a phone's 328 px at 14 px
_NOTE_LETTERS = 9


def png(bars: Bars, *, width: int = 624) -> bytes:
    """The bars as a PNG of twice `width` pixels across, on white, with the title in it.

    A width of 624 is 165 mm, the text of an A4 page. A negative value has no length.
    """
    title = _Pen(18, 700)
    small = _Pen(13, 400)
    label = _Pen(14, 400)
    column = int(width * _LABEL_SHARE)
    head = title.wrapped(bars.title, width - 2 * _MARGIN)
    labels = [label.wrapped(row.label, column - _MARGIN) for row in bars.rows]
    heights = [max(_BAR, len(lines) * _LEADING) + _GAP for lines in labels]
    top = _MARGIN + len(head) * 27 + 28
    sheet = _Sheet((width, top + sum(heights) + _MARGIN // 2))
    sheet.lines(head, (_MARGIN, _MARGIN), title, 27)
    sheet.lines([f"Đơn vị: {printable(bars.unit)}"], (_MARGIN, top - 28), small, 20, _QUIET)
    longest = max((row.value for row in bars.rows), default=0) or 1
    reach = width - column - 2 * _MARGIN - _FIGURE_ROOM
    y = top
    for row, lines, height in zip(bars.rows, labels, heights, strict=True):
        length = max(row.value, 0) / longest * reach
        middle = y + (height - _GAP) / 2
        sheet.lines(lines, (_MARGIN, middle - len(lines) * _LEADING / 2), label, _LEADING)
        sheet.bar((column + _MARGIN, middle - _BAR / 2, length, _BAR), colour(row.colour))
        _figure(sheet, row, (column + _MARGIN + length + 8, middle), width)
        y += height
    if heights:
        sheet.bar((column + _MARGIN - 1, top - 4, 1, sum(heights) - _GAP + 8), _LINE)
    return sheet.png()


def _figure(sheet: _Sheet, row: Bar, at: tuple[float, float], width: int) -> None:
    bold, small = _Pen(14, 700), _Pen(13, 400)
    value = spelled(row.value)
    x = at[0] + bold.length(value) + 8
    sheet.lines([value], (at[0], at[1] - _LEADING / 2), bold, _LEADING)
    note = small.shortened(printable(row.note), width - _MARGIN - x)
    sheet.lines([note], (x, at[1] - _LEADING / 2), small, _LEADING, _QUIET)


class _Pen:
    """A typeface at a size, in page units."""

    def __init__(self, size: int, weight: int) -> None:
        path = fontpkg.path(_FAMILY, weight)
        self.font = ImageFont.truetype(str(path), size * _SCALE)

    def length(self, text: str) -> float:
        return self.font.getlength(text) / _SCALE

    def wrapped(self, text: str, room: float) -> list[str]:
        """`text` in lines of at most `room`; a word longer than that is broken."""
        lines = [""]
        for word in printable(text).split():
            for piece in self._broken(word, room):
                longer = f"{lines[-1]} {piece}".strip()
                if self.length(longer) <= room:
                    lines[-1] = longer
                else:
                    lines.append(piece)
        return [line for line in lines if line] or [""]

    def _broken(self, word: str, room: float) -> Iterator[str]:
        while self.length(word) > room:
            fits = (n for n in range(len(word), 1, -1) if self.length(word[:n]) <= room)
            cut = next(fits, 1)
            yield word[:cut]
            word = word[cut:]
        if word:
            yield word

    def shortened(self, text: str, room: float) -> str:
        """`text`, or as much of it as fits `room` with an ellipsis."""
        if self.length(text) <= room:
            return text
        fits = (n for n in range(len(text), 0, -1) if self.length(f"{text[:n]}…") <= room)
        return f"{text[: next(fits, 0)].rstrip()}…"


class _Sheet:
    """A white sheet drawn on in page units."""

    def __init__(self, size: tuple[float, float]) -> None:
        self.image = Image.new("RGB", (int(size[0] * _SCALE), int(size[1] * _SCALE)), "white")
        self.draw = ImageDraw.Draw(self.image)

    def lines(
        self,
        lines: list[str],
        at: tuple[float, float],
        pen: _Pen,
        leading: float,
        ink: str = _INK,
    ) -> None:
        for n, line in enumerate(lines):
            middle = (at[1] + (n + 0.5) * leading) * _SCALE
            self.draw.text((at[0] * _SCALE, middle), line, font=pen.font, fill=ink, anchor="lm")

    def bar(self, box: tuple[float, float, float, float], fill: str) -> None:
        x, y, width, height = (side * _SCALE for side in box)
        if width >= 1:
            self.draw.rectangle((round(x), round(y), round(x + width) - 1, round(y + height)), fill)

    def png(self) -> bytes:
        kept = BytesIO()
        self.image.save(kept, "PNG", optimize=True, dpi=(96 * _SCALE, 96 * _SCALE))
        return kept.getvalue()


class _Mark(NamedTuple):
    lines: list[str]
    aside: str
    top: int


def svg(bars: Bars, *, name: str) -> str:
    """The bars as inline SVG whose letters keep their size on a screen of any width.

    `name` makes the element's ids unique in the page. Colours are the page's own: `--ink`,
    `--quiet`, `--line` and `--d0` to `--d7`.
    """
    marks = list(_laid_out(bars))
    height = marks[-1].top + len(marks[-1].lines) * 20 + 30 if marks else 0
    longest = max((row.value for row in bars.rows), default=0) or 1
    drawn = "".join(
        _svg_bar(row, mark, max(row.value, 0) / longest * _FULL)
        for row, mark in zip(bars.rows, marks, strict=True)
    )
    return (
        f'<svg class="bars" role="img" width="100%" height="{height}"'
        f' aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{_safe(bars.title)}</title>'
        f'<desc id="{name}-d">{_safe(bars.description())}</desc>{drawn}</svg>'
    )


def _laid_out(bars: Bars) -> Iterator[_Mark]:
    top = 0
    for row in bars.rows:
        lines = textwrap.wrap(printable(row.label), _LINE_LETTERS) or [""]
        beside = len(row.note) <= _NOTE_LETTERS
        if not beside:
            lines += textwrap.wrap(printable(row.note), _LINE_LETTERS)
        yield _Mark(lines, row.note if beside else "", top)
        top += len(lines) * 20 + 36


def _svg_bar(row: Bar, mark: _Mark, share: float) -> str:
    label = len(textwrap.wrap(printable(row.label), _LINE_LETTERS) or [""])
    texts = "".join(
        f'<text y="{mark.top + 15 + n * 20}"{"" if n < label else " class=q"}>{_safe(line)}</text>'
        for n, line in enumerate(mark.lines)
    )
    y = mark.top + len(mark.lines) * 20
    aside = f'<tspan class="q" dx="6">{_safe(mark.aside)}</tspan>' if mark.aside else ""
    return (
        f'{texts}<rect y="{y + 2}" width="{share:.2f}%" height="20"'
        f' fill="var(--d{row.colour % 8})"/>'
        f'<text class="v" x="{share:.2f}%" dx="8" y="{y + 17}">{spelled(row.value)}{aside}</text>'
    )


def _safe(text: str) -> str:
    return escape(printable(text))
