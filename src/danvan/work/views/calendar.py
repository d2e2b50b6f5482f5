"""The calendar that deadlines are counted on: its exceptions, a year at a time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from danvan.units.models import Officer
from danvan.units.queries import signed_in
from danvan.work import actions, queries
from danvan.work.forms import MarkedDay, Year
from danvan.work.models import keeps_calendar, shipped
from danvan.work.views.trying import tried


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    officer = signed_in(request)
    return shown(request, officer, MarkedDay())


@require_POST
def mark_day(request: HttpRequest) -> HttpResponse:
    """A day that is not what its weekday says; marked again, it is what was said last."""
    officer, form = signed_in(request), MarkedDay(request.POST)
    if tried(form, lambda: actions.mark_day(by=officer, **form.what())):
        on = form.cleaned_data["on"]
        messages.success(request, gettext("Đã ghi ngày %s.") % on.strftime("%d/%m/%Y"))
        return redirect(f"{reverse('work:calendar')}?nam={on.year}")
    return shown(request, officer, form)


@require_POST
def load_holidays(request: HttpRequest) -> HttpResponse:
    """The holidays that come with the product, all at once; days marked otherwise are kept."""
    officer = signed_in(request)
    known = queries.known_days(officer=officer)
    count = actions.load_holidays(by=officer, days=(d for d in shipped() if d[0] not in known))
    messages.success(request, gettext("Đã nạp %d ngày; ngày đã ghi giữ nguyên.") % count)
    return redirect("work:calendar")


def shown(request: HttpRequest, officer: Officer, form: MarkedDay) -> HttpResponse:
    year = Year(request.GET).chosen(officer.on.year)
    known = queries.years(officer=officer)
    ends = queries.working_days(officer=officer).ends_on()
    context = {
        "year": str(year),
        "years": [str(one) for one in sorted({*known, officer.on.year, year})],
        "days": queries.exceptions(officer=officer, year=year),
        "ends": ends,
        "runs_out": ends is None or (ends - officer.on).days <= queries.WARNED,
        "may_keep": keeps_calendar(officer),
        "form": form,
    }
    return render(request, "work/calendar.html", context, status=422 if form.errors else 200)
