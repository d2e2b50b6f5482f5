"""The engine's reading looked at by officers: one opinion at a time, and the figures."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from danvan.consultation import actions
from danvan.consultation.forms.auditing import Position, Reading
from danvan.consultation.models import Audit, AuditItem, Consultation, Opinion, Synthesis
from danvan.consultation.queries import auditing as queries
from danvan.consultation.queries import syntheses
from danvan.consultation.views.keeping import one
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in

PAGE = 50
KEYS = {
    Opinion.Stance.AGREE: "a",
    Opinion.Stance.PROPOSE: "d",
    Opinion.Stance.OBJECT: "x",
    Opinion.Stance.QUESTION: "b",
    Opinion.Stance.INFORM: "p",
    Opinion.Stance.UNCLEAR: "c",
}


@require_GET
def audit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Where the sample stands, and how well the engine read."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    return _shown(request, officer, consultation, _synthesis(officer, consultation, number))


@require_POST
def draw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    officer = signed_in(request)
    consultation = one(officer, slug)
    synthesis = _synthesis(officer, consultation, number)
    form = forms.Form(request.POST)
    if tried(form, lambda: actions.draw_audit(by=officer, synthesis=synthesis, at=now())):
        return redirect("consulting:audit", slug, number)
    return _shown(request, officer, consultation, synthesis, form)


@never_cache
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The next opinion that this officer is to read, without what anybody said of it."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    synthesis = _synthesis(officer, consultation, number)
    drawn = queries.audit(officer=officer, synthesis=synthesis)
    if drawn is None:
        return redirect("consulting:audit", slug, number)
    if not officer.has_role(*actions.AUDIT_READERS, path=consultation.unit.last_path):
        raise PermissionDenied(gettext("Việc này dành cho người thu thập, tổng hợp, duyệt."))
    found = _item(request, officer, drawn)
    if found is None:  # read meanwhile: on to the next; or the last one was read
        is_sent = request.method == "POST"
        return redirect("consulting:audit-item" if is_sent else "consulting:audit", slug, number)
    blind = queries.blind(officer=officer, item=found)
    form = Reading(request.POST if request.method == "POST" else None, choices=blind.choices)

    def act() -> None:
        said: dict[str, str] = form.cleaned_data
        actions.read_item(by=officer, item=found, at=now(), **said)

    if tried(form, act):
        return redirect("consulting:audit-item", slug, number)
    context = {
        "consultation": consultation,
        "synthesis": synthesis,
        "progress": queries.progress(officer=officer, audit=drawn),
        "blind": blind,
        "form": form,
        "stances": [
            (name, label, KEYS[Opinion.Stance(name)]) for name, label in Opinion.Stance.choices
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/audit_item.html", context, status=status)


def _item(request: HttpRequest, officer: Officer, drawn: Audit) -> AuditItem | None:
    """That which the page showed; None where it was read meanwhile. Without a page, the next."""
    if request.method == "GET":
        return queries.next_item(officer=officer, audit=drawn)
    asked = Position(request.POST)
    if not asked.is_valid():
        raise Http404
    return queries.item(officer=officer, audit=drawn, **asked.cleaned_data)


def _synthesis(officer: Officer, consultation: Consultation, number: int) -> Synthesis:
    found = syntheses.synthesis(officer=officer, consultation=consultation, number=number)
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest,
    officer: Officer,
    consultation: Consultation,
    synthesis: Synthesis,
    wrong: forms.Form | None = None,
) -> HttpResponse:
    drawn = queries.audit(officer=officer, synthesis=synthesis)
    where = consultation.unit.last_path
    context: dict[str, object] = {
        "consultation": consultation,
        "synthesis": synthesis,
        "audit": drawn,
        "may_draw": officer.has_role(*actions.KEEPERS, path=where),
        "wrong": wrong,
    }
    if drawn is not None:
        figures = queries.figures(officer=officer, audit=drawn)
        themes = figures.themes if figures else []
        context |= {
            "progress": queries.progress(officer=officer, audit=drawn),
            "figures": figures,
            "page": Paginator(themes, PAGE).get_page(request.GET.get("trang")),
            "may_read": officer.has_role(*actions.AUDIT_READERS, path=where)
            and queries.next_item(officer=officer, audit=drawn) is not None,
        }
    return render(request, "consultation/audit.html", context, status=422 if wrong else 200)
