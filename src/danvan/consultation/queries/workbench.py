"""What the workbench shows: the sections, the themes as they stand, their opinions page by page.

Officers read masked texts of what their offices collected, and of others what everybody may read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext, gettext_lazy

from danvan.consultation.models import (
    Channel,
    Consultation,
    Edit,
    Opinion,
    Section,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.bench import Bench, bench_of, lane_made, themes_of
from danvan.consultation.models.hearing import words_of
from danvan.consultation.models.marks import marked
from danvan.consultation.models.words import shows
from danvan.consultation.queries.evidence import AROUND, LONG
from danvan.units.models import Officer

__all__ = ["bench_of", "history", "latest", "page_of", "sections", "themes_of", "unplaced"]

ROWS = 50  # opinions on a page
LOOKED = 10  # pages' worth of opinions that are looked through for one page
APART = 12  # merged themes that are asked one by one
GENERAL, UNPLACED = "general", "unplaced"
UNREAD = ("submission__folded", "submission__salt", "submission__seal")
HOWS = {
    "anchor": gettext_lazy("người gửi chọn mục"),
    "officer": gettext_lazy("cán bộ tổng hợp xếp mục"),
    "cited": gettext_lazy("ý kiến nêu rõ mục"),
    "matched": gettext_lazy("máy xếp theo nội dung"),
    "general": gettext_lazy("nói về toàn dự thảo"),
    "unplaced": gettext_lazy("chưa rõ phần"),
}


class Branch(NamedTuple):
    """A section with its opinions and how many themes they make; `level` from 1, as the draft's."""

    key: str
    title: str
    level: int
    opinions: int
    themes: int


@dataclass(frozen=True)
class Voice:
    """An opinion in its text, masked. `withheld` says why there is no text to read, "" where there
    is; `cut_*` that more of it stands before and after; `nearest`: keys and titles of the sections
    that the engine thought of. `stance`, `channel`, `how` are words."""

    pk: int
    submission: int
    stance: str
    stance_code: str
    channel: str
    day: date
    how: str
    is_pinned: bool
    is_moved: bool
    before: str = ""
    words: str = ""
    after: str = ""
    cut_before: bool = False
    cut_after: bool = False
    withheld: str = ""
    nearest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """`next`: after which opinion the next page begins, None at the end."""

    rows: list[Voice]
    next: int | None = None


@dataclass(frozen=True)
class Step:
    """An edit in words."""

    number: int
    said: str
    made_at: datetime
    undone_at: datetime | None


def latest(
    *, officer: Officer, consultation: Consultation, only: Mapping[str, Any] | None = None
) -> Synthesis | None:
    """The last one that is done; with `only`, of those about that part of the consultation, which
    is the one of them that may be edited."""
    found = Synthesis.objects.visible_to(officer).done().filter(consultation=consultation)
    if only is not None:
        found = found.filter(only=only)
    return found.select_related("consultation__unit", "version").order_by("-number").first()


def sections(*, officer: Officer, synthesis: Synthesis, bench: Bench) -> list[Branch]:
    """What is about the whole draft, the draft's sections in its order, what is about no known one;
    each without the sections under it."""
    opinions: dict[str, int] = {}
    themes: dict[str, int] = {}
    for theme in bench.themes.values():
        key = theme.section_key
        opinions[key] = opinions.get(key, 0) + theme.opinions
        themes[key] = themes.get(key, 0) + 1
    found = Section.objects.visible_to(officer).filter(version=synthesis.version_id)
    told = [
        (GENERAL, gettext("Góp ý chung về dự thảo"), 1),
        *found.order_by("position").values_list("key", "title", "level"),
        (UNPLACED, gettext("Ý kiến chưa gắn với mục nào"), 1),
    ]
    return [Branch(*one, opinions.get(one[0], 0), themes.get(one[0], 0)) for one in told]


