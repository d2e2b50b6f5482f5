"""Addresses under /dieu-hanh/nhat-ky/."""

from __future__ import annotations

from django.urls import path

from danvan.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.lines, name="lines"),
    path("xuat.csv", views.export, name="export"),
]
