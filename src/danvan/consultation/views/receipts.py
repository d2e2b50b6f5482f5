"""What became of a sending, for whoever holds its code; the code is never in an address.

Each page carries the code along in a hidden field: nothing is kept in a session or a cookie, and
who has the code needs no other proof, so that no other proof of where a request comes from is
asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from danvan.consultation import actions
from danvan.consultation.forms.receipts import Appealing, Code, Correcting
from danvan.consultation.models import Receipt, Submission
from danvan.consultation.queries import receipts as queries
from danvan.consultation.views.drafts import is_number
from danvan.consultation.views.limits import limited
from danvan.consultation.views.sending import unkept
from danvan.units.models import now, today


@csrf_exempt
@require_http_methods(["GET", "POST"])
@limited("lookup")
def receipt(request: HttpRequest) -> HttpResponse:
    """Asks for the code; where it is right, shows all."""
    form = Code(request.POST if request.method == "POST" else None)
    found = held(form)
    if found is None:
        return asking(request, form)
    return opened(request, form, found)


@csrf_exempt
@require_POST
@limited("lookup")
def correct(request: HttpRequest) -> HttpResponse:
    """Other words for one text, until the close."""
    form = Correcting(request.POST, prefix=request.POST.get("submission", ""))

    def act(row: Submission) -> None:
        given = form.cleaned_data
        way = actions.Through(
            row.channel,
            row.unit,
            today(),
            place=row.place,
            group=row.group,
            may_publish=given["may_publish"],
        )
        said = form.said_instead_of(row)
        new = actions.correct(submission=row, said=said, through=way, at=now())
        if new.receipt:
            actions.mask_sent(by=actions.SENDER, receipt=new.receipt)

    return done(request, act, gettext("Đã ghi nhận góp ý đã sửa; bản trước vẫn được giữ."), form)


@csrf_exempt
@require_POST
@limited("lookup")
def withdraw(request: HttpRequest) -> HttpResponse:
    """The text is taken back; its place in the count stays."""
    return done(
        request,
        lambda row: actions.withdraw(submission=row, on=today()),
        gettext("Đã rút lại: nội dung đã xóa, số đếm vẫn còn."),
    )


@csrf_exempt
@require_POST
@limited("lookup")
def appeal(request: HttpRequest) -> HttpResponse:
    """A second look is asked for, where the text was hidden."""
    form = Appealing(request.POST, prefix=request.POST.get("submission", ""))

    def act(row: Submission) -> None:
        actions.appeal(submission=row, text=form.cleaned_data["appeal"], on=today())

    return done(request, act, gettext("Đã gửi đề nghị xem lại."), form)


@csrf_exempt
@require_POST
@limited("lookup")
def remove_contact(request: HttpRequest) -> HttpResponse:
    """Nobody is told any more; the receipt stays."""
    form = Code(request.POST)
    found = held(form)
    if found is None:
        return asking(request, form)
    try:
        actions.remove_contact(receipt=found)
    except ValidationError as wrong:
        return opened(request, form, found, wrong=wrong.messages)
    return opened(request, form, found, said=gettext("Đã xóa liên hệ của ông/bà."))


def done(
    request: HttpRequest,
    act: Callable[[Submission], object],
    said: str,
    form: django_forms.Form | None = None,
) -> HttpResponse:
    """Does it with the text that the page names, and shows the receipt again; what was refused
    stands there with what was typed."""
    code = Code(request.POST)
    found = held(code)
    if found is None:
        return asking(request, code)
    number = request.POST.get("submission", "")
    row = queries.submission(receipt=found, pk=int(number)) if is_number(number) else None
    if row is None:
        wrong = [gettext("Biên nhận này không có góp ý ấy; hãy chọn lại.")]
        return opened(request, code, found, wrong=wrong)
    if form is not None and not form.is_valid():
        return opened(request, code, found, form=form, at=row.pk)
    try:
        act(row)
    except ValidationError as refused:
        return opened(request, code, found, wrong=refused.messages, form=form, at=row.pk)
    return opened(request, code, found, said=said)


def held(form: Code) -> Receipt | None:
    """The receipt of the code that was typed; what is wrong with the code stands in the form."""
    if not form.is_valid():
        return None
    found = queries.receipt(code=form.cleaned_data["code"])
    if found is None:
        said = gettext("Không có biên nhận nào mang mã này; xin so lại từng nhóm với biên nhận.")
        form.add_error("code", said)
    return found


def asking(request: HttpRequest, form: Code) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return unkept(render(request, "consultation/receipt.html", {"form": form}, status=status))


def opened(
    request: HttpRequest,
    code: Code,
    found: Receipt,
    *,
    said: str = "",
    wrong: list[str] | None = None,
    form: django_forms.Form | None = None,
    at: int = 0,
) -> HttpResponse:
    """All that the receipt shows; `form` is the one that was refused, of the text `at`."""
    shown = queries.opened(receipt=found)
    is_open = found.consultation.is_open(today())
    for each in shown.kept:
        tell(each, is_open=is_open, form=form if each.row.pk == at else None)
    context = {
        "opened": shown,
        "consultation": found.consultation,
        "code": code.cleaned_data["code"],
        "is_open": is_open,
        "said": said,
        "wrong": wrong or [],
        "form": form,
    }
    failed = bool(wrong or form)
    answer = render(request, "consultation/opened.html", context, status=422 if failed else 200)
    return unkept(answer)


def tell(kept: Any, *, is_open: bool, form: django_forms.Form | None) -> None:
    """The forms of one text, each with its number before its names; only what may be done now."""
    row = kept.row
    prefix = str(row.pk)
    if row.removed:
        return
    if is_open:
        kept.correcting = form if isinstance(form, Correcting) else Correcting.of(row, prefix)
    if kept.hiding and not kept.hiding.appealed_on:
        kept.appealing = form if isinstance(form, Appealing) else Appealing(prefix=prefix)
