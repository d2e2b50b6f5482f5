"""Articles for programs that read along: RSS, and the list of addresses for search engines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from danvan.news.queries import public as queries


@require_GET
def rss(request: HttpRequest) -> HttpResponse:
    feed = Rss201rev2Feed(
        title=gettext("Tin công tác dân vận"),
        link=request.build_absolute_uri(reverse("news:articles")),
        description=gettext("Tin mới nhất"),
        language="vi",
        feed_url=request.build_absolute_uri(reverse("news:rss")),
    )
    for article in queries.feed():
        version, address = article.current, request.build_absolute_uri(article.get_absolute_url())
        if version is None:
            continue
        said = f"({version.prefix}) - {version.lead}" if version.prefix else version.lead
        feed.add_item(
            title=version.headline,
            link=address,
            unique_id=address,
            description=said,
            pubdate=article.published_at,
            updateddate=version.stamped_at,
            categories=[version.topic, *version.words],
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8"
    )


@require_GET
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {
        "first": request.build_absolute_uri(reverse("news:articles")),
        "addresses": [
            (request.build_absolute_uri(each.get_absolute_url()), each.current)
            for each in queries.addresses()
        ],
    }
    return render(request, "news/sitemap.xml", context, content_type="application/xml")
