"""Answers as officers go through them: what waits for one, the drafts, and their publication."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from danvan.consultation import actions
from danvan.consultation.forms.responses import Answering, AskedOf, Chosen, Listing, Returning
from danvan.consultation.models import Consultation, Response
from danvan.consultation.queries import moderation
from danvan.consultation.queries import responses as queries
from danvan.consultation.views.keeping import one
from danvan.ledger import queries as ledger
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in
from danvan.work.models import Task

PAGE = 50
DEEDS = 20  # lines of the ledger that a page shows


@require_GET
def responses(request: HttpRequest, slug: str) -> HttpResponse:
    """What is answered and what is not: themes in the order of the draft, then single answers."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    state = Listing(request.GET).state()
    return _listed(request, officer, consultation, state)


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is approved goes out together."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    form = forms.Form(request.POST)
    done: list[int] = []

    def act() -> None:
        made = actions.publish_responses(
            by=officer, consultation=consultation, at=now(), on=officer.on
        )
        done.append(made)

    if tried(form, act):
        messages.success(request, gettext("Đã công bố %d trả lời.") % done[0])
        return redirect("consulting:responses", slug)
    return _listed(request, officer, consultation, "", form)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """A new answer to the themes (`nhom`) and submissions (`luot`) that were chosen."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    about = _chosen(request, officer, consultation)
    form = Answering(request.POST if request.method == "POST" else None)
    made: list[Response] = []

    def act() -> None:
        answer = replace(form.answer(), **about)
        made.append(
            actions.draft_response(by=officer, consultation=consultation, answer=answer, at=now())
        )

    if tried(form, act):
        messages.success(request, gettext("Đã lưu bản nháp."))
        return redirect("consulting:response", slug, made[0].pk)
    context = {"consultation": consultation, "form": form, **about}
    return _form_page(request, "consultation/draft_response.html", form, context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks a unit to answer the themes that were chosen, until a day."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    about = _chosen(request, officer, consultation)
    form = AskedOf(request.POST if request.method == "POST" else None, officer=officer)
    made: list[Task] = []

    def act() -> None:
        made.append(
            actions.ask_for_response(
                by=officer, consultation=consultation, themes=about["themes"], on=officer.on,
                at=now(), **form.cleaned_data,
            )
        )  # fmt: skip

    if tried(form, act):
        messages.success(request, gettext("Đã giao trả lời; nhiệm vụ này theo dõi hạn."))
        return redirect("work:task", pk=made[0].pk)
    context = {"consultation": consultation, "form": form, **about}
    return _form_page(request, "consultation/ask_response.html", form, context)


@require_http_methods(["GET", "POST"])
def response(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One answer, and the step that comes next: `buoc` says which was pressed."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    found = _response(officer, consultation, pk)
    if request.method == "GET":
        return _shown(request, officer, found)
    step = request.POST.get("buoc", "")
    if step not in STEPS:
        raise Http404
    kind, act, said = STEPS[step]
    form = kind(request.POST)
    if tried(form, lambda: act(officer, found, form)):
        messages.success(request, str(said))
        return redirect("consulting:response", slug, pk)
    return _shown(request, officer, _response(officer, consultation, pk), form)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another answer in place of a published one."""
    officer = signed_in(request)
    consultation = one(officer, slug)
    found = _response(officer, consultation, pk)
    said = {"disposition": found.disposition, "text": found.text}
    form = Answering(request.POST if request.method == "POST" else None, initial=said)
    made: list[Response] = []

    def act() -> None:
        made.append(
            actions.correct_response(by=officer, response=found, answer=form.answer(), at=now())
        )

    if tried(form, act):
        said_so = gettext("Đã lưu bản đính chính; bản cũ còn hiện tới khi bản này công bố.")
        messages.success(request, said_so)
        return redirect("consulting:response", slug, made[0].pk)
    context = {"consultation": consultation, "form": form, "response": found}
    return _form_page(request, "consultation/correct_response.html", form, context)


def _save(officer: Officer, found: Response, form: Any) -> None:
    actions.redraft_response(by=officer, response=found, answer=form.answer())


