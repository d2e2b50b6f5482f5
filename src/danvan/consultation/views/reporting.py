"""The report of a synthesis: its sentences in the official order, and its way to the public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from danvan.consultation import actions
from danvan.consultation.forms.reporting import Looking, Numbering, Submitting, Wording
from danvan.consultation.forms.responses import Returning
from danvan.consultation.models import Report, Statement, Synthesis
from danvan.consultation.queries import evidence as behind
from danvan.consultation.queries import reporting as queries
from danvan.consultation.queries import syntheses
from danvan.consultation.views.keeping import one
from danvan.ledger import queries as ledger
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in

PAGE = 50
DEEDS = 20  # lines of the ledger that the page shows


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A chapter of the report, and the step that comes next: `buoc` says which was pressed."""
    officer = signed_in(request)
    found = _synthesis(officer, slug, number)
    if request.method == "GET":
        return _shown(request, officer, found)
    step = request.POST.get("buoc", "")
    if step not in STEPS:
        raise Http404
    kind, act, said = STEPS[step]
    form = kind(request.POST)
    if tried(form, lambda: act(officer, found, form)):
        messages.success(request, str(said))
        return redirect(_address(request, slug, number, form))
    return _shown(request, officer, found, form)


@require_GET
def evidence(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """A sentence and all opinions behind it, page by page, published or not."""
    officer = signed_in(request)
    synthesis = _synthesis(officer, slug, number)
    found = _statement(officer, synthesis, code)
    after = request.GET.get("sau", "")
    is_number = after.isascii() and after.isdigit() and len(after) < 19
    rows, further = behind.held(
        officer=officer, statement=found, after=int(after) if is_number else None
    )
    context = {
        "consultation": synthesis.consultation,
        "synthesis": synthesis,
        "statement": found,
        "rows": rows,
        "next": further,
    }
    return render(request, "consultation/report_evidence.html", context)


def _word(officer: Officer, synthesis: Synthesis, form: Any) -> None:
    told = form.cleaned_data
    found = _statement(officer, synthesis, told["cau"])
    actions.word_sentence(by=officer, statement=found, text=told["text"], at=now())


def _submit(officer: Officer, synthesis: Synthesis, form: Any) -> None:
    note = form.cleaned_data["note"]
    actions.submit_report(by=officer, synthesis=synthesis, at=now(), note=note)


def _approve(officer: Officer, synthesis: Synthesis, form: Any) -> None:
    actions.approve_report(by=officer, report=_report(officer, synthesis))


def _return(officer: Officer, synthesis: Synthesis, form: Any) -> None:
    said = form.cleaned_data["said"]
    actions.return_report(by=officer, report=_report(officer, synthesis), said=said)


def _number(officer: Officer, synthesis: Synthesis, form: Any) -> None:
    found = _report(officer, synthesis)
    actions.number_report(by=officer, report=found, **form.cleaned_data)


def _publish(officer: Officer, synthesis: Synthesis, form: Any) -> None:
    actions.publish_synthesis(by=officer, synthesis=synthesis, at=now())


# What the page's buttons do: the form that is read, the deed, the sentence when it is done.
STEPS: dict[str, tuple[type[forms.Form], Any, Any]] = {
    "loi": (Wording, _word, gettext_lazy("Đã lưu; lời này vào bản tổng hợp sau.")),
    "trinh": (Submitting, _submit, gettext_lazy("Đã trình duyệt.")),
    "duyet": (forms.Form, _approve, gettext_lazy("Đã duyệt; chờ văn thư cấp số.")),
    "tra-lai": (Returning, _return, gettext_lazy("Đã trả lại kèm ý kiến.")),
    "cap-so": (Numbering, _number, gettext_lazy("Đã cấp số.")),
    "cong-bo": (forms.Form, _publish, gettext_lazy("Đã công bố.")),
}


def _synthesis(officer: Officer, slug: str, number: int) -> Synthesis:
    consultation = one(officer, slug)
    found = syntheses.synthesis(officer=officer, consultation=consultation, number=number)
    if found is None:
        raise Http404
    return found


def _report(officer: Officer, synthesis: Synthesis) -> Report:
    found = queries.report(officer=officer, synthesis=synthesis)
    if found is None:
        raise Http404
    return found


def _statement(officer: Officer, synthesis: Synthesis, code: str) -> Statement:
    found = queries.statement(officer=officer, synthesis=synthesis, code=code)
    if found is None:
        raise Http404
    return found


def _address(request: HttpRequest, slug: str, number: int, form: forms.Form) -> str:
    """The page that the button stood on; of a sentence, its place there."""
    told = {name: request.GET[name] for name in ("phan", "trang") if request.GET.get(name)}
    place = f"#{form.cleaned_data['cau']}" if "cau" in form.cleaned_data else ""
    query = f"?{urlencode(told)}" if told else ""
    return reverse("consulting:report", args=(slug, number)) + query + place


def _shown(
    request: HttpRequest, officer: Officer, synthesis: Synthesis, wrong: forms.Form | None = None
) -> HttpResponse:
    """The page; `wrong` is the form that was refused, with what was typed."""
    about: dict[str, Any] = {"officer": officer, "synthesis": synthesis}
    looking = Looking(request.GET)
    chapters = queries.chapters(**about)
    first = next((each for each in chapters if each.sentences), chapters[0])
    chapter = next((each for each in chapters if each.key == looking.chapter()), first)
    page = Paginator(queries.sentences(**about, chapter=chapter), PAGE).get_page(
        request.GET.get("trang")
    )
    context = {
        "consultation": synthesis.consultation,
        "synthesis": synthesis,
        "chapters": chapters,
        "chapter": chapter,
        "page": page,
        "lines": queries.worded(**about, statements=page.object_list),
        "words": looking.words(),
        "met": queries.across(**about, words=looking.words()),
        "wrong": wrong,
        "wrong_code": request.POST.get("cau", "") if isinstance(wrong, Wording) else "",
        **_steps(officer, synthesis, wrong),
    }
    return render(request, "consultation/report.html", context, status=422 if wrong else 200)


def _steps(officer: Officer, synthesis: Synthesis, wrong: forms.Form | None) -> dict[str, Any]:
    """Where the report stands, which step comes next, and who may take it."""
    found = queries.report(officer=officer, synthesis=synthesis)
    where = synthesis.consultation.unit.last_path
    is_open = synthesis.made_at is not None and (found is None or found.state == "returned")
    corrects = queries.is_correction(officer=officer, synthesis=synthesis)
    symbol = queries.last_symbol(officer=officer, report=found) if found else ""
    named: dict[str, forms.Form] = {
        "submitting": Submitting(corrects=corrects),
        "returning": Returning(),
        "numbering": Numbering(initial={"on": officer.on, "symbol": symbol}),
    }
    if wrong is not None:
        named[type(wrong).__name__.lower()] = wrong
    deeds = ledger.Filter(subject=f"{found._meta.label}:{found.pk}") if found else None
    may_keep = officer.has_role(*actions.KEEPERS, path=where)
    return {
        "report": found,
        "waiting": queries.waiting_edits(officer=officer, synthesis=synthesis),
        "corrects": corrects,
        "may_submit": is_open and may_keep,
        "may_word": is_open and may_keep,
        "may_approve": officer.has_role("approver", path=where),
        "may_number": officer.has_role("clerk", path=where),
        "deeds": ledger.lines(officer=officer, asked=deeds)[:DEEDS] if deeds else (),
        **named,
    }
