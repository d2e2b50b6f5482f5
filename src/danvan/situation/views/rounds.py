"""Rounds of reports: what one's own unit owes, who has reported, schedules, oral reports."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from danvan.situation import actions, queries
from danvan.situation.forms.rounds import Lifting, Scheduling, Telling
from danvan.situation.models import ReportPeriod, ReportSchedule
from danvan.units import queries as units
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, Unit, now
from danvan.units.queries import signed_in

PAGE = 50


@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """What is owed, and the rounds, the latest first, each with n of N."""
    officer = signed_in(request)
    found = queries.periods(officer=officer)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    rates = queries.rates(officer=officer, of=page.object_list)
    context = {
        "page": page,
        "lines": [(each, rates[each.pk]) for each in page.object_list],
        "own": queries.own(officer=officer, on=officer.on)[:PAGE],
        "on": officer.on,
    }
    return render(request, "situation/rounds.html", context)


@require_GET
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    return _shown(request, officer, _period(officer, pk), Lifting(officer=officer))


@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit may still change its report of this round."""
    officer = signed_in(request)
    period, form = _period(officer, pk), Lifting(request.POST, officer=officer)
    if tried(
        form,
        lambda: actions.lift_lock(by=officer, period=period, on=officer.on, **form.cleaned_data),
    ):
        messages.success(request, gettext("Đã mở khóa có thời hạn."))
        return redirect("situation:round", pk=pk)
    return _shown(request, officer, period, form)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The report that is awaited: its page, begun where nobody has begun it."""
    officer = signed_in(request)
    owed = queries.awaited_one(officer=officer, pk=pk)
    if owed is None:
        raise Http404
    try:
        report = actions.begin_report(
            by=officer, unit=owed.unit, period=owed.period, on=officer.on, at=now()
        )
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("situation:round", pk=owed.period_id)
    return redirect("situation:report", pk=report.pk)


@require_http_methods(["GET", "POST"])
def schedules(request: HttpRequest) -> HttpResponse:
    """The schedules; `buoc` says what is done: a new one, one ended, forms loaded."""
    officer = signed_in(request)
    seat = officer.standing
    form = _scheduling(request, officer)
    if request.method == "POST":
        act = _deed(request, officer, form)
        if tried(form, act) if request.POST.get("buoc") == "moi" else _done(request, act):
            messages.success(request, gettext("Đã ghi."))
            return redirect("situation:schedules")
    page = Paginator(queries.schedules(officer=officer), PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "form": form,
        "names": queries.names_of(officer=officer, units=[e.unit_id for e in page.object_list]),
        "may_ask": seat is not None and officer.has_role(*actions.ASKERS, path=seat.path),
        "has_forms": queries.forms_in_force(officer=officer).exists(),
        "on": officer.on,
    }
    return render(request, "situation/schedules.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def at_once(request: HttpRequest) -> HttpResponse:
    """An oral or flash report of the officer's own unit; below, those that came."""
    officer = signed_in(request)
    form = Telling(request.POST if request.method == "POST" else None)
    if request.method == "POST" and tried(form, lambda: _tell(officer, form)):
        messages.success(request, gettext("Đã gửi; cấp trên thấy ngay."))
        return redirect("situation:at-once")
    page = Paginator(queries.told_at_once(officer=officer), PAGE).get_page(request.GET.get("trang"))
    names = queries.names_of(officer=officer, units=[each.unit_id for each in page.object_list])
    lines = [(each, names.get(each.unit_id, "")) for each in page.object_list]
    context = {"form": form, "page": page, "lines": lines}
    return render(request, "situation/at_once.html", context, status=422 if form.errors else 200)


def _tell(officer: Officer, form: Telling) -> None:
    told = form.cleaned_data
    actions.tell_at_once(by=officer, unit=_own(officer), on=officer.on, at=now(), **told)


def _own(officer: Officer) -> Unit:
    if officer.seat is None:
        raise Http404
    return officer.seat.unit


def _period(officer: Officer, pk: int) -> ReportPeriod:
    found = queries.period(officer=officer, pk=pk)
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest, officer: Officer, period: ReportPeriod, form: Lifting
) -> HttpResponse:
    standing = request.GET.get("tinh_trang", "")
    found = queries.awaited(officer=officer, of=period, standing=standing)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    names = queries.names_of(officer=officer, units=[each.unit_id for each in page.object_list])
    asker = period.schedule.unit
    context = {
        "period": period,
        "rates": queries.rates(officer=officer, of=[period])[period.pk],
        "standing": standing,
        "page": page,
        "lines": [(each, names.get(each.unit_id, "")) for each in page.object_list],
        "may_lift": officer.has_role(*actions.ASKERS, path=asker.last_path),
        "own_unit": officer.seat.unit_id if officer.seat else None,
        "on": officer.on,
        "form": form,
    }
    return render(request, "situation/round.html", context, status=422 if form.errors else 200)


def _scheduling(request: HttpRequest, officer: Officer) -> Scheduling:
    codes = [(e.code, e.title) for e in queries.forms_in_force(officer=officer)]
    is_new = request.method == "POST" and request.POST.get("buoc") == "moi"
    return Scheduling(
        request.POST if is_new else None,
        officer=officer,
        codes=codes,
        tiers=units.tiers(officer=officer),
    )


def _deed(request: HttpRequest, officer: Officer, form: Scheduling) -> Callable[[], object]:
    step, chosen = request.POST.get("buoc", ""), request.POST.get("lich", "")
    if step == "nap":
        return lambda: actions.load_forms(by=officer, on=officer.on.replace(month=1, day=1))
    if step == "thoi":
        ended = _schedule(officer, chosen)
        return lambda: actions.end_schedule(by=officer, schedule=ended, on=officer.on)
    if step == "moi":
        return lambda: actions.schedule_reports(by=officer, schedule=form.schedule(_own(officer)))
    raise Http404


def _schedule(officer: Officer, chosen: str) -> ReportSchedule:
    pk = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else 0
    found = queries.schedules(officer=officer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """As `tried`, for a deed without a form: its refusal stands above the page."""
    try:
        act()
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return False
    return True
