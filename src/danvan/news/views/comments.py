"""Comments sent, read, liked. No account, no name; no cookie but one of chance, which only the page
of one article is sent, and which is set when somebody first likes a comment below it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from danvan.news import actions
from danvan.news.forms.public import Writing
from danvan.news.models import Article, Comment
from danvan.news.queries import comments as queries
from danvan.news.views import reading
from danvan.news.views.limits import is_from_our_page, too_often, wait
from danvan.units.forms.trying import tried
from danvan.units.models import today

MONTH = 30 * 86_400  # seconds that a browser remembers what it liked below one article
PAGE = 50


@csrf_exempt
@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, slug: str) -> HttpResponse:
    """Sent: kept, and shown or waiting. Asked: what is new after a turn, as a part of the page."""
    article = reading.one(slug)
    if request.method == "POST":
        return posted(request, article)
    found = queries.since(article=article, turn=reading.number_in(request, "sau") or 0)
    liked = reading.liked(request, article, found)
    context = {"article": article, "found": found, "liked": liked}
    context["takes_comments"] = article.takes_comments(today())
    answer = render(request, "news/_new.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_GET
def thread(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One comment with all answers to it."""
    article = reading.one(slug)
    comment = asked(article, pk)
    answers = Paginator(queries.answers(comment=comment), PAGE)
    page = answers.get_page(request.GET.get("trang"))
    context = {
        "article": article,
        "version": article.current,
        "comment": comment,
        "page": page,
        "liked": reading.liked(request, article, [comment, *page]),
        "takes_comments": article.takes_comments(today()),
        "key": secrets.token_urlsafe(reading.KEY),
    }
    return render(request, "news/thread.html", context)


@csrf_exempt
@require_POST
def like(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One like more from this browser, or the one it gave taken back."""
    article = reading.one(slug)
    comment = asked(article, pk)
    token = request.COOKIES.get(reading.LIKED, "")
    known = bool(reading.TOKEN.fullmatch(token))
    if not known:
        token = secrets.token_urlsafe(24)
    counts = is_from_our_page(request) and not wait(request, "sending")
    if counts:
        act = actions.unlike if "bo" in request.POST else actions.like
        act(comment=comment, token=token)
    answer = like_shown(request, article, comment, token)
    if counts and not known:
        remember(answer, article, token)
    return answer


def like_shown(
    request: HttpRequest, article: Article, comment: Comment, token: str
) -> HttpResponse:
    """The button as it is now; without scripts, the page again."""
    if not getattr(request, "htmx", False):
        return redirect(to(article, comment))
    liked = queries.liked(article=article, comments=[comment.pk], token=token)
    said = {"article": article, "comment": asked(article, comment.pk), "liked": liked}
    return render(request, "news/_like.html", said)


def remember(answer: HttpResponse, article: Article, token: str) -> None:
    """The browser holds a number of chance for this article alone, and sends it nowhere else."""
    answer.set_cookie(
        reading.LIKED,
        token,
        max_age=MONTH,
        path=article.get_absolute_url(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def posted(request: HttpRequest, article: Article) -> HttpResponse:
    """To the comment; refused, the page again with what was typed."""
    form = Writing(request.POST)
    made: list[Comment] = []

    def act() -> None:
        given = form.cleaned_data
        parent = given["parent"] and queries.one(article=article, pk=given["parent"])
        if given["parent"] and not parent:
            form.add_error(None, gettext("Bình luận mà ông/bà trả lời không còn hiện."))
            return
        key = given["key"]
        sent = {"text": given["text"], "key": key, "parent": parent or None, "on": today()}
        made.append(actions.post(article=article, **sent))

    status = 422
    if not is_from_our_page(request):
        form.add_error(None, gettext("Lời này đến từ một trang khác; xin xem lại rồi gửi."))
    elif seconds := wait(request, "sending"):
        form.add_error(None, too_often(seconds))
        status = 429
    elif tried(form, act) and made:
        return redirect(sent_to(article, made[0]))
    return reading.shown(request, article, form=form, status=status)


def sent_to(article: Article, comment: Comment) -> str:
    if comment.state == Comment.State.SHOWN:
        return to(article, comment)
    return f"{article.get_absolute_url()}?da-gui=cho#binh-luan"


def to(article: Article, comment: Comment) -> str:
    """Where the comment stands; an answer may stand on the page of its thread only."""
    if comment.parent_id:
        within = f"{article.get_absolute_url()}binh-luan/{comment.parent_id}/"
        return f"{within}#binh-luan-{comment.pk}"
    return f"{article.get_absolute_url()}#binh-luan-{comment.pk}"


def asked(article: Article, pk: int) -> Comment:
    """Raises Http404 where no such comment is shown."""
    found = queries.one(article=article, pk=pk)
    if found is None:
        raise Http404
    return found
