"""What the pictures of a synthesis show; each says its finding, and is a table as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext

from danvan.consultation.models import Channel, Opinion, Section, Synthesis
from danvan.consultation.models.bench import Bench, BenchTheme, bench_of
from danvan.consultation.queries.figures import figures_of
from danvan.units.models import Officer

__all__ = ["bench_of", "pictures"]

GENERAL, UNPLACED = "general", "unplaced"

Cell = str | int | None  # None: held back


@dataclass(frozen=True)
class Picture:
    """`head` names the columns of `rows`, the first of which are words. `kind`: `map`, `bars`,
    `stacked` or `columns`; the columns from `first` on are drawn. `themes`: section and code of
    each row's theme, where it has one. `says`: what the picture shows beyond its title."""

    name: str
    kind: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    first: int = 1
    themes: tuple[tuple[str, str], ...] = ()
    says: str = ""


@dataclass(frozen=True)
class Album:
    """`sections`: those that have opinions, with how many; `section`: the one whose themes are
    drawn. `opinions`: of the whole synthesis."""

    pictures: tuple[Picture, ...]
    sections: tuple[tuple[str, str, int], ...]
    section: str
    opinions: int


def pictures(
    *, officer: Officer, synthesis: Synthesis, bench: Bench, section: str = "", by_theme: bool
) -> Album:
    """All pictures of a synthesis as its workbench has it. `by_theme`: the map says which theme is
    largest, not which stance is commonest."""
    found = Section.objects.visible_to(officer).filter(version=synthesis.version_id)
    draft = [*found.only("key", "parent_key", "title").order_by("position")]
    titles = _titles(draft)
    counts = Counter[str]()
    for theme in bench.themes.values():
        counts[theme.section_key] += theme.opinions
    spoken = tuple((key, title, counts[key]) for key, title in titles.items() if counts[key])
    chosen = section if counts[section] else max(spoken, key=lambda one: one[2], default=("",))[0]
    themes = sorted(bench.themes.values(), key=lambda theme: -theme.opinions)
    made = (
        _map(themes, titles, by_theme=by_theme),
        _themes([theme for theme in themes if theme.section_key == chosen], titles, chosen),
        _stances(themes, titles, _tops(draft)),
        _days(themes),
        _channels(officer, synthesis),
        _areas(officer, synthesis),
    )
    return Album(made, spoken, chosen, counts.total())


def _titles(draft: Iterable[Section]) -> dict[str, str]:
    return {
        GENERAL: gettext("Góp ý chung về dự thảo"),
        **{section.key: section.title for section in draft},
        UNPLACED: gettext("Ý kiến chưa gắn với mục nào"),
    }


def _tops(draft: Iterable[Section]) -> dict[str, str]:
    """The part that each section stands in; a parent stands before its children."""
    top = {GENERAL: GENERAL, UNPLACED: UNPLACED}
    for section in draft:
        top[section.key] = top.get(section.parent_key or "", section.key)
    return top


def _of(sentence: str, name: str, n: int, total: int) -> str:
    told = (number_format(one, force_grouping=True) for one in (n, total))
    return sentence % dict(zip(("name", "n", "total"), (name, *told), strict=True))


def _largest(rows: Sequence[tuple[str, int]], sentence: str) -> str:
    """The finding: which is the largest, and how much of all it is."""
    total = sum(n for _, n in rows)
    if not total:
        return gettext("Chưa có ý kiến nào")
    name, n = max(rows, key=lambda row: row[1])
    return _of(sentence, name, n, total)


def _by_stance(themes: Iterable[BenchTheme]) -> list[tuple[str, int]]:
    sums = sum((Counter(theme.stances) for theme in themes), Counter[str]())
    return [(str(label), sums[name]) for name, label in Opinion.Stance.choices]


def _map(themes: Sequence[BenchTheme], titles: dict[str, str], *, by_theme: bool) -> Picture:
    if by_theme:
        named = [(theme.label, theme.opinions) for theme in themes]
        said = _largest(named, gettext("Nhóm lớn nhất: %(name)s, %(n)s trên %(total)s ý kiến"))
    else:
        sentence = gettext("Thái độ gặp nhiều nhất: %(name)s, %(n)s trên %(total)s ý kiến")
        said = _largest(_by_stance(themes), sentence)
    rows = tuple((t.label, titles.get(t.section_key, ""), t.opinions) for t in themes)
    head = (gettext("Nhóm vấn đề"), gettext("Mục"), gettext("Ý kiến"))
    shown = tuple((theme.section_key, theme.code) for theme in themes)
    return Picture("ban-do", "map", said, head, rows, 2, shown)


