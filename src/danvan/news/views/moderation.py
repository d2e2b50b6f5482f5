"""Comments as officers go through them: let through, hidden for one of three reasons, shown."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from danvan.news import actions
from danvan.news.forms.newsroom import Hiding, Keeping, Lifting, ListingComments
from danvan.news.models import Article, Comment
from danvan.news.queries import newsroom as queries
from danvan.news.views.newsroom import around, last, one
from danvan.news.views.trying import status_of
from danvan.units.forms.trying import tried
from danvan.units.models import Officer
from danvan.units.queries import signed_in


@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """The comments of an article; those chosen are hidden together."""
    officer = signed_in(request)
    found, form = one(officer, pk), Hiding(request.POST or None)
    numbers = chosen(request)
    hidden: list[int] = []

    def act() -> None:
        rows = queries.chosen(officer=officer, article=found, numbers=numbers)
        why = form.cleaned_data
        hidden.append(actions.hide_all(by=officer, comments=rows, on=officer.on, **why))

    if form.is_bound and tried(form, act):
        said = gettext("Đã ẩn %d bình luận.") % hidden[0]
        messages.success(request, said)
        return redirect(request.get_full_path())
    return listed(request, officer, found, form, numbers)


@require_POST
def show(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    officer = signed_in(request)
    found, form = one(officer, pk), forms.Form(request.POST)
    row = asked(officer, found, comment)
    if tried(form, lambda: actions.show(by=officer, comment=row)):
        messages.success(request, gettext("Bình luận được hiện."))
        return redirect("newsroom:comments", pk)
    return listed(request, officer, found, form, [])


@require_POST
def lift(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    officer = signed_in(request)
    found, form = one(officer, pk), Lifting(request.POST)
    row = asked(officer, found, comment)
    if tried(
        form, lambda: actions.lift(by=officer, comment=row, on=officer.on, **form.cleaned_data)
    ):
        messages.success(request, gettext("Bình luận được hiện lại."))
        return redirect("newsroom:comments", pk)
    return listed(request, officer, found, form, [])


@require_POST
def keep_comments(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    found, form = one(officer, pk), Keeping(request.POST)

    def act() -> None:
        given = form.cleaned_data
        until = given["comments_close_on"]
        actions.keep_comments(
            by=officer, article=found, commenting=given["commenting"], until=until
        )

    if tried(form, act):
        messages.success(request, gettext("Đã lưu cách nhận bình luận."))
        return redirect("newsroom:comments", pk)
    return listed(request, officer, found, form, [])


def listed(
    request: HttpRequest, officer: Officer, found: Article, form: forms.Form, numbers: list[int]
) -> HttpResponse:
    """The list; `form` is the one that was sent, with what stood against it."""
    asked = ListingComments(request.GET).asked()
    rows, older = queries.comments(officer=officer, article=found, asked=asked)
    context = {
        **around(officer, found, last(officer, found)),
        "rows": rows,
        "older": older,
        "asked": asked,
        "states": ListingComments.STATES,
        "counts": queries.comments_by_state(officer=officer, article=found),
        "hiding": form if isinstance(form, Hiding) else Hiding(),
        "keeping": form if isinstance(form, Keeping) else Keeping(initial=Keeping.of(found)),
        "lifting": Lifting(),
        "form": form,
        "chosen": numbers,
        "here": "comments",
    }
    return render(request, "news/comments.html", context, status=status_of(form))


def asked(officer: Officer, found: Article, pk: int) -> Comment:
    """Raises Http404 where the officer sees no such comment of the article."""
    rows = queries.chosen(officer=officer, article=found, numbers=[pk])
    if not rows:
        raise Http404
    return rows[0]


def chosen(request: HttpRequest) -> list[int]:
    return [int(n) for n in request.POST.getlist("chon") if n.isdecimal() and len(n) < 15]
