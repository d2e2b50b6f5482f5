"""A paper as LibreOffice prints it: how its lines really break."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from danvan.papers.errors import Unreadable
from danvan.papers.lint.families import is_like_times
from danvan.papers.lint.finding import Note, Skipped
from danvan.papers.lint.head import Head
from danvan.papers.lint.printed import Printed, printed
from danvan.papers.lint.wrapping import check_printed_lines
from danvan.papers.old_word import PROFILE, PROGRAMS, SWITCH, SWITCHES, finished

PRINTER = "bản in bằng LibreOffice"


def check_rendered(path: Path, head: Head) -> Iterator[Note]:
    """Check 5 by sight: the lines of the head on the first page that LibreOffice sets."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        yield Skipped(5, "máy này không cài LibreOffice nên không in thử được; đã đo bằng phông")
        return
    page = set_by(program, path)
    if page is None:
        yield Skipped(5, "LibreOffice không in thử được tệp này; đã đo bằng phông")
    elif not all(map(is_like_times, page.families)):
        fonts = ", ".join(page.families)
        yield Skipped(5, f"LibreOffice in thử bằng phông {fonts}; đã đo bằng phông Times New Roman")
    else:
        yield from check_printed_lines(head, page, PRINTER)


def set_by(program: str, path: Path) -> Printed | None:
    """The paper as `program` prints it, in a folder of its own and with its macros, links and
    network shut off as for old documents; None where it cannot."""
    with TemporaryDirectory(prefix="danvan-in-") as place:
        folder = Path(place)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        items = "".join(SWITCH.format(path=at, name=name, value=on) for at, name, on in SWITCHES)
        (user / "registrymodifications.xcu").write_text(PROFILE.format(items=items), "utf-8")
        shutil.copyfile(path, folder / "given.docx")
        order = [program, f"-env:UserInstallation={user.parent.as_uri()}", "--headless"]
        order += ["--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", place]
        try:
            return (
                printed(folder / "given.pdf")
                if finished([*order, f"{place}/given.docx"], folder)
                else None
            )
        except Unreadable:
            return None