def _themes(themes: Sequence[BenchTheme], titles: dict[str, str], chosen: str) -> Picture:
    rows = tuple((theme.label, theme.opinions) for theme in themes)
    said = _largest(rows, gettext("Nhiều nhất: %(name)s, %(n)s trên %(total)s ý kiến"))
    head = (gettext("Nhóm vấn đề"), gettext("Ý kiến"))
    shown = tuple((theme.section_key, theme.code) for theme in themes)
    says = titles.get(chosen, "")
    return Picture("nhom", "bars", said, head, rows, themes=shown, says=says)


def _stances(themes: Sequence[BenchTheme], titles: dict[str, str], top: dict[str, str]) -> Picture:
    """Parts of the draft in its order, spoken about or not, each with all under it."""
    parts: dict[str, list[BenchTheme]] = {key: [] for key in titles if top[key] == key}
    for theme in themes:
        parts[top.get(theme.section_key, UNPLACED)].append(theme)
    rows: list[tuple[Cell, ...]] = []
    sizes: list[tuple[str, int]] = []
    for key, mine in parts.items():
        counts = [n for _, n in _by_stance(mine)]
        if mine or key not in {GENERAL, UNPLACED}:
            sizes.append((titles[key], sum(theme.opinions for theme in mine)))
            rows.append((*sizes[-1], *counts))
    sentence = gettext("%(name)s được góp ý nhiều nhất: %(n)s trên %(total)s ý kiến")
    said = _largest(sizes, sentence)
    labels = (str(label) for label in Opinion.Stance.labels)
    head = (gettext("Phần của dự thảo"), gettext("Ý kiến"), *labels)
    return Picture("thai-do", "stacked", said, head, tuple(rows), 2)


def _days(themes: Iterable[BenchTheme]) -> Picture:
    sums = Counter[str]()
    for theme in themes:
        for day, n in theme.days.items():
            sums[day] += n
    rows = tuple((f"{date.fromisoformat(day):%d/%m/%Y}", n) for day, n in sorted(sums.items()))
    said = _largest(rows, gettext("Nhiều nhất ngày %(name)s: %(n)s trên %(total)s ý kiến"))
    return Picture("ngay", "columns", said, (gettext("Ngày nhận"), gettext("Ý kiến")), rows)


def _channels(officer: Officer, synthesis: Synthesis) -> Picture:
    every = Opinion.objects.visible_to(officer).filter(synthesis=synthesis).order_by()
    counts = dict(every.values_list("submission__channel").annotate(n=Count("pk")))
    rows = tuple(
        sorted(
            ((str(label), counts[name]) for name, label in Channel.choices if name in counts),
            key=lambda row: -row[1],
        )
    )
    said = _largest(rows, gettext("Kênh nhiều nhất: %(name)s, %(n)s trên %(total)s ý kiến"))
    return Picture("kenh", "bars", said, (gettext("Kênh"), gettext("Ý kiến")), rows)


def _areas(officer: Officer, synthesis: Synthesis) -> Picture:
    """Submissions, as the published figures tell them: what is small is held back here, too."""
    head = (gettext("Địa bàn"), gettext("Lượt góp ý"))
    found = figures_of(officer=officer, synthesis=synthesis)
    if found is None or not found.is_shown:
        said = gettext("Quá ít lượt góp ý để nêu theo địa bàn")
        return Picture("dia-ban", "bars", said, head, ())
    told = [*zip(found.areas, found.by_area, strict=True)]
    rows = sorted(told, key=lambda row: (-(row[1] or 0), row[0]))
    says = gettext("“Không nêu”: dưới %d người góp ý, hoặc giữ lại để không suy ra được ô như vậy.")
    if not rows or rows[0][1] is None:
        said = gettext("Không địa bàn nào đủ người góp ý để nêu")
    else:
        sentence = gettext("Địa bàn nhiều nhất: %(name)s, %(n)s trên %(total)s lượt góp ý")
        said = _of(sentence, rows[0][0], rows[0][1], found.total)
    return Picture("dia-ban", "bars", said, head, tuple(rows), says=says % found.suppress)
