"""Addresses under /dieu-hanh/gop-y/."""

from __future__ import annotations

from django.urls import path

from danvan.consultation.views import keeping

app_name = "consulting"
urlpatterns = [
    path("", keeping.consultations, name="consultations"),
    path("<slug:slug>/", keeping.consultation, name="consultation"),
]
