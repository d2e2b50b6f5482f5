"""One report: written and saved, then on its way; what was sent, as it was sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from danvan.ledger import queries as ledger
from danvan.situation import actions, queries
from danvan.situation.forms import sheets
from danvan.situation.forms.rounds import Returning, Signing
from danvan.situation.models import SentVersion, SituationReport
from danvan.situation.models.checks import faults
from danvan.situation.models.contents import read_back
from danvan.situation.queries.sheets import Sheet
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in

DEEDS = 20  # lines of the ledger that the page shows
OPEN = {SituationReport.State.DRAFT, SituationReport.State.RETURNED}


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report, and the step that comes next: `buoc` says which was pressed."""
    officer = signed_in(request)
    found = queries.report(officer=officer, pk=pk)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _shown(request, officer, found)
    step = request.POST.get("buoc", "")
    if step in {"ghi", "trinh"}:
        return _save(request, officer, found, is_last=step == "trinh")
    if step not in STEPS:
        raise Http404
    kind, act, said = STEPS[step]
    form = kind(request.POST)
    if tried(form, lambda: act(officer, found, form)):
        messages.success(request, str(said))
        return redirect("situation:report", pk=pk)
    return _shown(request, officer, found, wrong=form)


def _save(
    request: HttpRequest, officer: Officer, found: SituationReport, *, is_last: bool
) -> HttpResponse:
    """Keeps what was typed; where another wrote meanwhile, or a figure is none, the page shows what
    was typed beside what stands. `is_last`: and hands it in."""
    sheet, form = queries.sheet(officer=officer, of=found), forms.Form(request.POST)
    texts, figures = sheets.texts_of(request.POST, sheet), sheets.figures_of(request.POST, sheet)
    saved: list[actions.Saved] = []

    def act() -> None:
        saved.append(
            actions.save_report(
                by=officer, report=found, texts=texts, figures=figures, on=officer.on
            )
        )

    def hand_in() -> None:
        actions.submit_situation(by=officer, report=found, on=officer.on)

    if not tried(form, act):
        return _shown(request, officer, found, sheet=sheet, wrong=form)
    if not saved[0].is_whole or sheets.has_faults(sheet):
        sheets.beside(sheet, queries.sheet(officer=officer, of=found), saved[0])
        return _shown(request, officer, found, sheet=sheet, is_parted=True)
    if is_last and not tried(form, hand_in):
        return _shown(request, officer, found, wrong=form)
    said = gettext_lazy("Đã trình duyệt.") if is_last else gettext_lazy("Đã lưu.")
    messages.success(request, str(said))
    return redirect("situation:report", pk=found.pk)


def _nil(officer: Officer, found: SituationReport, form: forms.Form) -> None:
    is_nil = not found.is_nil
    actions.declare_nil(by=officer, report=found, is_nil=is_nil, on=officer.on)


def _sign(officer: Officer, found: SituationReport, form: forms.Form) -> None:
    absent = queries.absent(officer=officer, of=found) if form.cleaned_data["without"] else []
    actions.sign_situation(by=officer, report=found, without=absent)


def _send(officer: Officer, found: SituationReport, form: forms.Form) -> None:
    actions.send_situation(by=officer, report=found, at=now(), on=officer.on)


def _receive(officer: Officer, found: SituationReport, form: forms.Form) -> None:
    actions.receive_situation(by=officer, report=found)


def _return(officer: Officer, found: SituationReport, form: forms.Form) -> None:
    why = form.cleaned_data["why"]
    actions.return_situation(by=officer, report=found, why=why, on=officer.on)


Step = tuple[type[forms.Form], Callable[[Officer, SituationReport, forms.Form], None], Any]
STEPS: Mapping[str, Step] = {
    "nil": (forms.Form, _nil, gettext_lazy("Đã ghi.")),
    "ky": (Signing, _sign, gettext_lazy("Đã ký.")),
    "gui": (forms.Form, _send, gettext_lazy("Đã gửi. Bản đã gửi không sửa được nữa.")),
    "nhan": (forms.Form, _receive, gettext_lazy("Đã nhận.")),
    "tra-lai": (Returning, _return, gettext_lazy("Đã trả lại để bổ sung.")),
}


def _shown(
    request: HttpRequest,
    officer: Officer,
    found: SituationReport,
    *,
    sheet: Sheet | None = None,
    wrong: forms.Form | None = None,
    is_parted: bool = False,
) -> HttpResponse:
    number = request.GET.get("lan", "")
    version = _version(officer, found, number)
    path = found.unit.last_path
    may_write = officer.has_role(*actions.WRITERS, path=path) and found.state in OPEN
    owed, missing = queries.missing(officer=officer, of=found)
    asked = ledger.Filter(subject=f"situation.SituationReport:{found.pk}")
    above = found.period.schedule.unit.last_path if found.period else path
    context = {
        "report": found,
        "unit_name": queries.names_of(officer=officer, units=[found.unit_id]).get(found.unit_id),
        "may_write": may_write,
        "sheet": (sheet or queries.sheet(officer=officer, of=found)) if may_write else None,
        "faults": faults(found) if may_write else [],
        "is_parted": is_parted,
        "may_sign": officer.has_role("approver", path=path),
        "may_send": officer.has_role("approver", "clerk", path=path),
        "is_above": officer.has_role("analyst", "approver", path=above),
        "owed": owed,
        "missing": missing,
        "version": version,
        "content": read_back(version) if version else None,
        "versions": found.versions.order_by("-number"),
        "returning": wrong if isinstance(wrong, Returning) else Returning(),
        "wrong": wrong,
        "deeds": ledger.lines(officer=officer, asked=asked)[:DEEDS],
    }
    status = 422 if wrong else 409 if is_parted else 200
    return render(request, "situation/report.html", context, status=status)


def _version(officer: Officer, found: SituationReport, number: str) -> SentVersion | None:
    is_number = number.isascii() and number.isdigit() and len(number) < 5
    return queries.sent(officer=officer, of=found, number=int(number) if is_number else None)
