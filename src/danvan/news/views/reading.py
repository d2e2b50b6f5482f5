"""Articles for everybody: the list, the page, its pictures."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from danvan.news.forms.public import Looking, Writing
from danvan.news.models import Article, Comment
from danvan.news.models.photos import SHARED, WIDTHS, Photo, place
from danvan.news.queries import comments as threads
from danvan.news.queries import public as queries
from danvan.units.models import today

PAGE = 20
KEY = 18  # bytes of chance in a page's key
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
SEAL = re.compile(r"[0-9a-f]{64}")
TOKEN = re.compile(r"[\w-]{20,60}")
LIKED = "thich"  # the cookie that one article's page alone is sent
IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@require_GET
def articles(request: HttpRequest) -> HttpResponse:
    """Published articles, newest first; by words, tag or topic."""
    asked = Looking(request.GET).asked()
    page = Paginator(queries.articles(asked=asked), PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "asked": asked, "tag": queries.tag(slug=asked.tag)}
    return render(request, "news/articles.html", context)


@require_GET
def article(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The article; with a number an earlier version of it."""
    return shown(request, one(slug), number=number)


@require_GET
def photo(request: HttpRequest, seal: str, width: int, kind: str) -> HttpResponse:
    """A picture of something published."""
    if not SEAL.fullmatch(seal) or not queries.photo_is_public(seal=seal):
        raise Http404
    return picture(seal, width, kind)


def picture(seal: str, width: int, kind: str) -> HttpResponse:
    """Raises Http404 where there is no such file."""
    made = width in WIDTHS if kind == "webp" else (width, kind) == (SHARED, "jpg")
    file = place(seal, width, kind)
    if not made or not SEAL.fullmatch(seal) or not file.is_file():
        raise Http404
    answer = HttpResponse(file.read_bytes(), content_type=TYPES[kind])
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def one(slug: str) -> Article:
    """Raises Http404 where nothing of that address is published."""
    found = queries.article(slug=slug)
    if found is None:
        raise Http404
    return found


def shown(
    request: HttpRequest,
    found: Article,
    *,
    number: int | None = None,
    form: Writing | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `form` is a comment that was refused, with what was typed."""
    page = queries.page(article=found, number=number)
    if page is None:
        raise Http404
    context = {
        "page": page,
        "article": found,
        "version": page.version,
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "is_current": page.version.pk == found.current_id,
        "picture": shared(request, page.photos),
        **commented(request, found),
        "form": form or Writing(initial={"key": secrets.token_urlsafe(KEY)}),
    }
    context["linked"] = linked(context)
    return render(request, "news/article.html", context, status=status)


def commented(request: HttpRequest, found: Article) -> dict[str, Any]:
    """The comments that the page asks for, and what stands around them."""
    is_best = request.GET.get("xep") == threads.BEST
    start = number_in(request, "tu")
    if is_best:
        listed = threads.best(article=found, start=start or 0)
    else:
        listed = threads.newest(article=found, before=start)
    every = [c for thread in listed.threads for c in (thread.comment, *thread.answers)]
    return {
        "listed": listed,
        "liked": liked(request, found, every),
        "order": threads.BEST if is_best else threads.NEWEST,
        "comments": threads.count(article=found),
        "hidden": threads.hidden_by_reason(article=found),
        "takes_comments": found.takes_comments(today()),
        "key": secrets.token_urlsafe(KEY),
        "sent": request.GET.get("da-gui", ""),
    }


def liked(request: HttpRequest, found: Article, comments: list[Comment]) -> set[int]:
    """Which of the comments this browser likes, as the article's cookie says."""
    token = request.COOKIES.get(LIKED, "")
    if not comments or not TOKEN.fullmatch(token):
        return set()
    return threads.liked(article=found, comments=[c.pk for c in comments], token=token)


def number_in(request: HttpRequest, name: str) -> int | None:
    """A number of the address; None where there is none that could be one."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def shared(request: HttpRequest, photos: list[Photo]) -> str:
    """The address of the first picture that is there, as JPEG; "" where there is none."""
    seal = next((photo.seal for photo in photos if photo.sizes), "")
    path = reverse("news:photo", args=[seal, SHARED, "jpg"]) if seal else ""
    return request.build_absolute_uri(path) if path else ""


def linked(context: dict[str, Any]) -> SafeString:
    """The article as schema.org's NewsArticle, in letters that cannot end a script's tag."""
    page, version = context["page"], context["version"]
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": version.headline,
        "description": version.lead,
        "articleSection": version.topic,
        "inLanguage": "vi",
        "url": context["address"],
        "datePublished": page.article.published_at.isoformat(),
        "dateModified": version.stamped_at.isoformat(),
        "publisher": {"@type": "Organization", "name": page.unit},
        "commentCount": context["comments"],
    }
    if version.byline:
        said["author"] = {"@type": "Person", "name": version.byline}
    if version.keywords:
        said["keywords"] = version.words
    if context["picture"]:
        said["image"] = [context["picture"]]
    return SafeString(json.dumps(said, ensure_ascii=False).translate(IN_SCRIPT))
