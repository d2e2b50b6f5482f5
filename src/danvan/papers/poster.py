"""The poster of a consultation: one A4 page to print, with a QR code to the draft's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from danvan.papers.pdf_letters import Words, breakable, shown
from danvan.papers.qr import qr_svg
from danvan.papers.typeset import typeset

_TEMPLATE = Path(__file__).with_suffix(".typ")
_WIDTH = 170  # millimetres of text
_SMALLEST = {"body": 12, "title": 13, "address": 11}  # points, where a text is long
_LONGEST = {"body": 160, "title": 400}  # letters; no page can hold every title


@dataclass(frozen=True)
class Poster:
    """What the poster says; `address` is the public page of the draft, `closes` the last day."""

    body: str
    title: str
    opens: date
    closes: date
    address: str


def poster_pdf(poster: Poster) -> bytes:
    """The poster as PDF/UA-1: always one page, whatever the length of the title.

    A long title is set smaller, then cut with "…" at 400 letters, and the body's name at 160; the
    QR code takes the room that is left. The same poster gives the same bytes. Raises ValueError
    where the address is too long for a QR code.
    """
    title = _short(poster.title, _LONGEST["title"]) or "Dự thảo"
    content = {
        "name": f"Mời góp ý: {title}",
        "body": _words(_short(poster.body, _LONGEST["body"]), _SMALLEST["body"]),
        "title": _words(title, _SMALLEST["title"]),
        "dates": f"Từ ngày {_on(poster.opens)} đến hết ngày {_on(poster.closes)}",
        "code": qr_svg(poster.address, "Mã QR"),
        "alt": f"Mã QR mở trang {shown(poster.address)}",
        "address": _words(shown(poster.address), _SMALLEST["address"]),
    }
    return typeset(_TEMPLATE, content)


def _words(text: str, size: float) -> Words:
    """As the template takes it: in pieces where a word is too wide even at the smallest size."""
    return breakable(text, _WIDTH, size, bold=True)


def _short(text: str, longest: int) -> str:
    said = " ".join(shown(text).split())
    if len(said) <= longest:
        return said
    head, _, last = said[:longest].rpartition(" ")
    return f"{head or last}…"


def _on(day: date) -> str:
    return f"{day:%d/%m/%Y}"