def page_of(
    *,
    officer: Officer,
    bench: Bench,
    theme: str,
    after: int | None,
    words: str = "",
    stance: str = "",
) -> Page:
    """Opinions of the theme of that code after the number of the last one on the page before;
    with `words`, those whose text shows them all."""
    if not Synthesis.objects.visible_to(officer).filter(pk=bench.synthesis.pk).exists():
        return Page([])
    if theme not in bench.themes:
        return Page([])
    asked = Q(stance=stance) if stance else Q()
    return _page(officer, bench, _Asked((theme,), asked, words), after)


def unplaced(*, officer: Officer, bench: Bench, after: int | None) -> Page:
    """Opinions about no known section, each with the nearest sections, the best first."""
    if not Synthesis.objects.visible_to(officer).filter(pk=bench.synthesis.pk).exists():
        return Page([])
    codes = tuple(theme.code for theme in themes_of(bench, UNPLACED))
    return _page(officer, bench, _Asked(codes), after)


def history(*, officer: Officer, synthesis: Synthesis) -> list[Step]:
    """All edits in words, the last first."""
    edits = Edit.objects.visible_to(officer).filter(synthesis=synthesis).order_by("number")
    titles = _titles(synthesis)
    names = dict(Theme.objects.filter(synthesis=synthesis).values_list("code", "label"))
    steps = []
    for edit in edits.annotate(opinions=Count("moved")):
        if edit.kind == Edit.Kind.MOVE:
            names.setdefault(edit.target, lane_made(edit.target).label)
        steps.append(Step(edit.number, _said(edit, names, titles), edit.made_at, edit.undone_at))
        if edit.undone_at is None and edit.kind == Edit.Kind.RENAME:
            names[edit.theme] = edit.text
        if edit.kind == Edit.Kind.SPLIT:
            names[edit.target] = edit.text
    return steps[::-1]


def _said(edit: Edit, names: dict[str, str], titles: dict[str, str]) -> str:
    told = {
        "theme": names.get(edit.theme, edit.theme),
        "target": names.get(edit.target, edit.target),
        "section": titles.get(edit.target, edit.target),
        "text": edit.text,
        "opinions": edit.opinions,  # type: ignore[attr-defined]
    }
    return _sentence(edit) % told


def _sentence(edit: Edit) -> str:
    if edit.kind == Edit.Kind.MINORITY and edit.text == "0":
        return gettext("Thôi đánh dấu “%(theme)s” là ý kiến thiểu số")
    if edit.kind == Edit.Kind.WORD and not edit.text:
        return gettext("Lấy lại lời của máy cho câu của nhóm “%(theme)s”")
    if edit.kind == Edit.Kind.MOVE and edit.target.endswith("/other"):
        return gettext("Chuyển %(opinions)d ý kiến sang mục “%(section)s”")
    return {
        Edit.Kind.RENAME: gettext("Đổi tên “%(theme)s” thành “%(text)s”"),
        Edit.Kind.MERGE: gettext("Gộp “%(theme)s” vào “%(target)s”"),
        Edit.Kind.SPLIT: gettext("Tách %(opinions)d ý kiến của “%(theme)s” thành nhóm “%(text)s”"),
        Edit.Kind.MOVE: gettext("Chuyển %(opinions)d ý kiến sang nhóm “%(target)s”"),
        Edit.Kind.SEND: gettext("Chuyển nhóm “%(theme)s” sang mục “%(section)s”"),
        Edit.Kind.MINORITY: gettext("Đánh dấu “%(theme)s” là ý kiến thiểu số"),
        Edit.Kind.PIN: gettext("Ghim một ý kiến tiêu biểu của nhóm “%(theme)s”"),
        Edit.Kind.WORD: gettext("Sửa lời câu của nhóm “%(theme)s”: %(text)s"),
    }[Edit.Kind(edit.kind)]


def _titles(synthesis: Synthesis) -> dict[str, str]:
    """What sections are called, by their keys and by those of their lanes."""
    found = Section.objects.filter(version=synthesis.version_id)
    titles = dict(found.values_list("key", "title"))
    titles[GENERAL] = gettext("Góp ý chung về dự thảo")
    return titles | {f"{key}/other": title for key, title in titles.items()}


