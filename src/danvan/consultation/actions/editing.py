"""The steps of the workbench. Each is one edit of the last synthesis, and one line of the ledger.

Nothing that the engine found changes: an edit is another row, and the next synthesis goes by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from danvan.consultation.actions.consultations import KEEPERS
from danvan.consultation.actions.synthesizing import KIND
from danvan.consultation.models import (
    Consultation,
    Edit,
    MovedOpinion,
    Opinion,
    Statement,
    Synthesis,
)
from danvan.consultation.models.bench import (
    OPEN_LANES,
    Bench,
    BenchTheme,
    bench_of,
    lane_made,
    lane_of,
    rest_of,
)
from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.sense.statements import ACTS
from danvan.units.models import need, refuse
from danvan.work.models import Job

Kind = Edit.Kind
LONGEST = 500  # letters of a theme's name
WORDS = 1000  # letters of a wording
AT_ONCE = 5000  # opinions that one edit moves
GENERAL = "general"


@transaction.atomic
def rename_theme(*, by: Actor, synthesis: Synthesis, theme: str, text: str, at: datetime) -> None:
    """Raises ValidationError: no name, or the one that it has."""
    bench = _bench(by, synthesis)
    found = _own(bench, theme)
    name = _named(text)
    if name == found.label:
        raise refuse(gettext("Nhóm đã có tên đó; hãy ghi tên khác."), "text")
    _write(Edit(kind=Kind.RENAME, theme=theme, text=name), bench, by=by, at=at)


@transaction.atomic
def merge_themes(*, by: Actor, synthesis: Synthesis, theme: str, target: str, at: datetime) -> None:
    """`theme` goes into `target`. Raises ValidationError: not two themes of one section."""
    bench = _bench(by, synthesis)
    gone, into = _own(bench, theme), _own(bench, target, "target")
    if gone is into:
        raise refuse(gettext("Hãy chọn hai nhóm khác nhau để gộp."), "target")
    if gone.section_key != into.section_key:
        said = gettext("Hai nhóm ở hai mục khác nhau; hãy chuyển nhóm sang cùng mục rồi gộp.")
        raise refuse(said, "target")
    _write(Edit(kind=Kind.MERGE, theme=theme, target=target), bench, by=by, at=at)


@transaction.atomic
def split_theme(
    *,
    by: Actor,
    synthesis: Synthesis,
    theme: str,
    text: str,
    opinions: Sequence[int],
    at: datetime,
) -> str:
    """Makes a theme called `text` of some of the opinions of `theme`; returns its code.

    Raises ValidationError: no name, no opinions, others than the theme's, or all of them.
    """
    bench = _bench(by, synthesis)
    found, name = _own(bench, theme), _named(text)
    rows = _opinions(bench, opinions)
    if any(bench.home(row) != theme for row in rows):
        raise refuse(gettext("Có ý kiến không còn ở nhóm này; hãy tải lại trang rồi chọn lại."))
    if len(rows) == found.opinions:
        said = gettext("Đã chọn tất cả ý kiến của nhóm; muốn gọi nhóm bằng tên khác, hãy đổi tên.")
        raise refuse(said)
    code = f"{found.section_key}/k{synthesis.pk}-{bench.last + 1}"
    edit = Edit(kind=Kind.SPLIT, theme=theme, target=code, text=name)
    _write(edit, bench, by=by, at=at, opinions=rows)
    return code


@transaction.atomic
def move_opinions(
    *, by: Actor, synthesis: Synthesis, opinions: Sequence[int], target: str, at: datetime
) -> None:
    """Opinions of any themes go to the theme `target`, of any section; those there already stay.

    Raises ValidationError: a lane that opinions neither leave nor enter, or nothing to move.
    """
    bench = _bench(by, synthesis)
    section, _, lane = target.rpartition("/")
    if target not in bench.themes and lane in OPEN_LANES and section in _sections(bench):
        into = lane_made(target)
    else:
        into = _there(bench, target, "target")
    _move(bench, _opinions(bench, opinions), into, by=by, at=at)


@transaction.atomic
def place_opinions(
    *, by: Actor, synthesis: Synthesis, opinions: Sequence[int], section: str, at: datetime
) -> None:
    """Opinions go to what the themes of `section` leave, to be sorted there.

    Raises ValidationError: as `move_opinions`, or no section of the draft.
    """
    bench = _bench(by, synthesis)
    _need_section(bench, section)
    into = bench.themes.get(rest_of(section)) or lane_made(rest_of(section))
    _move(bench, _opinions(bench, opinions), into, by=by, at=at)


@transaction.atomic
def send_theme(*, by: Actor, synthesis: Synthesis, theme: str, section: str, at: datetime) -> None:
    """The theme with its opinions goes to another section of the draft, or to "general".

    Raises ValidationError: the section that it is in, or none of the draft.
    """
    bench = _bench(by, synthesis)
    found = _own(bench, theme)
    _need_section(bench, section)
    if section == found.section_key:
        raise refuse(gettext("Nhóm đang ở mục đó; hãy chọn mục khác."), "section")
    _write(Edit(kind=Kind.SEND, theme=theme, target=section), bench, by=by, at=at)


@transaction.atomic
def mark_theme(
    *, by: Actor, synthesis: Synthesis, theme: str, is_minority: bool, at: datetime
) -> None:
    """Says that it is a minority view, or that it is none. Raises ValidationError: it is so."""
    bench = _bench(by, synthesis)
    if _there(bench, theme).is_minority == is_minority:
        raise refuse(gettext("Nhóm đã được đánh dấu như vậy."))
    edit = Edit(kind=Kind.MINORITY, theme=theme, text="1" if is_minority else "0")
    _write(edit, bench, by=by, at=at)


@transaction.atomic
def pin_opinion(*, by: Actor, synthesis: Synthesis, opinion: int, at: datetime) -> None:
    """The opinion is quoted first of its theme. Raises ValidationError: it is already."""
    bench = _bench(by, synthesis)
    rows = _opinions(bench, [opinion])
    if opinion in bench.pins:
        raise refuse(gettext("Ý kiến này đã được ghim."))
    edit = Edit(kind=Kind.PIN, theme=bench.home(rows[0]))
    _write(edit, bench, by=by, at=at, opinions=rows)


@transaction.atomic
def word_statement(
    *, by: Actor, synthesis: Synthesis, theme: str, act: str, text: str, at: datetime
) -> None:
    """What the theme says by an act is said as `text`, between its quantity word and its figures;
    "" takes the engine's wording back. Raises ValidationError: too long, or said so already."""
    bench = _bench(by, synthesis)
    _there(bench, theme)
    if act not in ACTS:
        raise refuse(gettext("Không có câu đó trong nhóm này; hãy tải lại trang."), "act")
    words = _plain(text, WORDS)
    if words == bench.wordings.get((theme, act), _said_before(bench, theme, act)):
        raise refuse(gettext("Câu đã có lời đó; hãy sửa lời rồi lưu."), "text")
    _write(Edit(kind=Kind.WORD, theme=theme, target=act, text=words), bench, by=by, at=at)


