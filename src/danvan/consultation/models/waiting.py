"""Files that wait between being chosen and being taken in: each lot in a folder of its own.

A lot is found by the session that sent it, for a day; one that a job is asked for, for a week.
"""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath

from django.conf import settings

from danvan.consultation.models.consultations import Consultation
from danvan.units.models import Unit
from danvan.work.models import Conference

DAY = 24 * 3600  # seconds that a lot waits
WEEK = 7 * DAY  # seconds that a lot waits for its job
LONGEST = 120  # letters of a file's name
ORDER, ASKED = "order.json", "asked"


@dataclass(frozen=True)
class Order:
    """What the files are to be taken in as; rows by their numbers. `officer` chose them."""

    officer: int
    consultation: int
    unit: int
    channel: str
    received_on: date
    group: str = ""
    conference: int | None = None
    may_publish: bool = False


@dataclass(frozen=True)
class Brought:
    """What the rows of a file are, where they do not say so themselves."""

    consultation: Consultation
    unit: Unit
    channel: str
    received_on: date
    group: str = ""
    conference: Conference | None = None
    may_publish: bool = False


@dataclass(frozen=True)
class Lot:
    """Files that wait, in the order in which they were chosen."""

    place: Path

    @property
    def files(self) -> list[Path]:
        """Each lies in a folder of its own, so that two may bear one name."""
        folders = sorted((f for f in self.place.iterdir() if f.is_dir()), key=lambda f: f.name)
        return [next(folder.iterdir()) for folder in folders]

    @property
    def order(self) -> Order:
        told = json.loads((self.place / ORDER).read_text("utf-8"))
        return Order(**{**told, "received_on": date.fromisoformat(told["received_on"])})

    def ask(self) -> None:
        """A job is asked for: the lot waits for it."""
        (self.place / ASKED).touch()

    def drop(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)


def hold(session: str, order: Order, files: Iterable[tuple[str, Iterable[bytes]]]) -> str:
    """Keeps files; returns the name that the same session finds them under."""
    sweep()
    name = secrets.token_urlsafe(16)
    place = _folder() / _seal(session, name)
    place.mkdir(mode=0o700, parents=True)
    told = {**asdict(order), "received_on": order.received_on.isoformat()}
    (place / ORDER).write_text(json.dumps(told), encoding="utf-8")
    for number, (label, blocks) in enumerate(files):
        folder = place / f"{number:03}"
        folder.mkdir()
        with (folder / plain_name(label)).open("wb") as out:
            for block in blocks:
                out.write(block)
    return name


def held(session: str, name: str) -> Lot | None:
    """The lot of that name that this session sent in the last day."""
    return lot(_seal(session, name), DAY)


def lot(seal: str, longest: int = WEEK) -> Lot | None:
    """The lot in the folder of that name; a job knows it."""
    place = _folder() / PurePath(seal).name
    try:
        waited = time.time() - (place / ORDER).stat().st_mtime
    except FileNotFoundError:
        return None
    return Lot(place) if waited < longest else None


def sweep() -> None:
    """Removes lots that nobody came back for."""
    for order in _folder().glob(f"*/{ORDER}"):
        longest = WEEK if (order.parent / ASKED).exists() else DAY
        if time.time() - order.stat().st_mtime >= longest:
            Lot(order.parent).drop()


def plain_name(label: str) -> str:
    """A file's own name, without a path and without signs that cannot be seen."""
    seen = "".join(sign for sign in PurePath(label.replace("\\", "/")).name if sign.isprintable())
    name = PurePath(seen.lstrip(".~$ ") or "tep")
    return f"{name.stem[:LONGEST]}{name.suffix[:10]}"


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "opinions"


def _seal(session: str, name: str) -> str:
    """The folder's name. Another session's name leads elsewhere."""
    return sha256(f"{session}:{name}".encode()).hexdigest()
