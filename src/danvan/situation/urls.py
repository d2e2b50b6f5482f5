"""Addresses under /dieu-hanh/tinh-hinh/."""

from __future__ import annotations

from django.urls import path

from danvan.situation import views

app_name = "situation"
urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("ky/<int:pk>/", views.round_page, name="round"),
    path("ky/<int:pk>/mo-khoa/", views.lift, name="lift"),
    path("phai-gui/<int:pk>/viet/", views.begin, name="begin"),
    path("bao-cao/<int:pk>/", views.report, name="report"),
    path("lich/", views.schedules, name="schedules"),
    path("truc-tiep/", views.at_once, name="at-once"),
]
