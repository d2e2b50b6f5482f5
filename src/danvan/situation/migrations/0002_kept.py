"""The tables of `_kept` refuse changes."""

from django.db import migrations

from danvan.ledger.migrations._append_only import append_only
from danvan.situation.migrations._kept import KEPT


class Migration(migrations.Migration):
    dependencies = [("situation", "0001_initial")]

    operations = [append_only(table) for table in KEPT]
