"""Every address: each room's table under its place."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path
from django.views.i18n import set_language

from danvan.site import accounts, views
from danvan.site.api import api

ACCOUNT = [  # of the library's pages, those that officers use
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/recovery-codes/", accounts.recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/", include("allauth.mfa.urls")),
]
urlpatterns = [
    path("", views.home, name="home"),
    path("health/live", views.live, name="health-live"),
    path("health/ready", views.ready, name="health-ready"),
    path("metrics", views.metrics, name="metrics"),
    path("quyen-rieng-tu/", views.privacy, name="privacy"),
    path("tiep-can/", views.accessibility, name="accessibility"),
    path("ket-qua/", views.results, name="results"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("dieu-hanh/", views.today, name="today"),
    path("dieu-hanh/tim/", views.search, name="search"),
    path(
        "dieu-hanh/don-vi/can-bo/<int:pk>/buoc-hai/",
        accounts.reset_second_factor,
        name="reset-second-factor",
    ),
    path("api/v1/", api.urls),
    path("", include("danvan.consultation.urls.public")),
    path("dieu-hanh/gop-y/", include("danvan.consultation.urls.officers")),
    path("", include("danvan.news.urls.public")),
    path("dieu-hanh/tin/", include("danvan.news.urls.officers")),
    path("dieu-hanh/don-vi/", include("danvan.units.urls")),
    path("dieu-hanh/tinh-hinh/", include("danvan.situation.urls")),
    path("dieu-hanh/cong-viec/", include("danvan.work.urls")),
    path("dieu-hanh/nhat-ky/", include("danvan.ledger.urls")),
    path("dieu-hanh/tai-khoan/", include(ACCOUNT)),
]

handler403 = "danvan.site.views.forbidden"
handler404 = "danvan.site.views.missing"
handler500 = "danvan.site.views.broken"
