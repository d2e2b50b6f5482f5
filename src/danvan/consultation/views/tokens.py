"""Keys for programs that bring opinions in: made, shown once, revoked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from danvan.consultation import actions
from danvan.consultation.forms.tokens import Making
from danvan.consultation.queries import tokens as queries
from danvan.units.forms.trying import tried
from danvan.units.models import Officer
from danvan.units.queries import signed_in

PAGE = 50


@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The keys of one's units; a new one is shown in this answer and never again."""
    officer = signed_in(request)
    if request.method == "GET":
        return shown(request, officer, Making())
    seat = officer.seat
    if seat is None or not officer.has_role(*actions.BRINGERS, path=seat.unit.last_path):
        raise PermissionDenied(gettext("Việc này dành cho người tiếp nhận, tổng hợp."))
    form, made = Making(request.POST), list[str]()

    def act() -> None:
        _, key = actions.make_token(
            by=officer, unit=seat.unit, at=timezone.now(), **form.cleaned_data
        )
        made.append(key)

    if not tried(form, act):
        return shown(request, officer, form, status=422)
    answer = shown(request, officer, Making(), key=made[0])
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    found = queries.token(officer=officer, pk=pk)
    if found is None:
        raise Http404
    actions.revoke_token(by=officer, token=found, at=timezone.now())
    messages.success(request, gettext("Đã thu hồi khóa “%s”.") % found.label)
    return redirect("consulting:tokens")


def shown(
    request: HttpRequest, officer: Officer, form: Making, key: str = "", status: int = 200
) -> HttpResponse:
    page = Paginator(queries.tokens(officer=officer), PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "key": key,
        "page": page,
        "tokens": queries.named(officer=officer, tokens=page.object_list),
        "now": timezone.now(),
        "may_make": officer.has_role(*actions.BRINGERS),
        "is_admin": officer.has_role("admin"),
    }
    return render(request, "consultation/tokens.html", context, status=status)
