"""OpenDocument workbooks (.ods): the same sheets as of an Excel workbook.

The library reads the cells; where merged cells stand, and how far a sheet reaches, is read here
from the XML, piece by piece, before the library lays anything out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from danvan.papers.archive import content_of, parts_of, strange, swollen, unpacked
from danvan.papers.tables.merges import Range
from danvan.papers.tables.sheet import OnRows, Sheet
from danvan.papers.tables.workbook import MAX_CELLS, broken, locked, sheets_of, too_wide, trusted

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = {TABLE + "table-cell", TABLE + "covered-table-cell"}
CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
MAX_MANIFEST = 16 << 20  # bytes
LOCK = b":encryption-data"
MAX_ROWS, MAX_ACROSS = 2_000_000, 100_000  # beyond the last cell of any program
MAX_COUNT = 10_000_000  # how often an element stands for itself, as far as we count


def read_open_workbook(path: Path, on_rows: OnRows) -> list[Sheet]:
    """Every sheet with at least one cell. Raises Unreadable: locked, broken or swollen files."""
    if LOCK in (content_of(path, MANIFEST, MAX_MANIFEST) or b""):
        raise locked(path)
    merged = layout_of(path)
    return trusted(path, lambda: sheets_of(path, on_rows, merged))


def layout_of(path: Path) -> dict[str, list[Range]]:
    """The merged cells of each sheet, once it is shown that none spans too large a rectangle."""
    layout = Layout()
    parser = etree.XMLParser(target=layout, resolve_entities=False, no_network=True)
    try:
        for part in parts_of(path):
            for step in unpacked(path, part) if part.filename == CONTENT else ():
                parser.feed(step)
                if layout.declared:
                    raise strange(path)
                if layout.too_wide:
                    raise swollen(path, layout.too_wide)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise strange(path) if layout.declared else broken(path) from error
    return layout.merged


@dataclass
class Layout:
    """Hears the elements of a workbook one by one; keeps where cells are and which are merged."""

    merged: dict[str, list[Range]] = field(default_factory=dict)
    declared: bool = False
    too_wide: str = ""
    filled: int = 0
    sheet: str = ""
    row: int = 0
    next_row: int = 0
    column: int = 0
    width: int = 0
    here: tuple[int, int] = (0, 0)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in CELLS:
            self.cell(tag, attributes)
        elif tag == TEXT + "p":
            self.hold(*self.here)
        elif tag == TABLE + "table-row":
            self.row, self.column = self.next_row, 0
            self.next_row += times(attributes, "number-rows-repeated")
        elif tag == TABLE + "table":
            self.sheet = attributes.get(TABLE + "name", "")
            self.row = self.next_row = self.column = self.width = self.filled = 0
            self.here = (0, 0)

    def cell(self, tag: str, attributes: dict[str, str]) -> None:
        first = self.column
        self.column += times(attributes, "number-columns-repeated")
        self.here = (self.next_row, self.column)
        rows = times(attributes, "number-rows-spanned")
        if rows > 1 and len(self.merged.setdefault(self.sheet, [])) < MAX_CELLS:
            corner = self.row + min(rows, MAX_COUNT) - 1
            across = times(attributes, "number-columns-spanned")
            self.merged[self.sheet].append(((self.row, first), (corner, first + across - 1)))
        if OFFICE + "value-type" in attributes:
            self.hold(*self.here)

    def hold(self, rows: int, columns: int) -> None:
        """Something stands up to this row and column."""
        self.width = max(self.width, columns)
        self.filled += 1
        if rows > MAX_ROWS or columns > MAX_ACROSS:
            self.too_wide = f"bảng có hơn {MAX_ROWS // 1_000_000} triệu dòng hoặc 100.000 cột"
        self.too_wide = self.too_wide or too_wide(rows * self.width, self.filled)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        self.declared = True

    def close(self) -> None:
        """The document ends."""


def times(attributes: dict[str, str], name: str) -> int:
    """How often an element stands for itself; 1 where it says nothing that makes sense."""
    said = attributes.get(TABLE + name, "").lstrip("0")
    if not said.isdecimal():
        return 1
    return MAX_COUNT if len(said) > 7 else int(said)
