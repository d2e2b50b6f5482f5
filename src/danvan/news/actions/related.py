"""Related articles of a version that is being written."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.news.actions.pictures import _need_draft
from danvan.news.models import Article, ArticleVersion, RelatedArticle
from danvan.news.models.body import leads_outside
from danvan.sense.words.fold import nfc
from danvan.units.models import refuse

MOST = 20  # related articles of one
OURS = re.compile(r"(?:https?://[^/]+)?/tin/([-\w]+)/?")


@transaction.atomic
def relate(
    *, by: Actor, version: ArticleVersion, title: str, summary: str = "", url: str = ""
) -> RelatedArticle:
    """An article after the others. An address of a published article here leads to that article,
    whatever becomes of its headline.

    Raises ValidationError: no title, an address that readers cannot be sent to, too many.
    """
    held = _need_draft(by, version)
    title, summary, url = (nfc(each).strip() for each in (title, summary, url))
    other = _ours(url)
    if not title:
        raise refuse(gettext("Hãy ghi tiêu đề của bài liên quan."), "title")
    if url and other is None and not leads_outside(url):
        said = gettext("Bạn đọc không mở được địa chỉ này; hãy ghi địa chỉ https:// của bài.")
        raise refuse(said, "url")
    number = (held.related.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST:
        raise refuse(gettext("Mỗi bài có nhiều nhất %d bài liên quan.") % MOST)
    related = held.related.create(
        number=number,
        other=other,
        url="" if other else url[:500],
        title=title[:250],
        summary=summary[:1500],
    )
    ledger.write(by=by, verb="amend_article", of=held, where=held.article.unit.last_path)
    return related


@transaction.atomic
def drop_related(*, by: Actor, related: RelatedArticle) -> None:
    held = _need_draft(by, related.version)
    held.related.filter(pk=related.pk).delete()
    ledger.write(by=by, verb="amend_article", of=held, where=held.article.unit.last_path)


def _ours(url: str) -> Article | None:
    found = OURS.fullmatch(url)
    return Article.objects.published().filter(slug=found[1]).first() if found else None
