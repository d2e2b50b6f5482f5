from django.apps import AppConfig


class Situation(AppConfig):
    name = "danvan.situation"
    label = "situation"
    verbose_name = "Tình hình nhân dân"
