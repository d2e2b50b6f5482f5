"""The syntheses of a consultation, for its officers: asked for, followed, read, published."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from danvan.consultation import actions
from danvan.consultation.forms.asking import Scope
from danvan.consultation.models import Consultation
from danvan.consultation.queries import syntheses as queries
from danvan.consultation.queries.growth import waiting
from danvan.consultation.queries.running import running
from danvan.consultation.queries.scope import scopes
from danvan.consultation.queries.tiers import rungs
from danvan.consultation.views.keeping import one
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in


@require_GET
def runs(request: HttpRequest, slug: str) -> HttpResponse:
    """Every run, newest first; how far those are that are being made; what waits for the next."""
    officer = signed_in(request)
    return page(request, officer, one(officer, slug), Scope(officer=officer))


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A run of all that was received, or of the part that the form tells; with `nhu`, of the part
    that the run of that number is about."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    form = Scope(request.POST, officer=officer)
    like = queries.numbered(
        officer=officer, consultation=consultation, said=request.POST.get("nhu")
    )

    def act() -> None:
        only = like.only if like else form.only()
        actions.ask_synthesis(by=officer, consultation=consultation, at=now(), only=only)

    if not (form.is_valid() and tried(form, act)):
        return page(request, officer, consultation, form, status=422)
    messages.success(request, gettext("Đã giao tổng hợp; việc chạy nền, ông/bà có thể rời trang."))
    return redirect("consulting:syntheses", slug)


def page(
    request: HttpRequest, officer: Officer, asked: Consultation, form: Scope, status: int = 200
) -> HttpResponse:
    """The list of runs, with what was typed of the next."""
    where = asked.unit.last_path
    found = queries.runs(officer=officer, consultation=asked)
    said = scopes(officer=officer, syntheses=[run.synthesis for run in found])
    at_work = running(officer=officer, consultation=asked)
    grown = waiting(officer=officer, consultation=asked)
    context = {
        "consultation": asked,
        "runs": [(run, said[run.synthesis.pk]) for run in found],
        "running": [(one, said[one.synthesis.pk]) for one in at_work],
        "waiting": grown,
        "rungs": rungs(officer=officer, consultation=asked),
        "form": form,
        "may_ask": officer.has_role(*actions.KEEPERS, path=where),
        "may_publish": officer.has_role("approver", path=where),
    }
    is_due = grown.is_proposed and not at_work and context["may_ask"]
    context |= next_step(found, is_due=bool(is_due), may_publish=bool(context["may_publish"]))
    return render(request, "consultation/syntheses.html", context, status=status)


def next_step(found: list[queries.Run], *, is_due: bool, may_publish: bool) -> dict[str, object]:
    """What the page's one primary button does: ask, publish what has its number, or open the last
    run that is done."""
    if is_due:
        return {"primary": "ask"}
    done_ones = [run for run in found if run.synthesis.made_at]
    numbered = [run.synthesis.pk for run in done_ones if may_publish and run.is_numbered]
    if numbered:
        return {"to_publish": numbered[0]}
    return {"to_open": done_ones[0].synthesis.pk if done_ones else None}


@require_POST
def publish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    officer = signed_in(request)
    consultation = one(officer, slug)
    found = queries.synthesis(officer=officer, consultation=consultation, number=number)
    if found is None:
        raise Http404
    done = said(
        request,
        lambda: actions.publish_synthesis(by=officer, synthesis=found, at=now()),
    )
    if done:
        messages.success(request, gettext("Đã công bố bản tổng hợp lần %d.") % number)
    return redirect("consulting:syntheses", slug)


@require_GET
def paper(request: HttpRequest, slug: str, number: int, name: str) -> FileResponse:
    """A paper of a run, as the worker made it."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    found = queries.paper(officer=officer, consultation=consultation, number=number, name=name)
    if found is None:
        raise Http404
    own = f"{consultation.slug}-lan-{number}-{name}"
    return FileResponse(found.open("rb"), as_attachment=True, filename=own)


def said(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether it was done; why not, on the next page."""
    try:
        act()
    except ValidationError as wrong:
        for sentence in wrong.messages:
            messages.error(request, sentence)
        return False
    return True
