"""Quantity words and figures once more, written apart from the stage that made them."""

from __future__ import annotations

from typing import Any


def thousands(number: int) -> str:
    digits = str(number)
    head = len(digits) % 3 or 3
    return ".".join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])


def per_cent(count: int, base: int) -> str:
    shown = f"{count / base * 100:.1f}".replace(".", ",")
    if shown == "100,0" and count < base:
        return "99,9"
    if shown == "0,0" and count > 0:
        return "0,1"
    return shown[:-2] if shown.endswith(",0") else shown


def expected_phrase(count: int, base: int, policy: dict[str, Any], noun: str) -> str:
    """The words the policy's table gives for `count` of `base`."""
    if base < policy["small_base"]:
        return f"{count} trong {base} {noun}"
    words = ""
    for row in policy["phrases"]:
        words = str(row["words"])
        share = count / base  # a quotient meets a decimal bound exactly where a product may not
        enough = share > row["share"] if row["above"] else share >= row["share"]
        if enough and count >= row["least"]:
            break
    return words.replace("ý kiến", noun)


def expected_bracket(count: int, base: int, noun: str) -> str:
    return f"({thousands(count)}/{thousands(base)} {noun}; {per_cent(count, base)} %)"
