"""A QR code stands in a page as plain drawing, is named, and says exactly its text."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from danvan.papers.qr import QUIET, matrix, qr_svg

ADDRESS = "https://gopy.example/gop-y/van-kien-xix/"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> list[list[bool]]:
    """The modules that a reader would see inside the blank border."""
    root = etree.fromstring(svg)
    side = int(root.get("viewBox").split()[2])
    paper, ink = root.findall(f"{SVG}path")
    assert (paper.get("fill"), paper.get("d")) == ("#fff", f"M0 0h{side}v{side}h-{side}z")
    seen = [[False] * side for _ in range(side)]
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", ink.get("d"))
    assert "".join("M{} {}h{}v1h-{}z".format(*bar) for bar in bars) == ink.get("d")
    for x, y, width, back in (map(int, bar) for bar in bars):
        assert width == back
        seen[y][x : x + width] = [True] * width
    assert not any(any(row) for row in (*seen[:QUIET], *seen[-QUIET:]))
    assert not any(any((*row[:QUIET], *row[-QUIET:])) for row in seen)
    return [row[QUIET:-QUIET] for row in seen[QUIET:-QUIET]]


@pytest.mark.parametrize("text", [ADDRESS, "7K3M-9QRT-04WX-BC2H-5N", "Góp ý", "x" * 2000])
def test_what_is_drawn_is_the_code_of_the_text(text):
    assert drawn(qr_svg(text, "Mã")) == [list(row) for row in matrix(text)]


def test_the_code_has_its_three_corners_and_another_text_another_code():
    modules = matrix(ADDRESS)
    corner = [list(row[:7]) for row in modules[:7]]
    assert corner[0] == corner[6] == [True] * 7
    assert corner == [list(row[-7:])[::-1] for row in modules[:7]]
    assert corner == [list(row[:7]) for row in modules[-7:]][::-1]
    assert modules != matrix(ADDRESS[:-1] + "?")


def test_it_is_a_named_picture_with_nothing_that_a_strict_page_refuses():
    root = etree.fromstring(qr_svg(ADDRESS, "Mã QR <mở> & đọc"))
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Mã QR <mở> & đọc"
    assert {node.tag for node in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "path")
    }
    names = {name for node in root.iter() for name in node.attrib}
    assert names <= {"role", "viewBox", "color", "shape-rendering", "fill", "d"}


def test_it_stays_black_on_white_on_a_dark_page():
    root = etree.fromstring(qr_svg(ADDRESS, "Mã"))
    assert root.get("color") == "#000"
    assert [path.get("fill") for path in root.findall(f"{SVG}path")] == ["#fff", "currentColor"]


def test_the_same_text_gives_the_same_picture_and_a_small_one():
    assert qr_svg(ADDRESS, "Mã") == qr_svg(ADDRESS, "Mã")
    assert len(qr_svg(ADDRESS, "Mã")) < 8_000


def test_a_text_too_long_is_refused():
    with pytest.raises(ValueError, match="too many for a QR code"):
        qr_svg("x" * 3000, "Mã")
