"""A QR code as SVG that stands in a page: no style, no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

import qrcode

Matrix = Sequence[Sequence[bool]]

QUIET = 4  # blank modules around, as ISO/IEC 18004 asks


def qr_svg(text: str, title: str, *, mask: int | None = None) -> str:
    """The picture of `text`, named `title` for those who do not see it.

    Black on white whatever the page's colours, unless a stylesheet gives the svg another `color`.
    `mask`: one of the eight patterns, 0 to 7; without it the one that reads best is sought, for six
    times the time. Raises ValueError where the text is too long for a QR code (some 2,300 letters
    of ASCII).
    """
    modules = matrix(text, mask)
    side = len(modules) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {side} {side}" '
        f'color="#000" shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path fill="currentColor" d="{"".join(_bars(modules))}"/></svg>'
    )


def matrix(text: str, mask: int | None = None) -> Matrix:
    """The modules of `text`, dark ones True, without the blank around. Raises ValueError."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(text)
    try:
        code.make(fit=False)  # the size that fits is sought once, not twice
    except (qrcode.exceptions.DataOverflowError, ValueError) as wrong:
        raise ValueError(f"{len(text)} letters are too many for a QR code") from wrong
    found: Matrix = code.get_matrix()
    return found


def _bars(modules: Matrix) -> Iterator[str]:
    """Each run of dark modules in a row as one rectangle."""
    for y, row in enumerate(modules, QUIET):
        x = QUIET
        for dark, run in groupby(row):
            width = len([*run])
            if dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
