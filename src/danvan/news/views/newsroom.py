"""An article on its way: handed in, sent back, approved, corrected."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from danvan.ledger import queries as ledger
from danvan.news import actions
from danvan.news.forms.newsroom import Approving, Correcting, Listing, SendingBack
from danvan.news.models import Article, ArticleVersion, State
from danvan.news.queries import newsroom as queries
from danvan.news.views.trying import status_of
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in

PAGE = 50
DEEDS = 20  # lines of the ledger that the page shows


@require_GET
def articles(request: HttpRequest) -> HttpResponse:
    """The articles of the officer's units, what was made last first."""
    officer = signed_in(request)
    asked = Listing(request.GET).asked()
    found = queries.versions(officer=officer, asked=asked)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("trang")),
        "asked": asked,
        "states": Listing.STATES,
        "waiting": queries.waiting(officer=officer),
        "comments_waiting": queries.comments_waiting(officer=officer),
        "may_write": officer.has_role(*actions.EDITORS),
    }
    return render(request, "news/newsroom.html", context)


@require_GET
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the article stands, how it will look, and what comes next."""
    officer = signed_in(request)
    return overview(request, officer, one(officer, pk))


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    found, form = one(officer, pk), forms.Form(request.POST)
    version = last(officer, found)
    if tried(form, lambda: actions.submit(by=officer, version=version)):
        messages.success(request, gettext("Đã trình duyệt."))
        return redirect("newsroom:article", pk)
    return overview(request, officer, found, form)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    found, form = one(officer, pk), SendingBack(request.POST)
    version = last(officer, found)
    if tried(form, lambda: actions.send_back(by=officer, version=version, **form.cleaned_data)):
        messages.success(request, gettext("Đã trả lại người viết."))
        return redirect("newsroom:article", pk)
    return overview(request, officer, found, form)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    found, form = one(officer, pk), Approving(request.POST)
    version = last(officer, found)

    def act() -> None:
        actions.approve(by=officer, version=version, at=now(), publish_at=form.moment())

    if tried(form, act):
        version.refresh_from_db()
        is_out = version.state == State.PUBLISHED
        said = (
            gettext("Đã công bố.") if is_out else gettext("Đã duyệt; bài lên trang đúng giờ hẹn.")
        )
        messages.success(request, said)
        return redirect("newsroom:article", pk)
    return overview(request, officer, found, form)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    officer = signed_in(request)
    found, form = one(officer, pk), Correcting(request.POST)
    note = form.data.get("note", "")
    if tried(form, lambda: actions.correct(by=officer, article=found, note=note, at=now())):
        messages.success(request, gettext("Đã lập bản đính chính; bài đang công bố chưa đổi."))
        return redirect("newsroom:amend", pk)
    return overview(request, officer, found, form)


def one(officer: Officer, pk: int) -> Article:
    """Raises Http404 where the officer sees no such article."""
    found = queries.article(officer=officer, pk=pk)
    if found is None:
        raise Http404
    return found


def last(officer: Officer, found: Article) -> ArticleVersion:
    return queries.of_article(officer=officer, article=found)[0]


def overview(
    request: HttpRequest, officer: Officer, found: Article, wrong: forms.Form | None = None
) -> HttpResponse:
    """The article's page; `wrong` is the form that was refused, with what was typed."""
    versions = queries.of_article(officer=officer, article=found)
    named: dict[str, forms.Form] = {
        form.__name__.lower(): form() for form in (Approving, SendingBack, Correcting)
    }
    if wrong is not None:
        named[type(wrong).__name__.lower()] = wrong
    context = {
        **around(officer, found, versions[0]),
        "versions": versions,
        "pieces": queries.body(officer=officer, version=versions[0]),
        "related": queries.related(officer=officer, version=versions[0]),
        "counts": queries.comments_by_state(officer=officer, article=found),
        "deeds": deeds(officer, versions[0]),
        "wrong": wrong,
        **named,
    }
    return render(request, "news/overview.html", context, status=status_of(wrong))


def around(officer: Officer, found: Article, version: ArticleVersion) -> dict[str, Any]:
    """What all pages of one article share."""
    path = found.unit.last_path
    return {
        "article": found,
        "version": version,
        "may_write": officer.has_role(*actions.EDITORS, path=path),
        "may_approve": officer.has_role("approver", path=path),
        "may_moderate": officer.has_role(*actions.MODERATORS, path=path),
    }


def deeds(officer: Officer, version: ArticleVersion) -> Any:
    """What was done to the version, the last first."""
    about = ledger.Filter(subject=f"{version._meta.label}:{version.pk}")
    return ledger.lines(officer=officer, asked=about)[:DEEDS]
