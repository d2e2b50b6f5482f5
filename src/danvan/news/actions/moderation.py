"""Comments let through, and hidden for one of three reasons. Nothing is erased; disagreement is
none of the reasons, and how often each was given is public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from danvan.ledger import actions as ledger
from danvan.ledger.models import Actor
from danvan.news.actions.comments import MODERATORS
from danvan.news.models import Article, Comment, CommentHiding
from danvan.units.models import need, refuse


@transaction.atomic
def show(*, by: Actor, comment: Comment) -> None:
    """Lets through a comment that waits. Raises ValidationError: it does not."""
    article = Article.objects.select_for_update().get(pk=comment.article_id)
    where = article.unit.last_path
    need(by, *MODERATORS, path=where)
    held = Comment.objects.get(pk=comment.pk)
    if held.state != Comment.State.WAITING:
        raise refuse(gettext("Bình luận số %d không chờ kiểm duyệt.") % held.pk)
    _shown(article, held)
    ledger.write(by=by, verb="show_comment", of=held, where=where)


@transaction.atomic
def hide(*, by: Actor, comment: Comment, reason: str, note: str, on: date) -> CommentHiding:
    """The comment is not shown any more, or not at all. `note` says what in it the reason is about.

    Raises ValidationError: another reason, no note, hidden already.
    """
    where = comment.article.unit.last_path
    need(by, *MODERATORS, path=where)
    if reason not in CommentHiding.Reason.values:
        raise refuse(gettext("Chỉ ẩn vì một trong ba lý do trong danh sách."), "reason")
    if not note.strip():
        said = gettext("Hãy ghi rõ chỗ nào trong nội dung thuộc lý do đã chọn.")
        raise refuse(said, "note")
    held = Comment.objects.select_for_update().get(pk=comment.pk)
    if held.state == Comment.State.HIDDEN:
        raise refuse(gettext("Bình luận số %d đang được ẩn rồi.") % held.pk)
    held.state = Comment.State.HIDDEN
    held.save(update_fields=("state",))
    hiding = CommentHiding.objects.create(
        comment=held, reason=reason, note=note.strip()[:500], hidden_on=on
    )
    ledger.write(by=by, verb="hide_comment", of=held, why=hiding.note, where=where)
    return hiding


@transaction.atomic
def hide_all(*, by: Actor, comments: Iterable[Comment], reason: str, note: str, on: date) -> int:
    """Hides several for one reason, all or none; returns how many. Raises as `hide`."""
    hidden = [hide(by=by, comment=one, reason=reason, note=note, on=on) for one in comments]
    if not hidden:
        raise refuse(gettext("Chưa chọn bình luận nào; hãy đánh dấu ít nhất một."))
    return len(hidden)


@transaction.atomic
def lift(*, by: Actor, comment: Comment, why: str, on: date) -> None:
    """Shown again, in the place that it had. Raises ValidationError: not hidden, no reason."""
    article = Article.objects.select_for_update().get(pk=comment.article_id)
    where = article.unit.last_path
    need(by, *MODERATORS, path=where)
    if not why.strip():
        raise refuse(gettext("Hãy ghi vì sao thôi ẩn."), "why")
    held = Comment.objects.get(pk=comment.pk)
    if not CommentHiding.objects.in_force().filter(comment=held).update(lifted_on=on):
        raise refuse(gettext("Bình luận số %d không bị ẩn.") % held.pk)
    _shown(article, held)
    ledger.write(by=by, verb="lift_comment", of=held, why=why.strip()[:500], where=where)


def _shown(article: Article, comment: Comment) -> None:
    """With the turn that it had, or the next one."""
    comment.state = Comment.State.SHOWN
    if comment.turn is None:
        article.turns += 1
        article.save(update_fields=("turns",))
        comment.turn, comment.likes_before = article.turns, article.likes
    comment.save(update_fields=("state", "turn", "likes_before"))
