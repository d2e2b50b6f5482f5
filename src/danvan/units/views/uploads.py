"""Files between the steps of an import: kept beside the site's own, for their sender, a day."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

DAY = 24 * 3600  # seconds that a file waits


def hold(request: HttpRequest, content: Iterable[bytes]) -> str:
    """Keeps a file; returns the name that the same session finds it under."""
    sweep()
    name = secrets.token_urlsafe(16)
    file = place(request, name)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    with file.open("wb") as out:
        for block in content:
            out.write(block)
    return name


def held(request: HttpRequest, name: str) -> Path | None:
    """The file of that name that this session sent in the last day."""
    file = place(request, name)
    try:
        waited = time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return None
    return file if waited < DAY else None


def drop(request: HttpRequest, name: str) -> None:
    place(request, name).unlink(missing_ok=True)


def sweep() -> None:
    """Removes files that nobody came back for."""
    for file in folder().glob("*.csv"):
        if time.time() - file.stat().st_mtime >= DAY:
            file.unlink(missing_ok=True)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def place(request: HttpRequest, name: str) -> Path:
    """Where the session's file of that name lies. Another session's name leads elsewhere."""
    session = request.session.session_key or ""
    seal = hashlib.sha256(f"{session}:{name}".encode()).hexdigest()
    return folder() / f"{seal}.csv"
