"""Addresses under /dieu-hanh/don-vi/."""

from __future__ import annotations

from django.urls import path

from danvan.units import views

UNITS, SUCCESSIONS = {"what": "units"}, {"what": "successions"}

app_name = "units"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("xuat.csv", views.export, name="export"),
    path("goi-y/", views.suggest, name="suggest"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/lap/", views.change, {"what": "found"}, name="found"),
    path("<int:pk>/doi-ten/", views.change, {"what": "rename"}, name="rename"),
    path("<int:pk>/chuyen/", views.change, {"what": "move"}, name="move"),
    path("<int:pk>/ket-thuc/", views.change, {"what": "close"}, name="close"),
    path("<int:pk>/ke-tiep/", views.change, {"what": "succeed"}, name="succeed"),
    path("<int:pk>/chuc-nang/", views.change, {"what": "assign"}, name="assign"),
    path("<int:pk>/dai-hoi/", views.change, {"what": "congress"}, name="congress"),
    path("<int:pk>/nhiem-ky/", views.change, {"what": "term"}, name="term"),
    path("can-bo/", views.officers, name="officers"),
    path("can-bo/moi/", views.open_account, name="open-account"),
    path("can-bo/<int:pk>/", views.account, name="officer"),
    path("can-bo/<int:pk>/vai-tro/", views.appoint, name="appoint"),
    path("can-bo/<int:pk>/mat-khau/", views.reset_password, name="reset-password"),
    path("can-bo/<int:pk>/dong/", views.close_account, name="close-account"),
    path("vai-tro/<int:pk>/thoi/", views.relieve, name="relieve"),
    path("nhap/", views.choose, UNITS, name="import-units"),
    path("nhap/ke-tiep/", views.choose, SUCCESSIONS, name="import-successions"),
    path("nhap/mau-don-vi.csv", views.template, UNITS, name="template-units"),
    path("nhap/mau-ke-tiep.csv", views.template, SUCCESSIONS, name="template-successions"),
    path("nhap/ke-tiep/<slug:name>/", views.look, SUCCESSIONS, name="look-successions"),
    path("nhap/don-vi/<slug:name>/", views.look, UNITS, name="look-units"),
    path("dang-lam-tai/", views.act_for, name="act-for"),
]
