"""By which rules is counted, who sums what, and whether it adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from danvan.consultation import actions
from danvan.consultation.forms.counting import Disowning, Owning, Rules
from danvan.consultation.models import Consultation
from danvan.consultation.queries import counting as queries
from danvan.consultation.queries.reconciling import Part, Reconciliation, reconciliation
from danvan.consultation.views.intake import done, sent
from danvan.consultation.views.keeping import one
from danvan.papers.csv_out import csv_line
from danvan.units.models import Officer
from danvan.units.queries import signed_in

PAGE = 50


@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules in force, all before them, and a form for the next."""
    officer = signed_in(request)
    asked = one(officer, slug)
    now = queries.policy_of(officer=officer, consultation=asked)
    form = Rules(sent(request), rules=now.rules)

    def act() -> None:
        why = form.cleaned_data["why"]
        actions.set_counting_policy(
            by=officer, consultation=asked, rules=form.rules(), why=why, on=officer.on
        )

    if form.is_bound and form.is_valid() and done(form, act):
        messages.success(request, gettext("Đã đặt quy tắc mới; bản trước vẫn được giữ."))
        return redirect("consulting:policy", slug)
    context = {
        "consultation": asked,
        "form": form,
        "now": now,
        "policies": queries.policies(officer=officer, consultation=asked)[:PAGE],
        "may_set": may_set(officer, asked),
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/policy.html", context, status=status)


@require_http_methods(["GET", "POST"])
def owners(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sums what, and a form for another cell."""
    officer = signed_in(request)
    asked = one(officer, slug)
    form = Owning(sent(request), officer=officer)

    def act() -> None:
        actions.own_channel(by=officer, consultation=asked, **form.cleaned_data)

    if form.is_bound and form.is_valid() and done(form, act):
        messages.success(request, gettext("Đã giao đầu mối."))
        return redirect("consulting:owners", slug)
    every = queries.owners(officer=officer, consultation=asked)
    page = Paginator(every, PAGE).get_page(request.GET.get("trang"))
    named = queries.names(officer=officer, owners=list(page))
    context = {
        "consultation": asked,
        "form": form,
        "page": page,
        "lines": [(o, named.get(o.unit_id, ""), named.get(o.collector_id, "")) for o in page],
        "may_set": may_set(officer, asked),
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/owners.html", context, status=status)


@require_http_methods(["GET", "POST"])
def disown(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A cell is no longer summed by one unit; the reason stands in the ledger."""
    officer = signed_in(request)
    asked = one(officer, slug)
    owner = queries.owner(officer=officer, consultation=asked, pk=pk)
    if owner is None:
        raise Http404
    form = Disowning(sent(request))

    def act() -> None:
        actions.disown_channel(by=officer, owner=owner, why=form.cleaned_data["why"])

    if form.is_bound and form.is_valid() and done(form, act):
        messages.success(request, gettext("Đã thôi đầu mối."))
        return redirect("consulting:owners", slug)
    named = queries.names(officer=officer, owners=[owner])
    context = {
        "consultation": asked,
        "owner": owner,
        "unit": named.get(owner.unit_id, ""),
        "collector": named.get(owner.collector_id, ""),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/disown.html", context, status=status)


@require_GET
def reconcile(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether what one's units brought in adds up, and where not."""
    officer = signed_in(request)
    asked = one(officer, slug)
    found = reconciliation(officer=officer, consultation=asked)
    context = {
        "consultation": asked,
        "found": found,
        "tables": tables(found),
        "units": Paginator(found.units, PAGE).get_page(request.GET.get("trang")),
        "policy": queries.policy_of(officer=officer, consultation=asked),
    }
    return render(request, "consultation/reconciliation.html", context)


@require_GET
def export(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The same tables as a file."""
    officer = signed_in(request)
    asked = one(officer, slug)
    found = reconciliation(officer=officer, consultation=asked)
    answer = StreamingHttpResponse(lines(found), "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="doi-chieu-{slug}.csv"'
    return answer


def tables(found: Reconciliation) -> list[tuple[str, list[Part]]]:
    """Name and lines of each table but that of units, which has its own columns."""
    return [
        (gettext("Theo kênh"), found.channels),
        (gettext("Theo mục của dự thảo"), found.sections),
    ]


def lines(found: Reconciliation) -> Iterator[str]:
    head = ("bang", "dong", "luot_gop_y", "cong_don", "so_nguoi", "so_luot_biet_so_nguoi")
    yield "\ufeff" + csv_line((*head, "luot_y_kien", "gom_cap_duoi"))
    yield csv_line(("da_nhan", "", *astuple(found.received), ""))
    parts = {
        "trang_thai": found.states,
        "da_rut_van_tinh": found.emptied,
        "kenh": found.channels,
        "don_vi": found.units,
        "muc": found.sections,
    }
    for name, table in parts.items():
        for part in table:
            yield csv_line((name, part.label, *astuple(part.own), part.total.rows))
    yield csv_line(("duoc_tinh", "", *astuple(found.counted), ""))
    for file in found.files:
        told = f"{file.rows} = {file.accepted} + {file.rejected}"
        yield csv_line(("tep", file.source, file.accepted, "", "", "", "", told))
    for check in found.checks:
        holds = "khop" if check.holds else "khong_khop"
        yield csv_line(("doi_chieu", check.label, check.whole, check.parts, "", "", "", holds))


def may_set(officer: Officer, asked: Consultation) -> bool:
    return officer.has_role(*actions.KEEPERS, path=asked.unit.last_path)
