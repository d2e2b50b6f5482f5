"""A template set as tagged PDF by Typst, in the shipped typeface alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from danvan.papers import fonts


def typeset(template: Path, content: Mapping[str, Any]) -> bytes:
    """PDF/UA-1 of a `.typ` file, which finds `content` as JSON in `sys.inputs.paper`.

    The same content gives the same bytes.
    """
    made = typst.compile(
        template.read_bytes(),
        font_paths=_typefaces(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return bytes(made)


@cache
def _typefaces() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.FOLDER]
    )
