"""Addresses under /gop-y/ and /bien-nhan/, open to everybody."""

from __future__ import annotations

from django.urls import path

from danvan.consultation.views import (
    drafts,
    open_data,
    receipts,
    results,
    roots,
    searching,
    sending,
)

app_name = "consultation"
urlpatterns = [
    path("gop-y/", drafts.consultations, name="consultations"),
    path("gop-y/<slug:slug>/", drafts.consultation, name="consultation"),
    path("gop-y/<slug:slug>/chung/", drafts.section, name="whole"),
    path("gop-y/<slug:slug>/muc/<str:key>/", drafts.section, name="section"),
    path("gop-y/<slug:slug>/tim/", searching.found, name="found"),
    path("gop-y/<slug:slug>/gui/", sending.review, name="review"),
    path("gop-y/<slug:slug>/da-nhan/", sending.received, name="received"),
    path("gop-y/<slug:slug>/to-roi.pdf", drafts.poster, name="poster"),
    path("gop-y/<slug:slug>/dau-van/", roots.roots, name="roots"),
    path("gop-y/<slug:slug>/dau-van.json", roots.file, name="roots-file"),
    path("gop-y/<slug:slug>/ket-qua/", results.results, name="results"),
    path("gop-y/<slug:slug>/ket-qua/phan/<str:key>/", results.part, name="results-part"),
    path("gop-y/<slug:slug>/ket-qua/cau/<str:code>/", results.statement, name="statement"),
    path("gop-y/<slug:slug>/ket-qua/tra-loi/", results.answers, name="answers-given"),
    path("gop-y/<slug:slug>/ket-qua/thay-doi/", results.changes, name="results-changes"),
    path("gop-y/<slug:slug>/du-lieu/", open_data.page, name="open-data"),
    path("gop-y/<slug:slug>/du-lieu/y-kien.csv", open_data.as_csv, name="open-csv"),
    path("gop-y/<slug:slug>/du-lieu/y-kien.json", open_data.as_json, name="open-json"),
    path("gop-y/<slug:slug>/du-lieu/y-kien.parquet", open_data.as_parquet, name="open-parquet"),
    path("gop-y/<slug:slug>/du-lieu/so-lieu.csv", open_data.figures_csv, name="open-figures"),
    path("bien-nhan/", receipts.receipt, name="receipt"),
    path("bien-nhan/sua/", receipts.correct, name="correct"),
    path("bien-nhan/rut/", receipts.withdraw, name="withdraw"),
    path("bien-nhan/xem-lai/", receipts.appeal, name="appeal"),
    path("bien-nhan/xoa-lien-he/", receipts.remove_contact, name="remove-contact"),
    path("bien-nhan/tep/", roots.receipt_file, name="receipt-file"),
]
