"""One task: what it is, where it stands, what may happen next, who did what."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from danvan.ledger import queries as ledger
from danvan.units.models import Officer
from danvan.units.queries import signed_in
from danvan.work import actions, queries
from danvan.work.forms import Carrying, Closing, Deciding, Dropping, Extending
from danvan.work.models import Task
from danvan.work.views.trying import tried

DEEDS = 20  # lines of the ledger that the page shows


@require_GET
def task(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    return shown(request, officer, one(officer, pk))


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    return done(request, pk, forms.Form, actions.start, gettext("Đã ghi: bắt đầu làm."))


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    return done(request, pk, Closing, actions.close, gettext("Đã ghi: hoàn thành."))


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    return done(request, pk, Dropping, actions.drop, gettext("Đã ghi: không còn phù hợp."))


@require_POST
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Goes on as a new task, whose page comes next."""
    said = gettext("Đã chuyển tiếp; đây là nhiệm vụ mới.")
    return done(request, pk, Carrying, actions.carry_over, said)


@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    said = gettext("Đã gửi đề nghị gia hạn.")
    return done(request, pk, Extending, actions.ask_extension, said)


def done(
    request: HttpRequest, pk: int, kind: type[forms.Form], act: Callable[..., object], said: str
) -> HttpResponse:
    """Does to the task what its form asks, and tells it on the task's page, or on that of the task
    that the action made; refused, the form with the reason."""
    officer = signed_in(request)
    found, form = one(officer, pk), kind(request.POST)
    made: list[object] = []
    if tried(
        form,
        lambda: made.append(act(by=officer, task=found, on=officer.on, **form.cleaned_data)),
    ):
        return told(request, made[0] if isinstance(made[0], Task) else found, said)
    return shown(request, officer, found, form)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Granted or refused; back to the page where the decision was made."""
    officer = signed_in(request)
    asked, form = queries.extension(officer=officer, pk=pk), Deciding(request.POST)
    if asked is None:
        raise Http404

    def act() -> None:
        granted = form.is_granted()
        actions.decide_extension(by=officer, asked=asked, on=officer.on, is_granted=granted)

    if not tried(form, act):
        return shown(request, officer, one(officer, asked.task_id), form)
    said = gettext("Đã đồng ý gia hạn.") if form.is_granted() else gettext("Đã từ chối gia hạn.")
    if form.is_from_today():
        messages.success(request, f"{said} {asked.task.title}")
        return redirect("today")
    return told(request, asked.task, said)


def one(officer: Officer, pk: int) -> Task:
    found = queries.task(officer=officer, pk=pk)
    if found is None:
        raise Http404
    return found


def told(request: HttpRequest, found: Task, said: str) -> HttpResponse:
    """The task's page, with a sentence on what was done."""
    messages.success(request, said)
    return redirect("work:task", pk=found.pk)


FORMS = (Closing, Dropping, Extending, Carrying)  # of the page, each named after its class


def shown(
    request: HttpRequest, officer: Officer, found: Task, wrong: forms.Form | None = None
) -> HttpResponse:
    """The task's page; `wrong` is the form that was refused, with what was typed."""
    named: dict[str, forms.Form] = {form.__name__.lower(): form() for form in FORMS}
    if wrong is not None:
        named[type(wrong).__name__.lower()] = wrong
    asked = ledger.Filter(subject=f"work.Task:{found.pk}")
    owner, partners = found.unit_names()
    path = found.owner.last_path
    (line,) = queries.lines(officer=officer, tasks=[found])
    waiting = next((e for e in found.extensions.all() if e.decided_on is None), None)
    may_decide = officer.has_role("approver", path=path)
    context = {
        "task": found,
        "line": line,
        "waiting": waiting,
        "deeds": ledger.lines(officer=officer, asked=asked)[:DEEDS],
        "wrong": wrong,
        "may_work": officer.has_role(*actions.WORKERS, path=path),
        "may_give": officer.has_role(*actions.GIVERS, path=path),
        "may_decide": may_decide,
        "decides_now": may_decide and waiting is not None and found.closed_on is None,
        "owner_name": owner,
        "partner_names": partners,
        **named,
    }
    return render(request, "work/task.html", context, status=422 if wrong else 200)
