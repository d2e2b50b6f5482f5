from django.apps import AppConfig


class Site(AppConfig):
    name = "danvan.site"
    label = "site"
    verbose_name = "Trang"
