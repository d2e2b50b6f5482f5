"""Units that fit what is being typed into a form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan.units import queries
from danvan.units.forms import Hint
from danvan.units.forms.naming import offer


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """The list that stands below the field; the units chosen already stay on top of it."""
    officer = queries.signed_in(request)
    hint = Hint(request.GET)
    name, said = hint.typed()
    is_many = bool(hint.cleaned_data.get("nhieu"))
    kept = [
        version
        for code in (said.codes if is_many else ())
        for version in queries.named(officer=officer, words=code, on=officer.on)[:1]
    ]
    fitting = queries.suggested(officer=officer, words=said.text, on=officer.on)
    shown = offer(name, [*kept, *fitting], said.codes, is_many=is_many)
    return render(
        request, "units/_named.html", {**shown, "words": said.text, "is_live": bool(name)}
    )
