"""Many units, or successions, from a file: chosen, understood, confirmed; nothing before that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from danvan.papers.csv_out import csv_line
from danvan.papers.errors import Unreadable
from danvan.papers.letters import encoding_of, open_lines
from danvan.sense.words.legacy import OldLetters
from danvan.units import actions, forms, queries
from danvan.units.forms.trying import blame
from danvan.units.models import Lineage, Officer, Plan
from danvan.units.models.lineage import HEADINGS
from danvan.units.models.plan import COLUMNS
from danvan.units.views import uploads
from danvan.units.views.trying import PAGE, an_admin, page_of

FIRST = 10  # rows shown as they were understood


@dataclass(frozen=True)
class Kind:
    """What a file may hold; `columns` are its headings, `example` two lines under them."""

    name: str
    title: Promise
    columns: tuple[str, ...]
    example: tuple[tuple[str, ...], ...]


UNITS = Kind(
    "units",
    _("Nhập đơn vị"),
    COLUMNS,
    (
        ("27/moi", "place", "commune", "27", "Xã Ví Dụ", "Ví Dụ", "xã", "", "2025-07-01", ""),
        (
            "27/moi/du",
            "party_committee",
            "commune",
            "27/moi",
            "Đảng ủy xã Ví Dụ",
            "",
            "",
            "ĐU",
            "2025-07-01",
            "",
        ),
    ),
)
SUCCESSIONS = Kind(
    "successions",
    _("Nhập kế tiếp"),
    HEADINGS,
    (
        ("2020/07201", "2025/07210", "merge", "1", "2025-07-01"),
        ("2020/07204", "2025/07210", "split", "0.4", "2025-07-01"),
    ),
)
KINDS = {kind.name: kind for kind in (UNITS, SUCCESSIONS)}
Understood = Plan | Lineage


@require_GET
def template(request: HttpRequest, what: str) -> HttpResponse:
    """The headings and two lines, to be filled in."""
    queries.signed_in(request)
    kind = KINDS[what]
    lines = "".join(csv_line(line) for line in (kind.columns, *kind.example))
    answer = HttpResponse("\ufeff" + lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="mau-{what}.csv"'
    return answer


def choose(request: HttpRequest, what: str) -> HttpResponse:
    """The first step: a file."""
    an_admin(request)
    is_sent = request.method == "POST"
    form = forms.Upload(request.POST, request.FILES) if is_sent else forms.Upload()
    if form.is_valid():
        name = uploads.hold(request, form.cleaned_data["file"].chunks())
        file = uploads.held(request, name)
        if file is not None and is_text(file):
            return redirect(f"units:look-{what}", name)
        uploads.drop(request, name)
        form.add_error("file", gettext("Đây không phải tệp chữ; hãy lưu lại thành .csv (UTF-8)."))
    return page_of(request, "units/import.html", form, kind=KINDS[what])


def look(request: HttpRequest, what: str, name: str) -> HttpResponse:
    """What was understood; once it is confirmed, what happened."""
    officer, file = an_admin(request), uploads.held(request, name)
    if file is None:
        raise Http404
    found = understood(officer, what, file)
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            said = brought_in(officer, found)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            uploads.drop(request, name)
            messages.success(request, said)
            return redirect(reverse("units:tree"))
    faults = Paginator(found.faults, PAGE).get_page(request.GET.get("trang"))
    return page_of(
        request,
        "units/import_look.html",
        form,
        kind=KINDS[what],
        found=found,
        old=found.count - len(found.fresh),
        page=faults,
        first=first_rows(found),
        encoding=encoding_of(file).name,
    )


def is_text(file: Path) -> bool:
    try:
        with open_lines(file, OldLetters()):
            return True
    except Unreadable:
        return False


def understood(officer: Officer, what: str, file: Path) -> Understood:
    """What the file says, checked against what is kept and what one may do."""
    read: Callable[..., Understood] = (
        queries.checked_plan if what == UNITS.name else queries.checked_lineage
    )
    with open_lines(file, OldLetters()) as lines:
        return read(officer=officer, lines=lines)


def brought_in(officer: Officer, found: Understood) -> str:
    """What happened, in words, with both numbers. Raises ValidationError while there is a fault."""
    if isinstance(found, Plan):
        new = actions.import_units(by=officer, plan=found)
    elif found.faults:
        said = gettext("Tệp còn %d chỗ sai; chưa nhập gì.") % len(found.faults)
        raise ValidationError(said)
    else:
        new = actions.import_successions(by=officer, edges=found.fresh)
    kept = found.count - new
    said = gettext("Đã nhập: %(new)d mới, %(kept)d đã có từ trước nên giữ nguyên.")
    return said % {"new": new, "kept": kept}


def first_rows(found: Understood) -> list[Any]:
    """The first rows as they were understood, in the order of the columns."""
    if isinstance(found, Plan):
        return [[getattr(row, name) for name in COLUMNS] for row in found.rows[:FIRST]]
    return [list(edge) for _, edge in found.edges[:FIRST]]
