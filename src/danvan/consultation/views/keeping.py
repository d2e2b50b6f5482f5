"""The consultations of an office, for its officers: set up, changed, opened, overseen."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from danvan.consultation import actions
from danvan.consultation.forms.keeping import Amending, Asking, Questions
from danvan.consultation.models import Consultation
from danvan.consultation.queries import keeping as queries
from danvan.ledger import queries as ledger
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in

PAGE = 50
DEEDS = 20  # lines of the ledger that the page shows


@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    officer = signed_in(request)
    found = queries.consultations(officer=officer)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    askers = queries.askers(officer=officer, asked=list(page), on=officer.on)
    lines = [(each, each.state(officer.on), askers.get(each.unit_id, "")) for each in page]
    context = {"lines": lines, "page": page, "may_keep": officer.has_role(*actions.KEEPERS)}
    return render(request, "consultation/keeping.html", context)


@require_GET
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """One consultation: where it stands and what comes next."""
    officer = signed_in(request)
    return overview(request, officer, one(officer, slug))


def new(request: HttpRequest) -> HttpResponse:
    """A consultation of the unit that the officer acts for."""
    officer = signed_in(request)
    if officer.seat is None or not officer.has_role(*actions.KEEPERS, path=officer.unit_path):
        raise PermissionDenied(gettext("Việc này dành cho người tổng hợp hoặc người duyệt."))
    unit = officer.seat.unit
    form = Asking(request.POST or None, initial=Asking.first(officer.on))
    made: list[Consultation] = []

    def act() -> None:
        made.append(actions.set_up(by=officer, unit=unit, terms=form.terms()))

    if request.method == "POST" and tried(form, act):
        messages.success(request, gettext("Đã lập đợt lấy ý kiến. Tiếp theo: nhập dự thảo."))
        return redirect("consulting:consultation", slug=made[0].slug)
    context = {"form": form, "unit": officer.standing}
    return render(request, "consultation/new.html", context, status=status_of(form))


def amend(request: HttpRequest, slug: str) -> HttpResponse:
    officer, found = kept(request, slug)
    form = Amending(request.POST or None, initial=Amending.of(found))

    def act() -> None:
        why = form.cleaned_data["why"]
        actions.amend(by=officer, consultation=found, terms=form.terms(), why=why)

    if request.method == "POST" and tried(form, act):
        messages.success(request, gettext("Đã ghi thay đổi."))
        return redirect("consulting:consultation", slug=slug)
    context = {"form": form, "consultation": found}
    return render(request, "consultation/amend.html", context, status=status_of(form))


def questions(request: HttpRequest, slug: str) -> HttpResponse:
    officer, found = kept(request, slug)
    known = queries.questions(officer=officer, consultation=found)
    form = Questions(request.POST or None, initial=Questions.of(known))

    def act() -> None:
        actions.ask_questions(by=officer, consultation=found, lines=form.lines())

    if request.method == "POST" and tried(form, act):
        messages.success(request, gettext("Đã ghi các gợi ý thảo luận."))
        return redirect("consulting:consultation", slug=slug)
    context = {"form": form, "consultation": found}
    return render(request, "consultation/questions.html", context, status=status_of(form))


@require_POST
def open_to_public(request: HttpRequest, slug: str) -> HttpResponse:
    officer, found = kept(request, slug)
    form = forms.Form(request.POST)

    def act() -> None:
        actions.open_to_public(by=officer, consultation=found, at=now())

    if tried(form, act):
        messages.success(request, gettext("Đã công bố đợt lấy ý kiến."))
        return redirect("consulting:consultation", slug=slug)
    return overview(request, officer, found, form)


def overview(
    request: HttpRequest, officer: Officer, found: Consultation, wrong: forms.Form | None = None
) -> HttpResponse:
    """The consultation's page; `wrong` is the form that was refused."""
    path = found.unit.last_path
    asked = ledger.Filter(subject=f"consultation.Consultation:{found.pk}")
    context = {
        "consultation": found,
        "state": found.state(officer.on),
        "asker": queries.askers(officer=officer, asked=[found], on=officer.on).get(found.unit_id),
        "versions": queries.versions(officer=officer, consultation=found),
        "questions": queries.questions(officer=officer, consultation=found),
        "received": queries.received(officer=officer, consultation=found),
        "deeds": ledger.lines(officer=officer, asked=asked)[:DEEDS],
        "may_keep": officer.has_role(*actions.KEEPERS, path=path),
        "may_open": officer.has_role("approver", path=path),
        "form": wrong,
    }
    return render(request, "consultation/kept.html", context, status=status_of(wrong))


def one(officer: Officer, slug: str) -> Consultation:
    """Raises Http404 where the officer sees no such consultation."""
    found = queries.consultation(officer=officer, slug=slug)
    if found is None:
        raise Http404
    return found


def kept(request: HttpRequest, slug: str) -> tuple[Officer, Consultation]:
    """The officer who asks and a consultation that they keep. Raises Http404, PermissionDenied."""
    officer = signed_in(request)
    found = one(officer, slug)
    if not officer.has_role(*actions.KEEPERS, path=found.unit.last_path):
        said = gettext("Việc này dành cho người tổng hợp hoặc người duyệt của đơn vị lấy ý kiến.")
        raise PermissionDenied(said)
    return officer, found


def status_of(form: forms.Form | None) -> int:
    return 422 if form is not None and form.is_bound and form.errors else 200
