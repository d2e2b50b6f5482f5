"""Background jobs: how far each is, live, and a way to stop it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_GET, require_POST

from danvan.units.models import Officer
from danvan.units.queries import signed_in
from danvan.work import actions, queries
from danvan.work.models import Job

PAGE = 50
STEP = 1.0  # seconds between two looks at a job
SOON = 3.0  # seconds of a step after which its pace can be told
LONGEST = 900  # looks after which the page asks anew


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """The jobs of one's units, newest first."""
    officer = signed_in(request)
    page = Paginator(queries.jobs(officer=officer), PAGE).get_page(request.GET.get("trang"))
    may_check = officer.has_role("admin")
    return render(request, "work/jobs.html", {"page": page, "may_check": may_check})


@require_POST
def check_ledger(request: HttpRequest) -> HttpResponse:
    """Asks for a check of the whole ledger."""
    officer = signed_in(request)
    if officer.seat is None or not officer.has_role("admin"):
        raise PermissionDenied(gettext("Việc này dành cho người quản trị."))
    asked = actions.ask_job(by=officer, kind="work.check_ledger", unit=officer.seat.unit)
    return redirect("work:job", pk=asked.pk)


@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; the page follows it while it runs."""
    officer = signed_in(request)
    may_cancel = officer.has_role(*actions.CANCELLERS)
    return render(request, "work/job.html", {"job": one(officer, pk), "may_cancel": may_cancel})


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    actions.cancel_job(by=officer, job=one(officer, pk))
    return redirect("work:job", pk=pk)


@require_GET
def follow(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The job's state as server-sent events, one for each change, until it is over."""
    officer = signed_in(request)
    one(officer, pk)
    answer = StreamingHttpResponse(
        changes(officer, pk, get_language()), content_type="text/event-stream"
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


async def changes(officer: Officer, pk: int, language: str | None) -> AsyncIterator[str]:
    """Each new state as an event that carries the part of the page."""
    shown, pace = "", Pace()
    for _ in range(LONGEST):
        found = await sync_to_async(queries.job)(officer=officer, pk=pk)
        if found is None:
            return
        part = await sync_to_async(as_html)(found, language, pace.left(found, monotonic()))
        if part != shown:
            shown = part
            lines = "".join(f"data: {line}\n" for line in part.splitlines() if line.strip())
            yield f"event: {'over' if found.is_over else 'state'}\n{lines}\n"
        if found.is_over:
            return
        await asyncio.sleep(STEP)


class Pace:
    """How fast the step goes that is being looked at; from one step to another it begins anew."""

    stage, since, first = "", 0.0, 0

    def left(self, found: Job, at: float) -> int | None:
        """Whole seconds until the step is done; None while it is too soon to say. `at` in seconds
        of any clock."""
        if found.stage != self.stage or found.done < self.first:
            self.stage, self.since, self.first = found.stage, at, found.done
        gone, done = at - self.since, found.done - self.first
        if gone < SOON or done <= 0 or found.total <= found.done:
            return None
        return max(1, round(gone / done * (found.total - found.done)))


def as_html(found: Job, language: str | None, left: int | None = None) -> str:
    """The part of the page, in the language of who asked: the request is over by now."""
    with override(language):
        return render_to_string("work/_job.html", {"job": found, "left": left})


def one(officer: Officer, pk: int) -> Job:
    found = queries.job(officer=officer, pk=pk)
    if found is None:
        raise Http404
    return found
