from django.apps import AppConfig


class Consultation(AppConfig):
    name = "danvan.consultation"
    label = "consultation"
    verbose_name = "Lấy ý kiến"
