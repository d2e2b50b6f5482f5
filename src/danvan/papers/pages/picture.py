"""Pictures of pages: .png, .jpg and .tif, the latter with several pages; grey, upright, bare."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps

from danvan.papers.errors import Unreadable
from danvan.papers.kinds import AGAIN, SHORT_OF
from danvan.papers.pages.page import StoredPage

FORMATS = ("PNG", "JPEG", "TIFF")
MAX_SIDE = 20_000  # pixels
MAX_PIXELS = 75_000_000  # an A3 sheet at 600 dots an inch has 70 million
MAX_PAGES = 2_000
LONGEST = 3_600  # pixels of the longer side that is worked on: A4 at 300 dots an inch
DOTS = 200  # an inch, written into every picture: what Tesseract is told
BROKEN = (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError)

Image.MAX_IMAGE_PIXELS = None  # our own limits are checked before anything is unpacked


def picture_pages(path: Path) -> Iterator[StoredPage]:
    """The pages of a picture file. Raises Unreadable: broken, or beyond a limit."""
    with opened(path) as image:
        # what a camera packs behind its JPEG picture are depths and previews, no pages
        count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        if count > MAX_PAGES:
            raise Unreadable(path.name, f"có {count} trang, hơn {MAX_PAGES}", "hãy chia nhỏ tệp")
        for number in range(1, count + 1):
            width, height = frame(image, number, path).size
            yield StoredPage(number, width, height, "picture")


def picture_png(path: Path, number: int) -> bytes:
    """A page as grey PNG, upright, no longer than LONGEST."""
    with opened(path) as image:
        page = frame(image, number, path)
        page.draft("L", (LONGEST, LONGEST))
        grey = greyed(ImageOps.exif_transpose(page))
    grey.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return png_of(grey)


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(path, formats=FORMATS) as image:
            yield image
    except BROKEN as error:
        raise Unreadable(path.name, f"tệp ảnh {SHORT_OF}", AGAIN) from error


def frame(image: Image.Image, number: int, path: Path) -> Image.Image:
    """One page of the file, once its size is known to be within the limits."""
    image.seek(number - 1)
    width, height = image.size
    if max(width, height) < MAX_SIDE and width * height <= MAX_PIXELS:
        return image
    raise Unreadable(
        path.name,
        f"ảnh {width} × {height} điểm ảnh, giới hạn là cạnh dưới {MAX_SIDE // 1000}.000"
        f" và tất cả không quá {MAX_PIXELS // 1_000_000} triệu điểm ảnh",
        "hãy quét lại ở 200 đến 300 dpi",
    )


def greyed(image: Image.Image) -> Image.Image:
    """On white paper where the picture lets something through."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("L")


def png_of(grey: Image.Image) -> bytes:
    bare = io.BytesIO()
    fresh = Image.frombytes("L", grey.size, grey.tobytes())  # nothing of the file's own words
    fresh.save(bare, "PNG", dpi=(DOTS, DOTS))
    return bare.getvalue()
