"""A paper as tagged PDF in a format profile, set by Typst in the shipped typeface alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from danvan.papers.blocks import Paper, Paragraph
from danvan.papers.laid_out import laid_out
from danvan.papers.pdf_blocks import Flow
from danvan.papers.pdf_form import head, sheet, signature, title
from danvan.papers.pdf_letters import shown
from danvan.papers.profile import Profile
from danvan.papers.typeset import typeset

_TEMPLATE = Path(__file__).with_suffix(".typ")
_CODE = re.compile(r"\[U\+[0-9A-F]{4}")
_CODED = Paragraph(
    "Ghi chú: chữ, ký hiệu mà phông chữ của văn bản không có được ghi bằng mã Unicode trong ngoặc "
    "vuông, như [U+1F44D]; chữ gốc xem ở bản .docx.",
    "note",
)


def write(paper: Paper, path: Path, form: Profile) -> None:
    """Write `paper` to `path` as PDF/UA-1 in the format `form`.

    The words are those of `report_docx`; a sign that the typeface lacks is written as its code,
    "[U+1F44D]", and a note at the end says so. The same paper gives the same bytes. Raises what the
    disk raises.
    """
    path.write_bytes(pdf(paper, form))


def pdf(paper: Paper, form: Profile) -> bytes:
    """The bytes of `write`."""
    return typeset(_TEMPLATE, _content(laid_out(paper, form), form))


def _content(paper: Paper, form: Profile) -> dict[str, Any]:
    """Everything the template shows. No text of it is ever read as markup."""
    flow = Flow(form, lies=paper.lies)
    blocks = list(paper.blocks)
    flow.write(blocks)
    flow.end(signature(paper.signature, form, flow.page.text_width), blocks[-1] if blocks else None)
    if annexes := list(paper.annexes):
        flow.turn(lies=paper.lies)
        flow.write(annexes)
    if _CODE.search(json.dumps(flow.parts)):
        flow.parts[-1]["blocks"].append(flow.paragraph(_CODED))
    return {
        "name": shown(f"{paper.title} {paper.subtitle}".strip()) or "Văn bản",
        "author": shown(paper.issuer[-1] if paper.issuer else ""),
        "keywords": [shown(form.mark), shown(paper.kind)],
        "form": sheet(paper, form),
        "head": head(paper, form),
        "title": title(paper, form),
        "parts": [part for n, part in enumerate(flow.parts) if part["blocks"] or not n],
    }
