"""Format profiles: how a kind of official paper is laid out, as versioned data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "profiles"


@dataclass(frozen=True)
class Page:
    """A sheet and its margins, all in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_from_edge: float

    @property
    def text_width(self) -> float:
        """Millimetres between the side margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True)
class Profile:
    """One version of a format. Sizes are points and lengths millimetres, as the files say."""

    name: str
    version: str
    language: str
    font: str
    page: Page
    letterhead: Mapping[str, Any]
    title: Mapping[str, Any]
    body: Mapping[str, Any]
    signature: Mapping[str, Any]


def profile(name: str) -> Profile:
    """The profile `name` ("party" or "state"). Raises ValueError, in Vietnamese, for others."""
    known = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    if name not in known:
        raise ValueError(f"Không có mẫu văn bản “{name}”. Chọn một trong: {', '.join(known)}.")
    content = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Profile(**content | {"page": Page(**content["page"])})
