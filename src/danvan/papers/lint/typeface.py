"""Checks 2, 11 and 14: the fonts that letters name, their codes, the language they speak."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from danvan.papers.lint.families import is_for_signs, is_legacy, is_like_times, key_of
from danvan.papers.lint.finding import Finding, error, warning
from danvan.papers.lint.lines import Letters, Line
from danvan.papers.lint.zones import Paper

SCRIPTS = {"w:eastAsia": 2, "w:cs": 3}
SHARE = 0.5  # of the letters that must speak the paper's language


def check_typeface(paper: Paper) -> Iterator[Finding]:
    for line in paper.typescript.every_line:
        for piece in line.inked:
            yield from family(piece, line, paper.form.font)


def family(piece: Letters, line: Line, wanted: str) -> Iterator[Finding]:
    """What shows the letters must be the profile's font; what would show other scripts, should."""
    ascii_, hansi, *_ = piece.look.fonts
    shown = [ascii_] if piece.text.isascii() else [ascii_, hansi]
    for font in dict.fromkeys(shown):
        yield from wrong_font(font, line, wanted)
    others = {script: piece.look.fonts[at] for script, at in SCRIPTS.items()}
    wrong = {script: font for script, font in others.items() if font.lower() != wanted.lower()}
    if wrong:
        said = ", ".join(f"{script} {font or 'không đặt'}" for script, font in wrong.items())
        asked = f"đặt cả w:eastAsia và w:cs là {wanted} (không đổi chữ đang nhìn thấy)"
        yield warning(2, f"phông phụ: {said}", asked, line.where)


def wrong_font(font: str, line: Line, wanted: str) -> Iterator[Finding]:
    if not font or key_of(font) == key_of(wanted) or is_for_signs(font):
        return  # where a document names no font, Word takes Times New Roman
    if is_legacy(font):
        asked = f"{wanted}, bảng mã Unicode: chuyển mã rồi đổi phông"
        yield error(2, f"phông “{font}” của bảng mã cũ", asked, line.where)
    elif is_like_times(font):
        yield warning(2, f"phông “{font}”, máy khác có thể không có", wanted, line.where)
    else:
        yield error(2, f"phông “{font}”", wanted, line.where)


def check_unicode(paper: Paper) -> Iterator[Finding]:
    """Composed letters only: "ế" is one code and not three."""
    for line in paper.typescript.every_line:
        text = line.raw
        if not unicodedata.is_normalized("NFC", text):
            wanted = "mỗi chữ có dấu là một mã (Unicode dựng sẵn, NFC)"
            yield error(11, "chữ có dấu được ghép từ nhiều mã (Unicode tổ hợp)", wanted, line.where)


def check_language(paper: Paper) -> Iterator[Finding]:
    """Word spells and screen readers speak by the language that letters are marked with."""
    spoken: Counter[str] = Counter()
    first: dict[str, str] = {}
    for line in paper.typescript.lines:
        for piece in line.inked:
            spoken[piece.look.language] += len(piece.text)
            first.setdefault(piece.look.language, line.where)
    total = sum(spoken.values())
    for language, letters in spoken.most_common():
        if language.lower() == paper.form.language.lower():
            continue
        share = letters / total
        found = f"{share:.0%} số chữ mang ngôn ngữ {language or 'không khai'}".replace("%", " %")
        make = error if share > SHARE else warning
        yield make(14, found, f"ngôn ngữ {paper.form.language}", first[language])
