"""The list of tasks, the same as a file, and a new task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from danvan.papers.csv_out import csv_line
from danvan.units.queries import signed_in
from danvan.work import actions, queries
from danvan.work.forms import Asked, NewTask
from danvan.work.models import Task, Tasks
from danvan.work.queries import Line
from danvan.work.views.trying import tried

PAGE = 50
FAR = 10_000  # tasks that one can page through; more are narrowed by what is asked, or taken along
HEAD = (
    *("nhiem_vu", "chu_tri", "ma_don_vi", "trong_tam", "san_pham", "giao_ngay", "han"),
    *("ket_thuc", "trang_thai", "thoi_gian"),
)


class Bounded(Paginator[Task]):
    """Pages of the first ten thousand: nothing behind them is counted or skipped over."""

    object_list: Tasks

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by()[: FAR + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.counted, FAR)

    @property
    def is_more(self) -> bool:
        return self.counted > FAR


@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """The tasks that one may see, narrowed and ordered as asked."""
    officer = signed_in(request)
    form = Asked(request.GET)
    asked = form.asked()
    found = queries.tasks(officer=officer, asked=asked, on=officer.on)
    page = Bounded(found, PAGE).get_page(request.GET.get("trang"))
    return render(
        request,
        "work/tasks.html",
        {
            "form": form,
            "asked": asked,
            "page": page,
            "unit_name": queries.name_of(officer=officer, unit=asked.unit),
            "lines": list(queries.lines(officer=officer, tasks=page.object_list)),
            "may_give": officer.has_role(*actions.GIVERS),
        },
    )


@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Exactly the tasks that the list shows, in its order."""
    officer = signed_in(request)
    found = queries.tasks(officer=officer, asked=Asked(request.GET).asked(), on=officer.on)
    every = found.select_related("owner").iterator(2000)
    text = rows(queries.lines(officer=officer, tasks=every))
    answer = StreamingHttpResponse(text, "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="cong-viec.csv"'
    return answer


def rows(found: Iterable[Line]) -> Iterator[str]:
    yield "\ufeff" + csv_line(HEAD)
    for line in found:
        task = line.task
        yield csv_line(
            (
                task.title,
                line.owner,
                task.owner.code,
                "x" if task.is_key else "",
                task.product,
                task.opened_on,
                task.due_on,
                task.closed_on or "",
                line.state,
                line.time,
            )
        )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new task for a unit of one's own or below."""
    officer = signed_in(request)
    form = NewTask(request.POST or None, officer=officer)
    made: list[Task] = []
    if tried(
        form, lambda: made.append(actions.assign(by=officer, what=form.what(), on=officer.on))
    ):
        messages.success(request, gettext("Đã giao nhiệm vụ."))
        return redirect("work:task", pk=made[0].pk)
    refused = 422 if form.is_bound else 200
    return render(request, "work/new.html", {"form": form}, status=refused)
