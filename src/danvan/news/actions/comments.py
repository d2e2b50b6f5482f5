"""Comments sent and liked. Nobody is asked who they are: no account, no name, no line of the ledger
that could stand for one; what is kept is the comment, the day, and a mark that leads nowhere."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.news.models import Article, Comment, Like
from danvan.news.models.comments import mark
from danvan.sense.redact import found, masked
from danvan.sense.words.fold import nfc
from danvan.units.models import Role, need, refuse

MODERATORS = (Role.EDITOR, Role.APPROVER)
LONGEST_TEXT = 3000  # characters
SHORTEST_KEY = 16


@transaction.atomic
def post(
    *, article: Article, text: str, key: str, on: date, parent: Comment | None = None
) -> Comment:
    """A comment, or an answer to one; shown at once unless the article's are checked before.

    `key` is a page's own: the same words sent again return what they left the first time.
    Raises ValidationError: nothing written, too long, closed, no such comment to answer.
    """
    said = nfc(text).replace("\0", "").replace("\r\n", "\n").strip()
    if not article.takes_comments(on):
        raise refuse(gettext("Bài này đã thôi nhận bình luận."))
    if not said or len(key) < SHORTEST_KEY:
        raise refuse(gettext("Hãy viết bình luận rồi gửi."), "text")
    if len(said) > LONGEST_TEXT:
        raise refuse(gettext("Dài quá %d ký tự; hãy viết ngắn lại.") % LONGEST_TEXT, "text")
    sent = f"{key}:{parent.pk if parent else ''}:{said}"  # on one page one may write two things
    hashed = sha256(sent.encode()).hexdigest()
    held = Article.objects.select_for_update().get(pk=article.pk)
    if before := Comment.objects.filter(article=held, key=hashed).first():
        return before
    made = Comment(article=held, text=masked(said, found(said)), key=hashed, posted_on=on)
    made.parent = _answered(held, parent)
    _show_or_wait(held, made)
    return made


@transaction.atomic
def like(*, comment: Comment, token: str) -> bool:
    """One more, unless this browser did already. `token` is the browser's, for this article."""
    made = Like.objects.get_or_create(comment=comment, mark=mark(comment.pk, token))[1]
    if made:
        _count(comment, 1)
    return made


@transaction.atomic
def unlike(*, comment: Comment, token: str) -> bool:
    """Takes back what this browser gave."""
    gone = Like.objects.filter(comment=comment, mark=mark(comment.pk, token)).delete()[0]
    if gone:
        _count(comment, -1)
    return bool(gone)


@transaction.atomic
def keep_comments(*, by: Actor, article: Article, commenting: str, until: date | None) -> None:
    """Whether comments are taken, checked before they are shown, and until which day."""
    where = article.unit.last_path
    need(by, *MODERATORS, path=where)
    if commenting not in Article.Comments.values:
        raise refuse(gettext("Hãy chọn một cách nhận bình luận."), "commenting")
    Article.objects.filter(pk=article.pk).update(commenting=commenting, comments_close_on=until)
    ledger.write(by=by, verb="keep_comments", of=article, why=commenting, where=where)


def _answered(article: Article, parent: Comment | None) -> Comment | None:
    """The comment that is answered: one level, so an answer to an answer stands beside it."""
    if parent is None:
        return None
    top = parent.parent or parent
    if top.article_id != article.pk or Comment.State.SHOWN not in (top.state, parent.state):
        raise refuse(gettext("Bình luận mà ông/bà trả lời không còn hiện."))
    return top


def _show_or_wait(article: Article, comment: Comment) -> None:
    comment.state = Comment.State.WAITING
    if article.commenting == Article.Comments.OPEN:
        comment.state = Comment.State.SHOWN
        article.turns += 1
        article.save(update_fields=("turns",))
        comment.turn, comment.likes_before = article.turns, article.likes
    comment.save()


def _count(comment: Comment, by: int) -> None:
    Comment.objects.filter(pk=comment.pk).update(likes=F("likes") + by)
    Article.objects.filter(pk=comment.article_id).update(likes=F("likes") + by)
