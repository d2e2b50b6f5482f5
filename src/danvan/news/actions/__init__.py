"""What writes in this room."""

from danvan.news.actions.articles import (
    EDITORS,
    LONGEST,
    Text,
    amend,
    approve,
    correct,
    publish_due,
    send_back,
    submit,
    write,
)
from danvan.news.actions.comments import MODERATORS, keep_comments, like, post, unlike
from danvan.news.actions.moderation import hide, hide_all, lift, show
from danvan.news.actions.pictures import MOST_BYTES, add_photo, caption, drop_photo
from danvan.news.actions.related import drop_related, relate

__all__ = [
    "EDITORS",
    "LONGEST",
    "MODERATORS",
    "MOST_BYTES",
    "Text",
    "add_photo",
    "amend",
    "approve",
    "caption",
    "correct",
    "drop_photo",
    "drop_related",
    "hide",
    "hide_all",
    "keep_comments",
    "lift",
    "like",
    "post",
    "publish_due",
    "relate",
    "send_back",
    "show",
    "submit",
    "unlike",
    "write",
]
