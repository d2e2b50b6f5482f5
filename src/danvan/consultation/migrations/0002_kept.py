from django.db import migrations

from danvan.consultation.migrations._kept import KEEP_TEXTS, KEPT
from danvan.ledger.migrations._append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("consultation", "0001_initial")]

    operations = [*(append_only(table) for table in KEPT), KEEP_TEXTS]
