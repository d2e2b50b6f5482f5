"""Texts as officers go through them: hidden for one of three reasons, looked at again, opened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from danvan.consultation import actions
from danvan.consultation.forms.moderation import Hide, Lifting, Listing, Opening, SecondLook
from danvan.consultation.models import Consultation, Hiding, Submission
from danvan.consultation.queries import moderation as queries
from danvan.consultation.views.keeping import one
from danvan.ledger import queries as ledger
from danvan.units.forms.trying import tried
from danvan.units.models import Officer
from danvan.units.queries import signed_in

DEEDS = 20  # lines of the ledger that a page shows


@require_http_methods(["GET", "POST"])
def moderation(request: HttpRequest, slug: str) -> HttpResponse:
    """The texts of a consultation, masked, newest first; those chosen are hidden together."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    if request.method == "POST":
        numbers = [int(n) for n in request.POST.getlist("chon") if n.isdecimal()]
        chosen = queries.chosen(officer=officer, consultation=consultation, numbers=numbers)
        form = Hide(request.POST, offered=[row.pk for row in chosen])
        hidden: list[int] = []

        def act() -> None:
            why = {name: form.cleaned_data[name] for name in ("reason", "note")}
            made = actions.hide_all(by=officer, submissions=chosen, on=officer.on, **why)
            hidden.append(made)

        if tried(form, act):
            said = gettext("Đã ẩn %d góp ý.") % hidden[0]
            messages.success(request, said)
            return redirect(request.get_full_path())
    else:
        form = Hide(offered=[])
    asked = Listing(request.GET).asked()
    context = {
        "consultation": consultation,
        "listed": queries.submissions(officer=officer, consultation=consultation, asked=asked),
        "asked": asked,
        "states": Listing.STATES,
        "form": form,
        "chosen": form.numbers(),
        "waiting": queries.waiting(officer=officer, consultation=consultation),
        "reasons": queries.hidden_by_reason(consultation=consultation),
        "may_hide": _keeps(officer, consultation),
    }
    return render(
        request, "consultation/moderation.html", context, status=422 if form.errors else 200
    )


@require_GET
def moderated(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One text, masked, with what was done to it."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    return _shown(request, officer, consultation, _row(officer, consultation, pk))


@require_POST
def lift(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    officer = signed_in(request)
    consultation = one(officer, slug)
    hiding, form = _hiding(officer, consultation, pk), Lifting(request.POST)
    if tried(
        form, lambda: actions.lift(by=officer, hiding=hiding, on=officer.on, **form.cleaned_data)
    ):
        messages.success(request, gettext("Góp ý này được hiện lại."))
        return redirect("consulting:moderated", slug, pk)
    return _shown(request, officer, consultation, _row(officer, consultation, pk), form)


@require_POST
def decide_appeal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    officer = signed_in(request)
    consultation = one(officer, slug)
    hiding, form = _hiding(officer, consultation, pk), SecondLook(request.POST)

    def act() -> None:
        granted, said = form.is_granted(), form.cleaned_data["said"]
        actions.decide_appeal(
            by=officer, hiding=hiding, is_granted=granted, said=said, on=officer.on
        )

    if tried(form, act):
        messages.success(request, gettext("Đã trả lời đề nghị xem lại."))
        return redirect("consulting:moderated", slug, pk)
    return _shown(request, officer, consultation, _row(officer, consultation, pk), form)


@never_cache
@require_POST
def open_text(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The text as received, on this answer only: it stands in no address and no cache."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    row, form = _row(officer, consultation, pk), Opening(request.POST)
    opened: list[str] = []

    def act() -> None:
        opened.append(actions.open_text(by=officer, submission=row, **form.cleaned_data))

    if tried(form, act):
        context = {"consultation": consultation, "row": row, "text": opened[0]}
        return render(request, "consultation/opened_text.html", context)
    return _shown(request, officer, consultation, row, form)


def _row(officer: Officer, consultation: Consultation, pk: int) -> Submission:
    found = queries.submission(officer=officer, consultation=consultation, pk=pk)
    if found is None:
        raise Http404
    return found


def _hiding(officer: Officer, consultation: Consultation, pk: int) -> Hiding:
    """The one in force, else the last: the action says that it was lifted."""
    found = queries.hidings(officer=officer, submission=_row(officer, consultation, pk)).first()
    if found is None:
        raise Http404
    return found


def _keeps(officer: Officer, consultation: Consultation) -> bool:
    return officer.has_role(*actions.KEEPERS, path=consultation.unit.last_path)


def _shown(
    request: HttpRequest,
    officer: Officer,
    consultation: Consultation,
    row: Submission,
    wrong: forms.Form | None = None,
) -> HttpResponse:
    """The text's page; `wrong` is the form that was refused, with what was typed."""
    named: dict[str, forms.Form] = {
        form.__name__.lower(): form() for form in (Lifting, SecondLook, Opening)
    }
    if wrong is not None:
        named[type(wrong).__name__.lower()] = wrong
    about = ledger.Filter(subject=f"{row._meta.label}:{row.pk}")
    context: dict[str, Any] = {
        "consultation": consultation,
        "row": row,
        "hidings": queries.hidings(officer=officer, submission=row),
        "deeds": ledger.lines(officer=officer, asked=about)[:DEEDS],
        "hide": Hide(initial={"chon": [row.pk]}, offered=[row.pk]),
        "may_hide": _keeps(officer, consultation),
        "may_open": officer.has_role(*actions.KEEPERS, path=row.unit.last_path),
        **named,
    }
    return render(request, "consultation/moderated.html", context, status=422 if wrong else 200)
