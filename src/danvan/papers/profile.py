"""Format profiles: how a kind of official paper is laid out, as versioned data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

_FOLDER = Path(__file__).parent / "profiles"


@dataclass(frozen=True)
class Page:
    """A sheet and its margins, all in millimetres; `tolerated` gives each margin's range."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_from_edge: float
    number_from_page: int
    tolerance: float
    tolerated: Mapping[str, tuple[float, float]]

    @property
    def text_width(self) -> float:
        """Millimetres between the side margins."""
        return self.width - self.left - self.right

    def lying(self) -> Page:
        """The same sheet turned to landscape: the margins keep their names."""
        return Page(**self.__dict__ | {"width": self.height, "height": self.width})


@dataclass(frozen=True)
class Zone:
    """A named place of a paper and its letters.

    `component` is its number in the rule's grid ("5a"), `style` the name of its paragraph style in
    .docx, `text` its fixed words. Points: `size` is written, `sizes` (least, most) is tolerated.
    """

    component: str
    style: str
    size: float
    sizes: tuple[float, float]
    text: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    align: Literal["left", "center", "right", "justify"] = "center"


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its `title` in capitals, and whether it bears a number and a type code.

    A `letter` (công văn) has no title: its abstract stands under the number.
    """

    title: str
    numbered: bool = True
    coded: bool = True
    letter: bool = False


@dataclass(frozen=True)
class Profile:
    """One version of a format. Sizes are points and lengths millimetres, as the files say."""

    name: str
    version: str
    since: date
    language: str
    font: str
    page: Page
    zones: Mapping[str, Zone]
    kinds: Mapping[str, Kind]
    letterhead: Mapping[str, Any]
    title: Mapping[str, Any]
    body: Mapping[str, Any]
    headings: Mapping[str, Any]
    symbol: Mapping[str, Any]
    place_date: Mapping[str, Any]
    signing: Mapping[str, Any]
    recipients: Mapping[str, Any]
    sequence: Mapping[str, Any]

    @property
    def mark(self) -> str:
        """The name and version, as a paper carries them: "party 36-HD/VPTW 3/4/2018"."""
        return f"{self.name} {self.version}"


def profile(name: str, version: str = "") -> Profile:
    """The profile `name` ("party" or "state") in `version`, or its newest.

    Raises ValueError, in Vietnamese, for names and versions that are not there.
    """
    versions = [form for form in _profiles() if form.name == name]
    if not versions:
        known = sorted({form.name for form in _profiles()})
        raise ValueError(f"Không có mẫu văn bản “{name}”. Chọn một trong: {', '.join(known)}.")
    for form in versions:
        if form.version == version:
            return form
    if version:
        known = [form.version for form in versions]
        raise ValueError(
            f"Mẫu văn bản “{name}” không có bản “{version}”. Chọn một trong: {', '.join(known)}."
        )
    return versions[-1]


def profile_of(mark: str) -> Profile:
    """The profile that a paper's mark names. Raises ValueError, in Vietnamese, for others."""
    name, _, version = mark.partition(" ")
    return profile(name, version)


@cache
def _profiles() -> tuple[Profile, ...]:
    """Every profile in the folder, the oldest version first."""
    return tuple(sorted((read_profile(p) for p in _FOLDER.glob("*.toml")), key=lambda f: f.since))


def read_profile(path: Path) -> Profile:
    """The profile that a TOML file holds. Raises what a broken file raises."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    page = content["page"]
    page["tolerated"] = {side: tuple(range_) for side, range_ in page["tolerated"].items()}
    zones = {
        key: Zone(**zone | {"sizes": tuple(zone["sizes"])})
        for key, zone in content["zones"].items()
    }
    kinds = {code: Kind(**kind) for code, kind in content["kinds"].items()}
    return Profile(**content | {"page": Page(**page), "zones": zones, "kinds": kinds})