def _submit(officer: Officer, found: Response, form: Any) -> None:
    actions.save_and_submit_response(by=officer, response=found, answer=form.answer())


def _approve(officer: Officer, found: Response, form: Any) -> None:
    actions.approve_response(by=officer, response=found)


def _return(officer: Officer, found: Response, form: Any) -> None:
    actions.return_response(by=officer, response=found, said=form.cleaned_data["said"])


# What a page's buttons do: the form that is read, the deed, the sentence when it is done.
STEPS: dict[str, tuple[type[forms.Form], Any, Any]] = {
    "luu": (Answering, _save, gettext_lazy("Đã lưu bản nháp.")),
    "trinh": (Answering, _submit, gettext_lazy("Đã trình duyệt.")),
    "duyet": (
        forms.Form,
        _approve,
        gettext_lazy("Đã duyệt; chờ công bố cùng các trả lời khác."),
    ),
    "tra-lai": (Returning, _return, gettext_lazy("Đã trả lại kèm ý kiến.")),
}


def _response(officer: Officer, consultation: Consultation, pk: int) -> Response:
    found = queries.response(officer=officer, consultation=consultation, pk=pk)
    if found is None:
        raise Http404
    return found


def _chosen(request: HttpRequest, officer: Officer, consultation: Consultation) -> dict[str, Any]:
    """The themes and the submissions that the request names and the officer may see."""
    chosen = Chosen(request.POST if request.method == "POST" else request.GET)
    about: dict[str, Any] = {"officer": officer, "consultation": consultation}
    return {
        "themes": queries.themes(**about, numbers=chosen.numbers("nhom")),
        "submissions": moderation.some(**about, numbers=chosen.numbers("luot")),
    }


def _listed(
    request: HttpRequest,
    officer: Officer,
    consultation: Consultation,
    state: str,
    wrong: forms.Form | None = None,
) -> HttpResponse:
    synthesis = queries.last_synthesis(officer=officer, consultation=consultation)
    page, lines = None, []
    if synthesis:
        found = queries.lines(officer=officer, synthesis=synthesis, state=state)
        page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
        lines = queries.as_lines(officer=officer, synthesis=synthesis, themes=page.object_list)
    where = consultation.unit.last_path
    context = {
        "consultation": consultation,
        "synthesis": synthesis,
        "page": page,
        "lines": lines,
        "state": state,
        "states": Listing.STATES,
        "counts": queries.states(officer=officer, consultation=consultation),
        "single": queries.single(officer=officer, consultation=consultation)[:PAGE],
        "to_write": queries.to_write(officer=officer, consultation=consultation)[:PAGE],
        "may_write": officer.has_role(*actions.KEEPERS, path=where),
        "may_publish": officer.has_role("approver", path=where),
        "wrong": wrong,
    }
    return render(request, "consultation/responses.html", context, status=422 if wrong else 200)


def _shown(
    request: HttpRequest, officer: Officer, found: Response, wrong: forms.Form | None = None
) -> HttpResponse:
    """The answer's page; `wrong` is the form that was refused, with what was typed."""
    said = {"disposition": found.disposition, "text": found.text}
    named: dict[str, forms.Form] = {
        "answering": Answering(initial=said),
        "returning": Returning(),
        "form": forms.Form(),
    }
    if wrong is not None:
        named[type(wrong).__name__.lower()] = wrong
    kept, asked = found.consultation.unit.last_path, found.unit.last_path
    about = ledger.Filter(subject=f"{found._meta.label}:{found.pk}")
    context = {
        "consultation": found.consultation,
        "response": found,
        "about": queries.page(officer=officer, response=found),
        "deeds": ledger.lines(officer=officer, asked=about)[:DEEDS],
        "is_open": found.state in {"draft", "returned"},
        "may_write": officer.has_role(*actions.KEEPERS, path=kept)
        or officer.has_role(*actions.WRITERS, path=asked),
        "may_correct": officer.has_role(*actions.KEEPERS, path=kept),
        "may_approve": officer.has_role("approver", path=kept),
        "wrong": wrong,
        **named,
    }
    return render(request, "consultation/response.html", context, status=422 if wrong else 200)


def _form_page(
    request: HttpRequest, template: str, form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
