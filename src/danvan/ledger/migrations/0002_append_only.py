from django.db import migrations

from danvan.ledger.migrations._append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [append_only("ledger_entry")]