@transaction.atomic
def undo(*, by: Actor, synthesis: Synthesis, at: datetime) -> Edit | None:
    """Takes back the last edit that stands, and returns it; None where none stands."""
    _open(by, synthesis)
    last = Edit.objects.filter(synthesis=synthesis).standing().last()
    if last is None:
        return None
    last.undone_at = at
    last.save(update_fields=["undone_at"])
    ledger.write(
        by=by, verb="undo_edit", of=last, why=last.text, where=synthesis.consultation.unit.last_path
    )
    return last


def _bench(by: Actor, synthesis: Synthesis) -> Bench:
    """As it stands, and stays until the transaction ends."""
    _open(by, synthesis)
    return bench_of(synthesis)


def _open(by: Actor, synthesis: Synthesis) -> None:
    """Raises PermissionDenied, or ValidationError where this synthesis is not edited (any more)."""
    consultation = synthesis.consultation
    need(by, *KEEPERS, path=consultation.unit.last_path)
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    held = Synthesis.objects.get(pk=synthesis.pk)
    of_it = Synthesis.objects.filter(consultation=consultation, only=held.only)
    if held.made_at is None:
        raise refuse(gettext("Bản tổng hợp này chưa xong; hãy đợi việc nền kết thúc."))
    if held.published_at:
        raise refuse(gettext("Bản tổng hợp này đã công bố; hãy tổng hợp lại rồi biên tập bản mới."))
    if of_it.done().filter(number__gt=held.number, only=held.only).exists():
        raise refuse(gettext("Đã có bản tổng hợp mới hơn; hãy biên tập ở bản đó."))
    coming = [f"{one._meta.label}:{one.pk}" for one in of_it.filter(made_at=None, only=held.only)]
    if Job.objects.unfinished().filter(kind=KIND, subject__in=coming).exists():
        raise refuse(gettext("Đang tổng hợp lại; hãy đợi việc nền kết thúc rồi biên tập bản mới."))


