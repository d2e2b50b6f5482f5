"""What a run or paragraph of a Word document inherits: font, weight, alignment, number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_CHAIN = 20  # styles based on styles; a circle ends here
LEVEL = "%"
MAX_NUMBER = 9_999
ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)

Element: TypeAlias = etree._Element


@cache
def spelt_out(path: str) -> str:
    """A path of names as the parser knows them."""
    return "/".join(W + step for step in path.split("/"))


def value_of(node: Element, path: str) -> str | None:
    """The w:val of an element below a node."""
    found = node.find(spelt_out(path))
    return None if found is None else found.get(W + "val", "")


def is_on(switch: str | None) -> bool | None:
    return None if switch is None else switch not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts, how it shows, where it starts."""

    kind: str
    shown: str
    start: int


@dataclass
class Styles:
    """A document's styles by id, its lists, and how far each list has counted."""

    by_id: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    default_font: str = ""
    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: Element | None, numbering: Element | None) -> Styles:
        made = cls()
        if styles is not None:
            made.read_styles(styles)
        if numbering is not None:
            made.read_lists(numbering)
        return made

    def read_styles(self, root: Element) -> None:
        for style in root.iterfind(f"{W}style"):
            name = style.get(W + "styleId", "")
            self.by_id[name] = style
            if style.get(W + "type") == "paragraph" and is_on(style.get(W + "default")):
                self.default = name
        base = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.default_font = font_of(base) if base is not None else ""

    def read_lists(self, root: Element) -> None:
        for scheme in root.iterfind(f"{W}abstractNum"):
            for level in scheme.iterfind(f"{W}lvl"):
                at = int(text) if (text := level.get(W + "ilvl", "")).isdecimal() else 0
                self.levels[scheme.get(W + "abstractNumId", ""), at] = level_of(level)
        for entry in root.iterfind(f"{W}num"):
            self.lists[entry.get(W + "numId", "")] = value_of(entry, "abstractNumId") or ""

    def name(self, style: str) -> str:
        found = self.by_id.get(style)
        return (value_of(found, "name") or style) if found is not None else style

    def chain(self, style: str) -> Iterator[Element]:
        """A style and those it is based on, nearest first."""
        for _ in range(MAX_CHAIN):
            found = self.by_id.get(style)
            if found is None:
                return
            yield found
            style = value_of(found, "basedOn") or ""

    def layers(self, run: Element, style: str) -> Iterator[Element]:
        """The run's own properties, its character style's, its paragraph style's."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
        for name in (value_of(run, "rPr/rStyle") or "", style):
            for layer in self.chain(name):
                properties = layer.find(f"{W}rPr")
                if properties is not None:
                    yield properties

    def font(self, run: Element, style: str) -> str:
        named = (font_of(layer) for layer in self.layers(run, style))
        return next((font for font in named if font), self.default_font)

    def is_bold(self, run: Element, style: str) -> bool:
        said = (is_on(value_of(layer, "b")) for layer in self.layers(run, style))
        return next((weight for weight in said if weight is not None), False)

    def is_centred(self, paragraph: Element, style: str) -> bool:
        said = value_of(paragraph, "pPr/jc")
        inherited = (value_of(layer, "pPr/jc") for layer in self.chain(style))
        return (said or next((place for place in inherited if place), "")) == "center"

    def is_on_new_page(self, paragraph: Element, style: str) -> bool:
        said = [value_of(node, "pPr/pageBreakBefore") for node in (paragraph, *self.chain(style))]
        return next((on for switch in said if (on := is_on(switch)) is not None), False)

    def next_number(self, paragraph: Element, style: str) -> str:
        """The number Word shows before this paragraph, "" where none; counts on."""
        entry, at = self.list_of(paragraph, style)
        scheme = self.lists.get(entry, "")
        level = self.levels.get((scheme, at))
        if level is None:
            return ""
        count = self.counts.get((entry, at), level.start - 1) + 1
        self.counts[entry, at] = min(count, MAX_NUMBER)
        for deeper in [key for key in self.counts if key[0] == entry and key[1] > at]:
            del self.counts[deeper]
        return self.shown(entry, scheme, level)

    def list_of(self, paragraph: Element, style: str) -> tuple[str, int]:
        """The list a paragraph is in, and how deep; ("", 0) outside all lists."""
        for node in (paragraph, *self.chain(style)):
            entry = value_of(node, "pPr/numPr/numId")
            if entry is not None:
                depth = value_of(node, "pPr/numPr/ilvl") or "0"
                return ("", 0) if entry == "0" else (entry, int(depth) if depth.isdecimal() else 0)
        return "", 0

    def shown(self, entry: str, scheme: str, level: Level) -> str:
        text = level.shown
        if level.kind == "bullet":
            return "•"
        for at in range(9):
            if LEVEL + str(at + 1) in text:
                other = self.levels.get((scheme, at), level)
                count = self.counts.get((entry, at), other.start)
                text = text.replace(LEVEL + str(at + 1), counted(count, other.kind))
        return text.strip()


def font_of(properties: Element) -> str:
    fonts = properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def level_of(level: Element) -> Level:
    start = value_of(level, "start") or "1"
    return Level(
        kind=value_of(level, "numFmt") or "decimal",
        shown=(value_of(level, "lvlText") or "")[:80],
        start=int(start) if start.isdecimal() and len(start) < 5 else 1,
    )


def counted(count: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = "abcdefghijklmnopqrstuvwxyz"[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        return roman(count) if kind == "upperRoman" else roman(count).lower()
    return str(count)


def roman(number: int) -> str:
    """4 → "IV"."""
    out = ""
    for size, sign in ROMAN:
        out += sign * (number // size)
        number %= size
    return out
