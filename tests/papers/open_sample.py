"""OpenDocument workbooks written by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'
)


def cell(text: str = "", **settings: int) -> str:
    """A cell of words; `rows_spanned=3` and the like as the format calls them."""
    said = " ".join(f'table:number-{k.replace("_", "-")}="{v}"' for k, v in settings.items())
    if not text:
        return f"<table:table-cell {said}/>"
    kind = 'office:value-type="string"'
    return f"<table:table-cell {kind} {said}><text:p>{text}</text:p></table:table-cell>"


def number(value: float) -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, repeated: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}'
        "</table:table-row>"
    )


def written(folder: Path, *rows: str, prologue: str = "", manifest: str = "") -> Path:
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
        sheet = f'<table:table table:name="Ý kiến">{"".join(rows)}</table:table>'
        body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
        archive.writestr(
            "content.xml",
            f"{prologue}<office:document-content {SPACES}>{body}</office:document-content>",
        )
    return path
