"""Addresses under /gop-y/ and /bien-nhan/, open to everybody."""

from __future__ import annotations

from django.urls import path

from danvan.consultation.views import drafts

app_name = "consultation"
urlpatterns = [
    path("gop-y/", drafts.consultations, name="consultations"),
    path("gop-y/<slug:slug>/", drafts.consultation, name="consultation"),
]
