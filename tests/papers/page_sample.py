"""Pages for tests, made from sentences of our own: as pictures, as scans, as PDF."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
import typst
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from danvan.papers import pages

FONTS = Path(pages.__file__).parents[1] / "fonts"
FONT = FONTS / "Tinos-Regular.ttf"
WIDTH, HEIGHT = 1654, 2339  # A4 at 200 dots an inch
STEP = 54  # pixels from line to line

OPINIONS = (
    "Đề nghị xã sửa lại đoạn đường liên thôn trước mùa mưa, vì học sinh đi lại rất khó khăn "
    "và đã có hai vụ ngã xe trong tháng trước.",
    "Tôi đồng ý với dự thảo.",
    "Cần nêu rõ kinh phí lấy từ đâu, ai chịu trách nhiệm và bao giờ hoàn thành; nếu không thì "
    "chỉ tiêu này khó thực hiện.",
    "Trạm y tế thiếu thuốc thông thường, người dân phải lên tận huyện để mua.",
    "Không nhất trí việc sáp nhập hai trường tiểu học vì quãng đường đến trường quá xa.",
)


def drawn(lines: Sequence[str], *, size: int = 38, left: int = 170) -> Image.Image:
    """A page with these printed lines, none of them broken."""
    font = ImageFont.truetype(str(FONT), size)
    picture = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(picture)
    for place, line in enumerate(lines):
        pen.text((left, 150 + place * STEP), line, font=font, fill=20)
    return picture


def broken(text: str, *, size: int = 38, width: int = 1330) -> list[str]:
    """A paragraph as lines that fit the page."""
    font = ImageFont.truetype(str(FONT), size)
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines, word] if font.getlength(longer) > width else [*lines[:-1], longer]
    return lines


def listed(opinions: Sequence[str] = OPINIONS, title: str = "PHIẾU GÓP Ý") -> Image.Image:
    """A page with a numbered list below a title."""
    lines = [f"{' ' * 40}{title}"]
    for number, opinion in enumerate(opinions, start=1):
        lines += broken(f"{number}. {opinion}")
    return drawn(lines)


def scanned(picture: Image.Image, tilt: float = 0.7) -> Image.Image:
    """The page as a scanner or camera gives it: askew, soft, with a little grain."""
    turned = picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=250)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float64)
    grain = np.random.default_rng(3).normal(0, 6, soft.shape)
    return Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8))


def saved(picture: Image.Image, path: Path, **options: object) -> Path:
    picture.save(path, dpi=(200, 200), **options)
    return path


def typeset(path: Path, body: str, *, numbering: str = "none", header: str = "none") -> Path:
    """A PDF with stored letters, as an office program writes it."""
    source = (
        f'#set page(paper: "a4", margin: (left: 30mm, right: 15mm, y: 20mm), '
        f"numbering: {numbering}, header: {header})\n"
        '#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)\n'
        "#set par(justify: true, first-line-indent: 10mm)\n" + body
    )
    typst.compile(source.encode(), output=path, font_paths=[str(FONTS)], ignore_system_fonts=True)
    return path


def appended(path: Path, *parts: Path) -> Path:
    """One PDF of the pages of several."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    whole.save(path)
    return path


def of_blank_pages(path: Path, count: int) -> Path:
    whole = pypdfium2.PdfDocument.new()
    for _ in range(count):
        whole.new_page(595, 842)
    whole.save(path)
    return path


def by_hand(
    content: bytes, *, font: bytes = b"Times-Roman", more: bytes = b"", packed: bool = False
) -> bytes:
    """A PDF of one page with this content stream; `more` goes into the trailer."""
    filtered = b"/Filter/FlateDecode" if packed else b""
    content = zlib.compress(content) if packed else content
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filtered, content),
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding>>" % font,
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (number, one))
    table = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n")
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size 6/Root 1 0 R%s>>startxref\n%d\n%%%%EOF" % (more, table))
    return out.getvalue()


def wrong_letters(expected: str, found: str) -> float:
    """Share of letters to change, add or drop (Levenshtein), of those expected."""
    before = list(range(len(found) + 1))
    for row, letter in enumerate(expected, start=1):
        row_costs = [row]
        for place, other in enumerate(found, start=1):
            change = before[place - 1] + (letter != other)
            row_costs.append(min(before[place] + 1, row_costs[-1] + 1, change))
        before = row_costs
    return before[-1] / len(expected)