class _Asked(NamedTuple):
    """Which opinions: of the themes of these codes, so filtered, whose text shows the words."""

    codes: tuple[str, ...]
    where: Q = Q()
    words: str = ""


def _page(officer: Officer, bench: Bench, asked: _Asked, after: int | None) -> Page:
    """With words, the rest of what holds them is passed over unseen, as in other lists of texts."""
    titles = _titles(bench.synthesis)
    kept: list[Voice] = []
    for _ in range(LOOKED):
        numbers = _numbers(bench, asked, after)
        for voice in _voices(officer, bench, numbers[:ROWS], titles):
            if asked.words and not shows(voice[1], asked.words):
                continue
            if len(kept) == ROWS:
                return Page(kept, kept[-1].pk)
            kept.append(voice[0])
        if len(numbers) <= ROWS:
            return Page(kept)
        after = numbers[ROWS - 1]
        if len(kept) == ROWS:
            break
    return Page(kept, after)


def _numbers(bench: Bench, asked: _Asked, after: int | None) -> list[int]:
    """Of one more opinion than a page holds. Numbers alone are read off the index, in order: of one
    Theme row until there are enough, of several at once all that fit, so words ask row by row."""
    parts = [part for part in bench.parts(*asked.codes) if part is not None]
    origins = [one for code in asked.codes for one in bench.themes[code].origins]
    if asked.words and len(origins) <= APART:
        parts = [*(parts[0] & Q(theme=one) for one in origins), *parts[1:]]
    found: set[int] = set()
    for part in parts:
        rows = Opinion.objects.filter(part, asked.where, pk__gt=after or 0)
        if asked.words:
            rows = rows.filter(submission__folded__holds=asked.words)
        found.update(rows.order_by("pk").values_list("pk", flat=True)[: ROWS + 1])
    return sorted(found)[: ROWS + 1]


def _voices(
    officer: Officer, bench: Bench, numbers: Sequence[int], titles: dict[str, str]
) -> list[tuple[Voice, str]]:
    """Each with all of its text that may be read."""
    found = Opinion.objects.filter(pk__in=numbers).select_related("submission__shown")
    rows = [*found.defer(*UNREAD).order_by("pk")]
    owners = {row.submission_id for row in rows}
    readable: set[int] = set()
    for seen in (Submission.objects.visible_to(officer), Submission.objects.published()):
        readable.update(seen.filter(pk__in=owners).values_list("pk", flat=True))
    return [_voice(row, bench, readable, titles) for row in rows]


def _voice(
    row: Opinion, bench: Bench, readable: set[int], titles: dict[str, str]
) -> tuple[Voice, str]:
    submission = row.submission
    shown = getattr(submission, "shown", None)
    withheld = _withheld(submission, readable, is_masked=shown is not None)
    text = "" if withheld or shown is None else shown.text
    words = words_of(submission.text, submission.replacement)
    low, high = marked(words, text, row.start, row.end) or (0, 0)
    first = max(0, low - AROUND) if len(text) > LONG else 0
    last = min(len(text), high + AROUND) if len(text) > LONG else len(text)
    keys = [key for key in row.nearest.split() if key in titles]
    return Voice(
        row.pk,
        submission.pk,
        row.get_stance_display(),
        row.stance,
        str(Channel(submission.channel).label),
        submission.received_on,
        str(HOWS.get(row.section_how, row.section_how)),
        row.pk in bench.pins,
        row.pk in bench.homes,
        text[first:low],
        text[low:high],
        text[high:last],
        first > 0,
        last < len(text),
        withheld,
        tuple((key, titles[key]) for key in keys),
    ), text


def _withheld(submission: Submission, readable: set[int], *, is_masked: bool) -> str:
    if submission.removed:
        return gettext("Nội dung đã được rút; ý kiến vẫn được tính.")
    if submission.pk not in readable:
        return gettext("Góp ý do nơi khác tiếp nhận; ông/bà đọc được khi góp ý được đăng.")
    return "" if is_masked else gettext("Nội dung đang chờ che dữ liệu cá nhân.")
