"""The blocks of a paper for its PDF, as plain values and by the page they lie on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, repeat
from typing import Any

from danvan.papers.blocks import Bars, Block, Cell, Heading, Paragraph, Quote, Sentence, Table
from danvan.papers.palette import colour
from danvan.papers.pdf_letters import Words, breakable, shown
from danvan.papers.phrases import evidence_line, printed, quotation, running
from danvan.papers.profile import Page, Profile

Row = dict[str, Any]

PADDING = 3.9  # millimetres of a cell's width that its text does not have
_GLYPH = 0.17  # millimetres that a letter takes for each point of its size, on an average
_LINE = 0.41  # millimetres that a line takes for each point of its size
_KEPT = 0.4  # share of a page up to which a row, or the end of a text, is kept whole
_PICTURE = 0.85  # share of a page up to which a picture is
_LABEL = 0.36  # share of a picture's width that its labels take


class Flow:
    """Turns blocks into plain values, and lays them on pages that stand or lie."""

    def __init__(self, form: Profile, *, lies: bool) -> None:
        self.form, self.body, self.all_lie = form, form.body, lies
        self.size = form.zones["body"].size
        self.depth = 0
        self.parts: list[Row] = []
        self.turn(lies=lies)
        self.writers: dict[type, Callable[[Any], Row]] = {
            Heading: self.heading,
            Paragraph: self.paragraph,
            Sentence: self.sentence,
            Quote: self.quote,
            Table: self.table,
            Bars: self.bars,
        }

    def turn(self, *, lies: bool) -> None:
        """Begin a new page that stands or lies."""
        self.lies = lies
        self.page: Page = self.form.page.lying() if lies else self.form.page
        self.parts.append({"lies": lies, "blocks": []})

    def write(self, blocks: Iterable[Block]) -> None:
        """Add the blocks, each heading on the page of what it names."""
        headings: list[Row] = []
        for block in blocks:
            if isinstance(block, Heading):
                headings.append(self.heading(block))
                continue
            lies = self.all_lie or (isinstance(block, Table) and block.wide)
            if lies != self.lies:
                self.turn(lies=lies)
            self._add(headings, block)
            headings = []
        self.parts[-1]["blocks"] += headings

    def _add(self, headings: Sequence[Row], block: Block) -> None:
        blocks = self.parts[-1]["blocks"]
        if isinstance(block, Quote) and blocks and blocks[-1]["kind"] == "sentence":
            blocks[-1]["quoted"] = True  # a sentence stays with the voice that speaks for it
        blocks += [*headings, self.writers[type(block)](block)]

    # blocks

    def heading(self, block: Heading) -> Row:
        """Depths follow one another without a gap, as readers of tagged files ask."""
        self.depth = min(block.level, self.depth + 1)
        words = self.words(block.shown(), bold=block.level < 4, italic=block.level > 2)
        return {"kind": "heading", "level": block.level, "depth": self.depth, "words": words}

    def paragraph(self, block: Paragraph) -> Row:
        note = block.style == "note"
        words = self.words(running(block), self.body["note"] if note else 0)
        return {"kind": "note" if note else "body", "words": words}

    def quote(self, block: Quote) -> Row:
        return {"kind": "quote", "words": self.words(quotation(block), italic=True)}

    def sentence(self, block: Sentence) -> Row:
        line = evidence_line(block, self.body["evidence_ids"])
        text = "".join(block.parts()).strip()
        return {
            "kind": "sentence",
            "words": self.words(text.replace(" %", "\u00a0%")),  # no line begins with "%"
            "evidence": self.words(line, self.body["evidence"]),
            "quoted": False,
        }

    def table(self, block: Table) -> Row:
        rooms = [share * self.page.text_width - PADDING for share in block.shares()]
        return {
            "kind": "table",
            "split": False,
            "title": self.words(block.title, bold=True) if block.title else None,
            "widths": block.shares(),
            "head": [
                self._cell(name, room, bold=True) for name, room in self._set(block.head, rooms)
            ],
            "rows": [self._row(row, rooms) for row in block.rows],
        }

    def _row(self, row: Sequence[Cell], rooms: Sequence[float]) -> Row:
        cells = [*self._set(row, rooms)]
        return {
            "cells": [self._cell(content, room) for content, room in cells],
            "right": [isinstance(content, int | float) for content, _ in cells],
            "last": False,
            "whole": all(self._short(printed(c), room, self.body["table"]) for c, room in cells),
        }

    @staticmethod
    def _set(row: Sequence[Cell], rooms: Sequence[float]) -> Iterable[tuple[Cell, float]]:
        """Each column's content: none where the row is too short."""
        return zip([*row, *repeat(None, len(rooms) - len(row))], rooms, strict=False)

    def _cell(self, content: Cell, room: float, *, bold: bool = False) -> Words:
        return self.words(printed(content), self.body["table"], room, bold=bold)

    def bars(self, block: Bars) -> Row:
        longest = max((row.value for row in block.rows), default=0) or 1
        room = _LABEL * self.page.text_width - PADDING
        height = sum(self._height(f"{row.label}\n", room, self.body["table"]) for row in block.rows)
        return {
            "kind": "bars",
            "whole": height < _PICTURE * self._text_height(),
            "title": self.words(block.title, bold=True),
            "unit": self.words(f"Đơn vị: {block.unit}"),
            "alt": shown(block.description()),
            "rows": [
                {
                    "label": self.words(row.label, self.body["table"], room),
                    "share": max(row.value, 0) / longest,
                    "figure": printed(row.value),
                    "note": self.words(row.note, self.body["table"], room),
                    "colour": colour(row.colour),
                }
                for row in block.rows
            ],
        }

    def words(
        self,
        text: str,
        size: float = 0,
        room: float = 0,
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> Words:
        """`text` at `size` points (the body's if 0) in `room` mm (the page's if 0)."""
        room = room or self.page.text_width - self.body["indent"]
        return breakable(shown(text), room, size or self.size, bold=bold, italic=italic)

    # what is kept on one page

    def _short(self, text: str, room: float, size: float) -> bool:
        """Whether the text takes less than the part of a page that can be kept whole."""
        return self._height(text, room, size) < _KEPT * self._text_height()

    @staticmethod
    def _height(text: str, room: float, size: float) -> float:
        """Millimetres that the text takes at most."""
        lines = text.count("\n") + len(text) * size * _GLYPH / max(room, 1) * 1.3 + 1
        return lines * size * _LINE

    def _text_height(self) -> float:
        return self.page.height - self.page.top - self.page.bottom

    def end(self, signature: Row | None, last: Block | None) -> None:
        """Put the signature on the page of the text's `last` block, or of its last row."""
        if signature is None:
            return
        blocks = self.parts[-1]["blocks"]
        tail = self._tail(blocks, last) if blocks else None
        blocks.append({"kind": "ending", "tail": tail, **signature})

    def _tail(self, blocks: list[Row], last: Block | None) -> Row | None:
        if isinstance(last, Table) and len(last.rows) > 1:
            return self._last_row(blocks[-1])
        if isinstance(last, Bars) or not self._short(_text(last), self.page.text_width, self.size):
            return None
        row: Row = blocks.pop()
        return row

    @staticmethod
    def _last_row(table: Row) -> Row | None:
        """The table's last row, taken from it; the template says where the row before it stands."""
        *before, row = table["rows"]
        if not row["whole"]:
            return None
        before[-1]["last"] = True
        table["rows"] = before
        return {**table, "title": None, "rows": [row], "split": True}


def _text(block: Block | None) -> str:
    if isinstance(block, Table):
        return "\n".join(printed(content) for row in block.rows for content in row)
    if isinstance(block, Sentence):
        return f"{block.text}\n{', '.join(item.id for item in islice(block.evidence.shown, 20))}"
    return block.text if isinstance(block, Paragraph | Quote | Heading) else ""
