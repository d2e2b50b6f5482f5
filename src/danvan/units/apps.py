from django.apps import AppConfig


class Units(AppConfig):
    name = "danvan.units"
    label = "units"
    verbose_name = "Đơn vị"
