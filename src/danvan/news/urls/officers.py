"""Addresses under /dieu-hanh/tin/."""

from __future__ import annotations

from django.urls import path

from danvan.news.views import moderation, newsroom, writing

app_name = "newsroom"
urlpatterns = [
    path("", newsroom.articles, name="articles"),
    path("moi/", writing.new, name="new"),
    path("xem-thu/", writing.preview, name="preview"),
    path("anh/<slug:seal>-<int:width>.<slug:kind>", writing.photo_file, name="photo-file"),
    path("<int:pk>/", newsroom.article, name="article"),
    path("<int:pk>/sua/", writing.amend, name="amend"),
    path("<int:pk>/trinh/", newsroom.submit, name="submit"),
    path("<int:pk>/tra-lai/", newsroom.send_back, name="send-back"),
    path("<int:pk>/duyet/", newsroom.approve, name="approve"),
    path("<int:pk>/dinh-chinh/", newsroom.correct, name="correct"),
    path("<int:pk>/anh/", writing.photos, name="photos"),
    path("<int:pk>/anh/<int:photo>/", writing.photo, name="photo"),
    path("<int:pk>/lien-quan/", writing.related, name="related"),
    path("<int:pk>/lien-quan/<int:related>/bo/", writing.drop_related, name="drop-related"),
    path("<int:pk>/binh-luan/", moderation.comments, name="comments"),
    path("<int:pk>/binh-luan/cach-nhan/", moderation.keep_comments, name="keep-comments"),
    path("<int:pk>/binh-luan/<int:comment>/hien/", moderation.show, name="show-comment"),
    path("<int:pk>/binh-luan/<int:comment>/thoi-an/", moderation.lift, name="lift-comment"),
]
