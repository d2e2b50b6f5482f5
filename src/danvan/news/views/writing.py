"""An article's words, pictures and related articles, while it is being written."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from danvan.news import actions
from danvan.news.forms.newsroom import Captioning, Relating, Uploading, Writing
from danvan.news.models import Article, ArticleVersion, State
from danvan.news.models.body import html_of
from danvan.news.queries import newsroom as queries
from danvan.news.views.newsroom import around, last, one
from danvan.news.views.reading import picture
from danvan.news.views.trying import status_of
from danvan.units.forms.trying import tried
from danvan.units.models import Officer, now
from danvan.units.queries import signed_in


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """An article of the unit that the officer acts for."""
    officer = signed_in(request)
    if officer.seat is None or not officer.has_role(*actions.EDITORS, path=officer.unit_path):
        raise PermissionDenied(gettext("Việc này dành cho người biên tập tin."))
    unit, form = officer.seat.unit, Writing(request.POST or None)
    made: list[ArticleVersion] = []

    def act() -> None:
        made.append(actions.write(by=officer, unit=unit, text=form.text(), at=now()))

    if form.is_bound and tried(form, act):
        messages.success(request, gettext("Đã lưu bản thảo. Tiếp theo: thêm ảnh, rồi trình duyệt."))
        return redirect("newsroom:article", made[0].article_id)
    context = {"form": form, "unit": officer.standing}
    return render(request, "news/write.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    officer, found, version = at_work(request, pk)
    first, second = Writing.of(version), version.is_correction
    form = Writing(request.POST or None, initial=first, is_correction=second)
    if form.is_bound and tried(
        form, lambda: actions.amend(by=officer, version=version, text=form.text())
    ):
        messages.success(request, gettext("Đã lưu."))
        return redirect("newsroom:article", pk)
    context = {**around(officer, found, version), "form": form, "here": "amend"}
    return render(request, "news/write.html", context, status=status_of(form))


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The words typed so far, as they will look."""
    signed_in(request)
    html = html_of(request.POST.get("body", "")[: actions.LONGEST["body"]])
    return render(request, "news/_preview.html", {"html": html})


@require_http_methods(["GET", "POST"])
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    officer, found, version = at_work(request, pk)
    form = Uploading(request.POST or None, request.FILES or None)

    def act() -> None:
        given = form.cleaned_data
        content, words = read(given["photo"]), {n: given[n] for n in ("caption", "alt")}
        actions.add_photo(by=officer, version=version, content=content, **words)

    if request.method == "POST" and tried(form, act):
        messages.success(request, gettext("Đã thêm ảnh."))
        return redirect("newsroom:photos", pk)
    pictures = queries.photos(officer=officer, version=version)
    context = {
        **around(officer, found, version),
        "form": form,
        "photos": [(each, Captioning(initial=captioned(each))) for each in pictures],
        "here": "photos",
    }
    return render(request, "news/photos.html", context, status=status_of(form))


@require_POST
def photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """Another caption; or the picture taken out."""
    officer, found, _ = at_work(request, pk)
    row = queries.photo(officer=officer, article=found, pk=photo)
    if row is None:
        raise Http404
    form = Captioning(request.POST)
    is_drop = "bo" in request.POST

    def act() -> None:
        if is_drop:
            actions.drop_photo(by=officer, photo=row)
        else:
            actions.caption(by=officer, photo=row, **form.cleaned_data)

    tell(request, form, tried(form, act), gettext("Đã bỏ ảnh.") if is_drop else gettext("Đã lưu."))
    return redirect("newsroom:photos", pk)


@require_GET
def photo_file(request: HttpRequest, seal: str, width: int, kind: str) -> HttpResponse:
    """A picture of an article that is not out yet."""
    officer = signed_in(request)
    if not queries.may_see_photo(officer=officer, seal=seal):
        raise Http404
    answer = picture(seal, width, kind)
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@require_http_methods(["GET", "POST"])
def related(request: HttpRequest, pk: int) -> HttpResponse:
    officer, found, version = at_work(request, pk)
    form = Relating(request.POST or None)
    if form.is_bound and tried(
        form, lambda: actions.relate(by=officer, version=version, **form.cleaned_data)
    ):
        messages.success(request, gettext("Đã thêm bài liên quan."))
        return redirect("newsroom:related", pk)
    context = {
        **around(officer, found, version),
        "form": form,
        "related": queries.related(officer=officer, version=version),
        "here": "related",
    }
    return render(request, "news/related.html", context, status=status_of(form))


@require_POST
def drop_related(request: HttpRequest, pk: int, related: int) -> HttpResponse:
    officer, found, _ = at_work(request, pk)
    row = queries.one_related(officer=officer, article=found, pk=related)
    if row is None:
        raise Http404
    form = forms.Form(request.POST)
    done = tried(form, lambda: actions.drop_related(by=officer, related=row))
    tell(request, form, done, gettext("Đã bỏ bài liên quan."))
    return redirect("newsroom:related", pk)


def at_work(request: HttpRequest, pk: int) -> tuple[Officer, Article, ArticleVersion]:
    """The officer who asks, and an article that they write. Raises Http404, PermissionDenied."""
    officer = signed_in(request)
    found = one(officer, pk)
    if not officer.has_role(*actions.EDITORS, path=found.unit.last_path):
        raise PermissionDenied(gettext("Việc này dành cho người biên tập tin của đơn vị."))
    version = last(officer, found)
    if request.method == "GET" and version.state != State.DRAFT:
        raise PermissionDenied(
            gettext("Bài không ở trạng thái đang soạn; mở trang của bài để xem bước tiếp theo.")
        )
    return officer, found, version


def read(upload: File[bytes] | None) -> bytes | None:
    """The file's content, of one that is too large only as much as shows that; None without one."""
    return upload.read(actions.MOST_BYTES + 1) if upload else None


def captioned(photo: object) -> dict[str, str]:
    return {name: getattr(photo, name) for name in ("caption", "alt")}


def tell(request: HttpRequest, form: forms.Form, done: bool, said: str) -> None:  # noqa: FBT001
    """Word of what was done, or of why it was not."""
    if done:
        messages.success(request, said)
        return
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
