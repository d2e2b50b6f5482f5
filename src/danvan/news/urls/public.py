"""Addresses under /tin/, open to everybody, and the list of them for search engines."""

from __future__ import annotations

from django.urls import path

from danvan.news.views import comments, feeds, live, reading

app_name = "news"
urlpatterns = [
    path("tin/", reading.articles, name="articles"),
    path("tin/rss.xml", feeds.rss, name="rss"),
    path("tin/anh/<slug:seal>-<int:width>.<slug:kind>", reading.photo, name="photo"),
    path("tin/<slug:slug>/", reading.article, name="article"),
    path("tin/<slug:slug>/ban/<int:number>/", reading.article, name="version"),
    path("tin/<slug:slug>/binh-luan/", comments.comments, name="comments"),
    path("tin/<slug:slug>/binh-luan/moi/", live.told, name="live"),
    path("tin/<slug:slug>/binh-luan/<int:pk>/", comments.thread, name="thread"),
    path("tin/<slug:slug>/binh-luan/<int:pk>/thich/", comments.like, name="like"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
]
