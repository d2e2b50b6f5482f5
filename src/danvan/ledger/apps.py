from django.apps import AppConfig


class Ledger(AppConfig):
    name = "danvan.ledger"
    label = "ledger"
    verbose_name = "Nhật ký"
