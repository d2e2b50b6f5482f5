"""Static files by addresses that change with their content, so browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class Sealed(StaticFilesStorage):
    """Served as they lie in the package; only the address says which content is meant."""

    def url(self, name: str | None) -> str:
        return f"{super().url(name)}{seal(name or '')}"


@cache
def seal(name: str) -> str:
    """`?` and the beginning of the content's SHA-256; nothing where there is no such file."""
    found = finders.find(name)
    return f"?{hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]}" if found else ""
