"""Bars start at zero, carry their figures, and say in words what they show."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))
from report_sample import BARS, HOSTILE

from danvan.papers.blocks import Bar, Bars, spelled
from danvan.papers.chart import png, svg
from danvan.papers.palette import PALETTE


def lengths(bars: Bars) -> list[int]:
    """Pixels of each palette colour on the longest line of the picture."""
    image = Image.open(BytesIO(png(bars))).convert("RGB")
    wanted = [tuple(bytes.fromhex(PALETTE[row.colour][1:])) for row in bars.rows]
    rows = [
        list(image.crop((0, y, image.width, y + 1)).get_flattened_data())
        for y in range(0, image.height, 8)
    ]
    return [max(row.count(colour) for row in rows) for colour in wanted]


def test_lengths_are_in_proportion_from_zero() -> None:
    first, second, none = lengths(Bars("Một", (*BARS.rows[:2], Bar("C", 0, "", 2)), "ý kiến"))
    assert abs(first - 2 * second) <= 2
    assert none == 0


def test_the_picture_is_drawn_twice_as_fine_as_it_stands() -> None:
    image = Image.open(BytesIO(png(BARS, width=500)))
    assert image.width == 1000
    assert round(image.info["dpi"][0]) == 192


def test_long_labels_make_the_picture_higher_and_not_wider() -> None:
    long = Bars("Một", (Bar("rất dài " * 40 + "x" * 300, 1, "ghi chú " * 40),), "ý kiến")
    low, high = (
        Image.open(BytesIO(png(bars))) for bars in (Bars("Một", (Bar("a", 1),), "b"), long)
    )
    assert low.width == high.width
    assert high.height > low.height


def test_the_same_bars_give_the_same_picture() -> None:
    assert png(BARS) == png(BARS)


def test_a_picture_of_nothing_or_of_zeros_is_still_a_picture() -> None:
    for rows in ((), (Bar("a", 0),)):
        assert png(Bars("Chưa có ý kiến", rows, "ý kiến"))
        assert "<svg" in svg(Bars("Chưa có ý kiến", rows, "ý kiến"), name="h")


def test_the_drawing_has_a_name_and_a_description() -> None:
    drawn = svg(BARS, name="h1")
    assert 'role="img"' in drawn
    assert 'aria-labelledby="h1-t h1-d"' in drawn
    assert f'<title id="h1-t">{BARS.title}</title>' in drawn
    assert "Phần I: 200 67 %; Phần IV: 100 33 %" in drawn


def test_the_drawings_bars_are_shares_of_the_longest_and_take_the_pages_colours() -> None:
    drawn = svg(BARS, name="h1")
    first, second, third = (float(w) for w in re.findall(r'<rect y="\d+" width="([\d.]+)%"', drawn))
    assert (first, third) == (2 * second, 0)
    assert re.findall(r'fill="([^"]+)"', drawn) == ["var(--d0)", "var(--d1)", "var(--d0)"]


def test_hostile_labels_do_not_act() -> None:
    drawn = svg(Bars(HOSTILE, (Bar(HOSTILE, 1, HOSTILE),), HOSTILE), name="h")
    assert "<script" not in drawn
    assert "<img" not in drawn


def test_figures_are_spelled_as_vietnamese_papers_do() -> None:
    given = (0, 1243, 1_000_000, 94.9, 100.0, 0.25, 1234.5)
    assert [spelled(value) for value in given] == [
        "0", "1.243", "1.000.000", "94,9", "100,0", "0,25", "1.234,5",
    ]  # fmt: skip
