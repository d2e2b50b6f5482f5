"""What the arguments name: files one by one, and folders with all that is in them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from danvan.papers.confirm import FILE_NAME, PICTURES
from danvan.papers.letters import mended
from danvan.sense.records import SetAside
from danvan.sense.words.fold import nfc

HIDDEN = (".", "~$")  # "~$…" is what Office leaves beside an open file
MADE = {"synthesis.json", "submissions.parquet"}  # a folder that holds these is our own work
STEP = 1 << 20


@dataclass(frozen=True)
class Given:
    """A file to read. `name`: as every table and paper calls it, unlike all others of the job;
    `asked`: named by itself, not met in a folder."""

    path: Path
    name: str
    asked: bool = True


@dataclass
class Listing:
    """The files to read, what is set aside unread, and what is to be said of a file by its name."""

    files: list[Given] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, name: str, sentence: str) -> None:
        self.notes.setdefault(name, []).append(sentence)

    def of(self, name: str) -> Sequence[str]:
        return self.notes.get(name, ())

    def pass_over(self, name: str, reason: str, *, known: bool = False) -> None:
        self.set_aside.append(SetAside(name, reason, known))


def listed(paths: Sequence[Path], besides: Collection[Path] = ()) -> Listing:
    """Every file of the arguments, once each; folders are gone through in the order of names.

    `besides` names files and folders that are no opinions: the draft, the place of the result.
    """
    listing = Listing()
    taken: set[str] = set()
    met: dict[str, str] = {}
    unwanted = {os.path.realpath(path) for path in besides}
    for top in paths:
        for path, names in files_of(top, unwanted, listing):
            real = os.path.realpath(path)
            if real in met:
                listing.note(met[real], "tệp được nêu nhiều lần, chỉ đọc một lần.")
                continue
            met[real] = name = free_name(names, taken)
            listing.files.append(Given(path, name, asked=path == top))
    return listing


def files_of(top: Path, unwanted: set[str], listing: Listing) -> Iterator[tuple[Path, list[str]]]:
    """The files under an argument, each with the names it may go by, the shortest first."""
    own = top.absolute()
    if not top.is_dir():
        yield top, [shown(top.name), shown(f"{own.parent.name}/{top.name}")]
        return
    for path in walked(top, unwanted, listing):
        relative = shown(path.relative_to(top).as_posix())
        if os.path.realpath(path) in unwanted:
            listing.pass_over(relative, "là dự thảo hoặc cách tính của lần tổng hợp này")
        elif not path.is_file():
            listing.pass_over(relative, "không mở được tệp", known=True)
        else:
            yield path, [relative, shown(f"{own.name}/{relative}")]


def walked(top: Path, unwanted: set[str], listing: Listing) -> Iterator[Path]:
    """What stands in a folder and below it, but for hidden things and our own results."""

    def closed(wrong: OSError) -> None:
        name = shown(os.path.relpath(wrong.filename, top))
        listing.pass_over(f"{name}/", "không mở được thư mục", known=True)

    for folder, inside, files in os.walk(top, onerror=closed):
        place = Path(folder)
        if set(files) >= MADE or os.path.realpath(place) in unwanted:
            name = shown(place.relative_to(top).as_posix())
            listing.pass_over(f"{name}/", "là thư mục kết quả tổng hợp, không phải ý kiến")
            inside.clear()
            continue
        inside[:] = sorted(name for name in inside if not name.startswith(HIDDEN))
        if FILE_NAME in files and PICTURES in inside:
            inside.remove(PICTURES)
            pages = shown((place / PICTURES).relative_to(top).as_posix())
            listing.pass_over(f"{pages}/", "là ảnh trang của bảng xác nhận")
        for name in inside:
            if (place / name).is_symlink():
                linked = shown((place / name).relative_to(top).as_posix())
                listing.pass_over(f"{linked}/", "là liên kết tới thư mục khác, không đi theo")
        yield from (place / name for name in sorted(files) if not name.startswith(HIDDEN))


def shown(name: str) -> str:
    """A name that can stand in a table: letters composed, on one line, no torn bytes."""
    return " ".join(nfc(mended(name)).split())


def free_name(wanted: Sequence[str], taken: set[str]) -> str:
    """The first of the names that no other file has; numbered where all are taken."""
    choices = [*wanted, *(f"{wanted[-1]} ({n})" for n in range(2, len(taken) + 3))]
    name = next(choice for choice in choices if choice not in taken)
    taken.add(name)
    return name


def equal_files(files: Iterable[Given]) -> Iterator[tuple[Given, Given]]:
    """Each file that is equal in bytes to an earlier one, with the earliest such."""
    sizes: dict[int, list[Given]] = {}
    for one in files:
        sizes.setdefault(one.path.stat().st_size, []).append(one)
    for alike in sizes.values():
        first: dict[bytes, Given] = {}
        for one in alike if len(alike) > 1 else ():
            earliest = first.setdefault(digest(one.path), one)
            if earliest is not one:
                yield one, earliest


def digest(path: Path) -> bytes:
    whole = sha256()
    with path.open("rb") as source:
        while part := source.read(STEP):
            whole.update(part)
    return whole.digest()
