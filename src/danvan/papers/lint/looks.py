"""How letters of a Word document look once everything they inherit is resolved, as Word does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from danvan.papers.docx_styles import Styles, W, is_on, value_of
from danvan.papers.docx_tree import Element

Facts = dict[str, Any]

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORDS_SIZE = 10.0  # points, where a document says nothing
SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")
THEMED = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme"}
THEMED |= {"cs": "cstheme"}
SWITCHES = {"b": "bold", "i": "italic", "caps": "capitals", "vanish": "hidden"}


@dataclass(frozen=True)
class Look:
    """`fonts` by script ("ascii", "hAnsi", "eastAsia", "cs"), "" where nothing names one; `size`
    and `spacing` (between letters) in points; `scale` 1.0 is as wide as the font draws."""

    fonts: tuple[str, str, str, str] = ("", "", "", "")
    size: float = WORDS_SIZE
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    hidden: bool = False
    language: str = ""
    spacing: float = 0.0
    scale: float = 1.0


@dataclass
class Looks:
    """Resolves runs: their own letters, character style, paragraph style, table style, defaults."""

    styles: Styles
    theme: dict[str, str] = field(default_factory=dict)
    defaults: Facts = field(default_factory=dict)
    inherited: dict[tuple[str, str, str], Facts] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: Styles, sheet: Element | None, theme: Element | None) -> Looks:
        made = cls(styles, typefaces(theme) if theme is not None else {})
        base = sheet.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if sheet is not None else None
        made.defaults = made.facts(base)
        return made

    def look(self, run: Element, style: str, table: str) -> Look:
        """How the letters of a run look in a paragraph of `style`, in a table of style `table`."""
        own = run.find(f"{W}rPr")
        mark = value_of(run, "rPr/rStyle") or ""
        key = (mark, style, table)
        if key not in self.inherited:
            self.inherited[key] = self.inherit(*key)
        return look_of(self.inherited[key] | self.facts(own))

    def inherit(self, mark: str, style: str, table: str) -> Facts:
        found = dict(self.defaults)
        for name in (table, style, mark):
            for layer in reversed(list(self.styles.chain(name))):
                found |= self.facts(layer.find(f"{W}rPr"))
        return found

    def facts(self, letters: Element | None) -> Facts:
        """What one layer says, by name; a theme's font stands for the name it is given."""
        if letters is None:
            return {}
        said: Facts = {}
        fonts = letters.find(f"{W}rFonts")
        for script in SCRIPTS if fonts is not None else ():
            themed = fonts.get(W + THEMED[script])
            named = self.theme.get(themed, "") if themed else fonts.get(W + script)
            if named is not None:
                said[script] = named
        for tag, name in SWITCHES.items():
            switch = is_on(value_of(letters, tag))
            if switch is not None:
                said[name] = switch
        return said | measures(letters)


def measures(letters: Element) -> Facts:
    """Size, spacing and scale of one layer, its underline and its language."""
    said: Facts = {}
    for tag, name, unit in (("sz", "size", 2), ("spacing", "spacing", 20), ("w", "scale", 100)):
        number = number_of(value_of(letters, tag))
        if number is not None:
            said[name] = number / unit
    line, spoken = value_of(letters, "u"), value_of(letters, "lang")
    if line is not None:
        said["underline"] = line not in ("none", "")
    if spoken:
        said["language"] = spoken
    return said


def look_of(facts: Facts) -> Look:
    letters = {name: value for name, value in facts.items() if name not in SCRIPTS}
    first, *rest = (facts.get(script, "") for script in SCRIPTS)
    return Look(fonts=(first, *rest), **letters)


def number_of(text: str | None) -> float | None:
    """A measure as Word writes it, -1e6 to 1e6; None where it is none."""
    try:
        number = float(text) if text and len(text) < 12 else None
    except ValueError:
        return None
    return number if number is not None and -1e6 < number < 1e6 else None


def typefaces(theme: Element) -> dict[str, str]:
    """The theme's fonts by the names that styles use: "minorHAnsi" → "Calibri"."""
    found: dict[str, str] = {}
    for size in ("major", "minor"):
        group = theme.find(f".//{A}{size}Font")
        if group is None:
            continue
        for tag, ends in (("latin", ("Ascii", "HAnsi")), ("ea", ("EastAsia",)), ("cs", ("Bidi",))):
            face = group.find(A + tag)
            for end in ends:
                found[size + end] = face.get("typeface", "") if face is not None else ""
    return found
