from django.apps import AppConfig


class News(AppConfig):
    name = "danvan.news"
    label = "news"
    verbose_name = "Tin"
