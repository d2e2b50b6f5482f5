"""Opens a PDF or a picture where nothing else can be harmed: this module runs as a process.

`read FILE` writes how many pages there are and one line of JSON for each; `picture FILE PAGE`
writes a page as grey PNG without the file's metadata. What cannot be used is written as its cause
and remedy, with the exit code REFUSED.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from danvan.papers.apart import hold_memory
from danvan.papers.errors import Unreadable
from danvan.papers.pages import BOUNDS, REFUSED
from danvan.papers.pages.pdf import pdf_pages, pdf_picture
from danvan.papers.pages.picture import picture_pages, picture_png


def main(order: str, path: Path, page: int) -> None:
    is_pdf = starts_as_pdf(path)
    if order == "picture":
        png = pdf_picture(path, page) if is_pdf else picture_png(path, page)
        sys.stdout.buffer.write(png)
        return
    for one in pdf_pages(path) if is_pdf else picture_pages(path):
        sys.stdout.write(json.dumps(asdict(one)) + "\n")


def starts_as_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


if __name__ == "__main__":
    hold_memory(BOUNDS[sys.argv[1]].memory)
    try:
        main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    except Unreadable as wrong:
        sys.stdout.write(json.dumps([wrong.cause, wrong.remedy, wrong.place]))
        sys.stdout.flush()
        sys.exit(REFUSED)