def _there(bench: Bench, code: str, field: str | None = None) -> BenchTheme:
    """Raises ValidationError where no theme has the code any more."""
    if found := bench.themes.get(code):
        return found
    raise refuse(gettext("Nhóm này không còn nữa; hãy tải lại trang."), field)


def _own(bench: Bench, code: str, field: str | None = None) -> BenchTheme:
    """A theme on a matter of its own. Raises ValidationError for a lane."""
    found = _there(bench, code, field)
    if found.lane:
        said = gettext("“%s” là nhóm chung của mọi mục: chỉ chuyển từng ý kiến, không sửa nhóm.")
        raise refuse(said % found.label, field)
    return found


def _move(bench: Bench, rows: list[Opinion], into: BenchTheme, *, by: Actor, at: datetime) -> None:
    away = [row for row in rows if bench.home(row) != into.code]
    if not away:
        raise refuse(gettext("Các ý kiến đã chọn đang ở nhóm đó; hãy chọn nhóm khác."), "target")
    lanes = {lane_of(code) for code in (into.code, *(bench.home(row) for row in away))}
    if lanes - {"", *OPEN_LANES}:
        said = gettext(
            "Ý kiến về bố cục, nội dung, chủ đề, văn phong chung không chuyển nhóm được."
        )
        raise refuse(said)
    _write(Edit(kind=Kind.MOVE, target=into.code), bench, by=by, at=at, opinions=away)


def _opinions(bench: Bench, numbers: Sequence[int]) -> list[Opinion]:
    """Rows of the synthesis. Raises ValidationError: none chosen, too many, another synthesis's."""
    wanted = {*numbers}
    if not wanted:
        raise refuse(gettext("Hãy chọn ít nhất một ý kiến."), "opinions")
    if len(wanted) > AT_ONCE:
        said = gettext("Mỗi lần chỉ chuyển được %d ý kiến; hãy chọn ít hơn.")
        raise refuse(said % AT_ONCE, "opinions")
    rows = [*Opinion.objects.filter(synthesis=bench.synthesis, pk__in=wanted).order_by("pk")]
    if len(rows) < len(wanted):
        raise refuse(gettext("Có ý kiến không thuộc bản tổng hợp này."), "opinions")
    return rows


def _said_before(bench: Bench, theme: str, act: str) -> str:
    """What an edit of an earlier synthesis has the theme say, "" where none does."""
    said = Statement.objects.filter(synthesis=bench.synthesis, theme__code=theme, act=act)
    return said.exclude(wording="").values_list("wording", flat=True).first() or ""


def _sections(bench: Bench) -> set[str]:
    """Where themes may be: the draft's sections, and what is about the whole draft."""
    return {GENERAL, *bench.synthesis.version.sections.values_list("key", flat=True)}


def _need_section(bench: Bench, section: str) -> None:
    if section not in _sections(bench):
        raise refuse(gettext("Dự thảo không có mục đó; hãy chọn một mục."), "section")


def _named(text: str) -> str:
    name = _plain(text, LONGEST)
    if not name:
        raise refuse(gettext("Hãy ghi tên nhóm."), "text")
    return name


def _plain(text: str, longest: int) -> str:
    """On one line."""
    words = " ".join(text.split())
    if len(words) > longest:
        raise refuse(gettext("Dài quá %d chữ; hãy ghi ngắn hơn.") % longest, "text")
    return words


def _write(
    edit: Edit, bench: Bench, *, by: Actor, at: datetime, opinions: Sequence[Opinion] = ()
) -> None:
    """The edit, the opinions that it names, and its line."""
    edit.synthesis, edit.number, edit.made_at = bench.synthesis, bench.last + 1, at
    edit.save(force_insert=True)
    MovedOpinion.objects.bulk_create(
        (MovedOpinion(edit=edit, opinion=opinion) for opinion in opinions), 1000
    )
    where = bench.synthesis.consultation.unit.last_path
    ledger.write(by=by, verb="edit_synthesis", of=edit, why=edit.text, where=where)
