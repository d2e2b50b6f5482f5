"""What an admin does to a unit: one form a page, from the unit and back to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from danvan.units import actions, forms, queries
from danvan.units.models import Officer, Unit
from danvan.units.views.trying import page_of, tried


@dataclass(frozen=True)
class Change:
    """One kind of change: what it is called, what is asked, and the action that does it."""

    title: str | Promise
    form: type[Any]
    act: Callable[[Officer, Unit, Any], object]


CHANGES = {
    "found": Change(
        gettext_lazy("Lập đơn vị trực thuộc"),
        forms.Found,
        lambda by, unit, form: actions.found_unit(by=by, parent=unit, **form.values()),
    ),
    "rename": Change(
        gettext_lazy("Đổi tên"),
        forms.Rename,
        lambda by, unit, form: actions.rename_unit(by=by, unit=unit, **form.values()),
    ),
    "move": Change(
        gettext_lazy("Chuyển sang đơn vị cấp trên khác"),
        forms.Move,
        lambda by, unit, form: actions.move_unit(by=by, unit=unit, **form.values()),
    ),
    "close": Change(
        gettext_lazy("Kết thúc đơn vị"),
        forms.Close,
        lambda by, unit, form: actions.close_unit(by=by, unit=unit, **form.values()),
    ),
    "succeed": Change(
        gettext_lazy("Ghi kế tiếp"),
        forms.Succeed,
        lambda by, unit, form: actions.succeed(by=by, **form.between(unit)),
    ),
    "assign": Change(
        gettext_lazy("Giao chức năng"),
        forms.Assign,
        lambda by, unit, form: actions.assign_function(by=by, place=unit, **form.values()),
    ),
    "congress": Change(
        gettext_lazy("Ghi đại hội"),
        forms.RecordCongress,
        lambda by, unit, form: actions.record_congress(by=by, unit=unit, **form.values()),
    ),
    "term": Change(
        gettext_lazy("Ghi nhiệm kỳ"),
        forms.RecordTerm,
        lambda by, unit, form: actions.open_term(by=by, unit=unit, **form.values()),
    ),
}


def change(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Back to the unit with word of what was done; refused, the form with the reason."""
    officer, kind = queries.signed_in(request), CHANGES[what]
    now = queries.to_administer(officer=officer, pk=pk)
    if now is None:
        raise Http404
    form = kind.form(request.POST or None, officer=officer, initial=kind.form.first(now))
    if tried(form, lambda: kind.act(officer, now.unit, form)):
        messages.success(request, gettext("Đã ghi: %s.") % kind.title)
        return redirect("units:unit", pk=pk)
    return page_of(request, "units/change.html", form, now=now, title=kind.title)
