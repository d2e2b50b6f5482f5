"""Addresses under /dieu-hanh/cong-viec/."""

from __future__ import annotations

from django.urls import path

from danvan.work import views

app_name = "work"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("xuat.csv", views.export, name="export"),
    path("moi/", views.new, name="new"),
    path("<int:pk>/", views.task, name="task"),
    path("<int:pk>/bat-dau/", views.start, name="start"),
    path("<int:pk>/ket-thuc/", views.close, name="close"),
    path("<int:pk>/khong-con/", views.drop, name="drop"),
    path("<int:pk>/gia-han/", views.extend, name="extend"),
    path("<int:pk>/chuyen-tiep/", views.carry_over, name="carry-over"),
    path("gia-han/<int:pk>/", views.decide, name="decide"),
    path("dinh-ky/", views.recurrences, name="recurrences"),
    path("dinh-ky/moi/", views.recur, name="recur"),
    path("dinh-ky/<int:pk>/thoi/", views.end_recurrence, name="end-recurrence"),
    path("lich/", views.calendar, name="calendar"),
    path("lich/ngay/", views.mark_day, name="mark-day"),
    path("lich/nap/", views.load_holidays, name="load-holidays"),
    path("viec-nen/", views.jobs, name="jobs"),
    path("viec-nen/kiem-tra-nhat-ky/", views.check_ledger, name="check-ledger"),
    path("viec-nen/<int:pk>/", views.job, name="job"),
    path("viec-nen/<int:pk>/theo-doi/", views.follow, name="follow"),
    path("viec-nen/<int:pk>/dung/", views.cancel, name="cancel"),
]
