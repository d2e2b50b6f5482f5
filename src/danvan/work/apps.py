from django.apps import AppConfig


class Work(AppConfig):
    name = "danvan.work"
    label = "work"
    verbose_name = "Công việc"
